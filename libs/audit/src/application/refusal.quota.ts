import type { Clock } from '@app/kernel';

const MOST_PER_MINUTE = 30;
const MINUTE_MS = 60_000;

interface Tally {
  taken: number;
  missed: number;
}

/** How many refusals of a tenant are recorded per minute, and how many were not. */
export class RefusalQuota {
  private minute = -1;
  private tallies = new Map<string, Tally>();

  constructor(private readonly clock: Clock) {}

  /** @returns how many were missed since the last one that was taken; `undefined` when this one is one too many */
  take(tenantId: string): number | undefined {
    const tally = this.tallyOf(tenantId);
    if (tally.taken === MOST_PER_MINUTE) return undefined;
    const { missed } = tally;
    tally.taken += 1;
    tally.missed = 0;
    return missed;
  }

  /** One more that is not recorded. */
  miss(tenantId: string): void {
    this.tallyOf(tenantId).missed += 1;
  }

  private tallyOf(tenantId: string): Tally {
    this.turn();
    const tally = this.tallies.get(tenantId) ?? { taken: 0, missed: 0 };
    this.tallies.set(tenantId, tally);
    return tally;
  }

  /** A new minute: only tenants that something is still to be said of are kept. */
  private turn(): void {
    const minute = Math.floor(this.clock.now() / MINUTE_MS);
    if (minute === this.minute) return;
    this.minute = minute;
    const open = [...this.tallies].filter(([, { missed }]) => missed > 0);
    this.tallies = new Map(open.map(([id, { missed }]) => [id, { taken: 0, missed }]));
  }
}
