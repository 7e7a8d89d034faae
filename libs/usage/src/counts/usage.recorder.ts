import { Injectable } from '@nestjs/common';
import { Clock, FLAG_KEY } from '@app/kernel';
import { EvaluationUsage, type MinuteUsage } from '@app/evaluation';
import { NotedSightings } from './noted-sightings';
import type { UsageCount } from './usage-count';
import type { Asker, Place } from './usage.ledger';
import { type LossReason, UsageMetrics } from './usage.metrics';
import { UsageTally } from './usage.tally';

/** Takes in every evaluation that is heard of, in memory. Never waits for anything. */
@Injectable()
export class UsageRecorder {
  readonly tally = new UsageTally();
  readonly sightings = new NotedSightings();

  constructor(
    evaluations: EvaluationUsage,
    private readonly metrics: UsageMetrics,
    private readonly clock: Clock,
  ) {
    evaluations.onMinute((minute) => this.recordMinute(minute));
    metrics.observePending(() => this.tally.size);
  }

  /** @returns how many of the evaluations were taken */
  record(count: UsageCount): number {
    const { count: asked, bulkCount, minute } = count;
    this.sightings.see(count, count.flag, {
      askedAt: asked > 0 ? minute : undefined,
      bulkAt: bulkCount > 0 ? minute : undefined,
    });
    if (this.tally.add(count)) return asked + bulkCount;
    this.lose(count, asked + bulkCount, 'memory');
    return 0;
  }

  /** Somebody asked `count` times for a key that is no flag's. One that no flag can have is not noted. */
  recordUnknown(
    place: Place,
    flag: string,
    { asker, count }: { asker: Asker; count: number },
  ): void {
    if (!FLAG_KEY.test(flag)) return;
    const { tenantId, environmentId } = place;
    const seenAt = this.clock.now();
    this.sightings.miss({ tenantId, environmentId, flag, asker, count, seenAt });
  }

  /** Evaluations will not be counted. */
  lose(place: Place, count: number, reason: LossReason): void {
    this.metrics.lost(reason, count);
    this.sightings.lose(place, count, this.clock.now());
  }

  /** What OFREP answered. */
  private recordMinute({ startedAt, flags, missingFlags }: MinuteUsage): void {
    for (const { ref, flag, variant, count, bulkCount } of flags) {
      this.record({ ...ref, flag, variant, minute: startedAt, count, bulkCount });
    }
    for (const { ref, key, audience: asker, count } of missingFlags) {
      this.recordUnknown(ref, key, { asker, count });
    }
  }
}
