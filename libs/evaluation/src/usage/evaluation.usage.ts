import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter } from 'prom-client';
import { metric } from '../metrics/metric';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';
import type { CountedAnswer } from './counted-answer';
import { type NotedEvaluation, notFound } from './noted-evaluation';
import { MinuteUsage } from './minute-usage';

const MINUTE_MS = 60_000;

/** Told of each minute that is over, and of the present one as far as it was handed over. */
export type UsageListener = (minute: MinuteUsage) => void;
/** Told of each evaluation that named its flag, before it is answered: has to be quick and must not throw. */
export type EvaluationWitness = (evaluation: NotedEvaluation) => void;

/**
 * Counts evaluations per flag, variant and minute. An evaluation adds one to a number that stands
 * beside its answer; labels and maps are for whoever collects: each scrape, and each minute's end.
 */
@Injectable()
export class EvaluationUsage implements OnApplicationBootstrap, OnModuleDestroy {
  private used: CountedAnswer[] = [];
  private minute: MinuteUsage;
  private timer?: NodeJS.Timeout;
  private readonly listeners = new Set<UsageListener>();
  private witness: EvaluationWitness | undefined;
  private readonly evaluations = metric(
    'flag_evaluations_total',
    (name) =>
      new Counter({
        name,
        help: 'Flag evaluations by reason and, for errors, OpenFeature error code.',
        labelNames: ['reason', 'outcome'],
      }),
  );

  constructor(
    private readonly clock: Clock,
    hooks: ScrapeHooks,
  ) {
    this.minute = new MinuteUsage(minuteOf(clock.now()));
    hooks.add(() => this.collect());
  }

  onApplicationBootstrap(): void {
    this.schedule();
  }

  /** Hands over the minute that has begun, too. */
  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.handOver();
  }

  /** Counts one use of an answer. */
  add(answer: CountedAnswer): void {
    if (answer.uses === 0 && answer.bulkUses === 0) this.used.push(answer);
    answer.uses += 1;
    this.witness?.(answer);
  }

  /** Counts one use of an answer among all others. */
  addInBulk(answer: CountedAnswer): void {
    if (answer.uses === 0 && answer.bulkUses === 0) this.used.push(answer);
    answer.bulkUses += 1;
  }

  /**
   * Counts an evaluation of a flag that the caller cannot have.
   * @param key where the environment has no such flag; absent for one that is only kept from the caller
   */
  addMissing({ ref, audience }: EvaluationCaller, key?: string): void {
    this.evaluations.inc({ reason: 'ERROR', outcome: 'FLAG_NOT_FOUND' });
    if (key === undefined) return;
    if (this.listeners.size > 0) this.minute.addMissing(ref, key, audience);
    this.witness?.(notFound(ref, key));
  }

  /** Hears of each minute's evaluations, in one part or several. While nobody listens nothing is kept. */
  onMinute(listener: UsageListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Has every evaluation told, one by one, to the only witness there is. */
  onEvaluation(witness: EvaluationWitness): () => void {
    this.witness = witness;
    return () => (this.witness = undefined);
  }

  /** Takes the counts away from beside the answers. */
  collect(): void {
    const { used } = this;
    this.used = [];
    for (const answer of used) {
      const { reason, errorCode: outcome = 'success' } = answer.result;
      this.evaluations.inc({ reason, outcome }, answer.uses + answer.bulkUses);
      if (this.listeners.size > 0) this.minute.add(answer);
      answer.uses = 0;
      answer.bulkUses = 0;
    }
  }

  /** Tells what has been counted so far, without waiting for the minute's end. */
  handOver(): void {
    this.collect();
    const over = this.minute;
    this.minute = new MinuteUsage(minuteOf(this.clock.now()));
    if (over.flags.length === 0 && over.missingFlags.length === 0) return;
    for (const listener of this.listeners) listener(over);
  }

  private schedule(): void {
    const waitMs = MINUTE_MS - (this.clock.now() % MINUTE_MS);
    this.timer = setTimeout(() => {
      this.handOver();
      this.schedule();
    }, waitMs);
    this.timer.unref();
  }
}

function minuteOf(now: number): number {
  return now - (now % MINUTE_MS);
}
