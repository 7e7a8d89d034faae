import { Injectable } from '@nestjs/common';
import { Clock, environmentName, InvalidParameter, type Principal } from '@app/kernel';
import { EnvironmentDirectory } from '@app/tenancy';
import { INTERVAL_MS, type Interval, intervalFor, MOST_POINTS, pointsIn } from './interval';
import { type LastSeen, UsageLedger } from './usage.ledger';
import { type UsagePoint, UsageStore } from './usage.store';

const DEFAULT_SPAN_MS = INTERVAL_MS.day;

/** Which flag's evaluations, and when. */
export interface UsageRequest {
  readonly environment: string;
  readonly key: string;
  /** Epoch milliseconds; the last day when absent. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** The narrowest that can be shown when absent. */
  readonly interval?: Interval | undefined;
}

/** Evaluations of a flag over time. */
export interface UsageReport {
  readonly from: number;
  readonly to: number;
  readonly interval: Interval;
  readonly points: readonly UsagePoint[];
  readonly lastSeen: LastSeen | undefined;
  /** Evaluations of the whole environment, of any flag, that were not counted meanwhile. */
  readonly lost: number;
}

/** What is known of the use of a flag. */
@Injectable()
export class UsageQueries {
  constructor(
    private readonly environments: EnvironmentDirectory,
    private readonly store: UsageStore,
    private readonly ledger: UsageLedger,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidName, EnvironmentNotFound; InvalidParameter for a span that cannot be shown;
   *   StoreUnavailable when the counts cannot be read
   */
  async usage(caller: Principal, request: UsageRequest): Promise<UsageReport> {
    const name = environmentName(request.environment);
    const { id: environmentId } = await this.environments.get(caller.tenantId, name);
    const place = { tenantId: caller.tenantId, environmentId };
    const span = this.spanOf(request);
    const [points, lastSeen, lost] = await Promise.all([
      this.store.read({ ...place, ...span, flag: request.key }),
      this.ledger.lastSeenOf(place, request.key),
      this.ledger.lost(place, span.from, span.to),
    ]);
    return { ...span, points, lastSeen, lost };
  }

  /** Whole intervals: the first one begins at or before `from`. */
  private spanOf({ from, to, interval }: UsageRequest): {
    from: number;
    to: number;
    interval: Interval;
  } {
    const end = to ?? this.clock.now();
    const start = from ?? end - DEFAULT_SPAN_MS;
    if (start >= end) throw invalid('from', '"from" must be before "to".');
    const width = interval ?? intervalFor(end - start);
    if (pointsIn(end - start, width) > MOST_POINTS) {
      const detail = `At most ${MOST_POINTS} points fit an answer: ask for a shorter span or a wider interval.`;
      throw invalid('interval', detail);
    }
    return { from: start - (start % INTERVAL_MS[width]), to: end, interval: width };
  }
}

function invalid(parameter: string, detail: string): InvalidParameter {
  return new InvalidParameter([{ pointer: `#/${parameter}`, detail }]);
}
