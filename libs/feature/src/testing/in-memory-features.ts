import type { ValueType } from '@app/flag-engine';
import type { Environment } from '@app/tenancy';
import type { Flag } from '../domain/flag';
import { referencesOf } from '../domain/needs';
import { type Reference, referenceId } from '../domain/reference';
import type { Segment } from '../domain/segment';
import type { PresentIds } from '../domain/segment-ids';

/** What one environment holds. */
export interface Room {
  readonly flags: ReadonlyMap<string, Flag>;
  readonly segments: ReadonlyMap<string, Segment>;
  readonly ids: ReadonlyMap<string, PresentIds>;
}

const EMPTY: Room = { flags: new Map(), segments: new Map(), ids: new Map() };

/** Flags and segments in memory, what the in-memory adapters share: the tables, as it were. */
export class InMemoryFeatures {
  private readonly rooms = new Map<string, Room>();
  private readonly declaredTypes = new Map<string, ValueType>();

  room({ id }: Pick<Environment, 'id'>): Room {
    return this.rooms.get(id) ?? EMPTY;
  }

  /** @returns how to undo it */
  replace({ id }: Pick<Environment, 'id'>, room: Room): () => void {
    const before = this.rooms.get(id) ?? EMPTY;
    this.rooms.set(id, room);
    return () => void this.rooms.set(id, before);
  }

  declared(tenantId: string, key: string): ValueType | undefined {
    return this.declaredTypes.get(`${tenantId}/${key}`);
  }

  declare(tenantId: string, key: string, type: ValueType): void {
    this.declaredTypes.set(`${tenantId}/${key}`, type);
  }

  usersOf(environment: Pick<Environment, 'id'>, used: Reference): Reference[] {
    const { flags, segments } = this.room(environment);
    const names = (config: Parameters<typeof referencesOf>[0]): boolean =>
      referencesOf(config).some((each) => referenceId(each) === referenceId(used));
    return [
      ...[...flags.values()].map(({ config }) => ({ kind: 'flag' as const, config })),
      ...[...segments.values()].map(({ config }) => ({ kind: 'segment' as const, config })),
    ]
      .filter(({ config }) => names(config))
      .map(({ kind, config }) => ({ kind, key: config.key }))
      .sort((a, b) => (referenceId(a) < referenceId(b) ? -1 : 1));
  }
}
