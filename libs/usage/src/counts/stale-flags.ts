import { Injectable } from '@nestjs/common';
import { Clock, environmentName, InvalidParameter, type Page, type Principal } from '@app/kernel';
import { EnvironmentDirectory } from '@app/tenancy';
import { FlagCatalogue, type ListedFlag } from './flag.catalogue';
import { INTERVAL_MS } from './interval';
import { decodeCursor, encodeCursor, type StaleCursor } from './stale-cursor';
import { type LastSeen, UsageLedger } from './usage.ledger';

/** A flag that nobody asked for. */
export interface StaleFlag extends ListedFlag {
  /** Epoch milliseconds; `undefined`: never. */
  readonly askedAt: number | undefined;
  /** When it was last among the answers of somebody who asked for all; epoch milliseconds. */
  readonly bulkAt: number | undefined;
}

/** Which stale flags, and which page of them. */
export interface StaleRequest {
  readonly environment: string;
  readonly days: number;
  /** Of these keys only. */
  readonly keys?: readonly string[] | undefined;
  /** From 1; not looked at with a cursor. */
  readonly page: number;
  readonly pageSize: number;
  /** As a former answer gave it. */
  readonly cursor?: string | undefined;
}

/** A page of the flags that nobody asked for in a time, longest first. */
export interface StaleReport extends Page<StaleFlag> {
  readonly days: number;
  /** Since when usage is noted; epoch milliseconds. Nothing before that can be told. */
  readonly since: number;
  /** Absent on the last page. */
  readonly nextCursor: string | undefined;
}

/** Finds flags that nobody asked for. */
@Injectable()
export class StaleFlags {
  constructor(
    private readonly environments: EnvironmentDirectory,
    private readonly catalogue: FlagCatalogue,
    private readonly ledger: UsageLedger,
    private readonly clock: Clock,
  ) {}

  /**
   * Flags that nobody asked for by name within so many days. One that nobody ever asked for counts
   * from its creation, or from when usage was first noted: what was not watched cannot be called unused.
   * @throws InvalidName, EnvironmentNotFound; InvalidParameter for a cursor that is none
   */
  async list({ tenantId }: Principal, request: StaleRequest): Promise<StaleReport> {
    const { days, pageSize } = request;
    const after = placeOf(request.cursor);
    const { idle, since } = await this.idle(tenantId, request);
    const page = after?.page ?? request.page;
    const start = after === undefined ? (page - 1) * pageSize : behind(idle, after);
    const items = idle.slice(start, start + pageSize);
    const last = start + pageSize < idle.length ? items.at(-1) : undefined;
    return {
      ...{ days, since, page, pageSize, total: idle.length },
      items: items.map(({ flag }) => flag),
      nextCursor: last && encodeCursor({ ...placeIn(last), page: page + 1 }),
    };
  }

  private async idle(
    tenantId: string,
    { environment, days, keys }: StaleRequest,
  ): Promise<{ idle: IdleFlag[]; since: number }> {
    const name = environmentName(environment);
    const { id: environmentId } = await this.environments.get(tenantId, name);
    const [listed, seen, since] = await Promise.all([
      this.catalogue.list(tenantId, name),
      this.ledger.lastSeen({ tenantId, environmentId }),
      this.ledger.since(),
    ]);
    const before = this.clock.now() - days * INTERVAL_MS.day;
    const wanted = keys && new Set(keys);
    const idle = listed
      .filter(({ key }) => wanted === undefined || wanted.has(key))
      .map((flag) => idleFlag(flag, since, seen.get(flag.key)))
      .filter(({ idleFrom }) => idleFrom < before)
      .toSorted(byIdleness);
    return { idle, since };
  }
}

interface IdleFlag {
  readonly flag: StaleFlag;
  /** Epoch milliseconds. */
  readonly idleFrom: number;
}

function idleFlag(listed: ListedFlag, since: number, seen?: LastSeen): IdleFlag {
  const flag: StaleFlag = { ...listed, askedAt: seen?.askedAt, bulkAt: seen?.bulkAt };
  return { flag, idleFrom: flag.askedAt ?? Math.max(flag.createdAt, since) };
}

function placeIn({ flag, idleFrom }: IdleFlag): Pick<StaleCursor, 'idleFrom' | 'key'> {
  return { idleFrom, key: flag.key };
}

/** Longest first; in one order, so that pages neither repeat nor skip. */
function byIdleness(a: IdleFlag, b: IdleFlag): number {
  return a.idleFrom - b.idleFrom || (a.flag.key < b.flag.key ? -1 : 1);
}

/** The index of the first flag that is behind a place, whether the flag it names is still there or not. */
function behind(idle: readonly IdleFlag[], { idleFrom, key }: StaleCursor): number {
  const index = idle.findIndex(
    (one) => one.idleFrom > idleFrom || (one.idleFrom === idleFrom && one.flag.key > key),
  );
  return index === -1 ? idle.length : index;
}

function placeOf(cursor: string | undefined): StaleCursor | undefined {
  if (cursor === undefined) return undefined;
  const place = decodeCursor(cursor);
  if (place !== undefined) return place;
  throw new InvalidParameter([
    {
      pointer: '#/cursor',
      detail: '"cursor" must be the "nextCursor" of a former answer, unchanged.',
      code: 'cursor_invalid',
    },
  ]);
}
