import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ContextTap, type EnvironmentRef } from '@app/evaluation';
import { Clock } from '@app/kernel';
import type { ContextSampling, KeptContext, SamplingOrder } from './context-sampling';
import { type AnyContext, reduceContext, reduceReported } from './reduce-context';
import { Reservoir } from './reservoir';
import { SampledContexts } from './sampled.contexts';
import { SamplingOrders } from './sampling.orders';

const WRITE_EVERY_MS = 5_000;
/** Of one environment, each time that they are written: a thousand places are renewed in minutes, not in moments. */
const MOST_AT_ONCE = 50;

/** A sample of one environment's contexts that waits to be written. */
interface Sample {
  readonly order: SamplingOrder;
  readonly reservoir: Reservoir<KeptContext>;
  readonly stop: () => void;
}

/**
 * Takes a sample of the contexts that this process evaluates, and that SDKs report, where an environment's order says
 * so. Reduced to what the order allows before they are held at all, and written in batches.
 */
@Injectable()
export class ContextSampler implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('ContextSampling');
  private readonly samples = new Map<string, Sample>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;

  constructor(
    private readonly tap: ContextTap,
    private readonly orders: SamplingOrders,
    private readonly contexts: SampledContexts,
    private readonly clock: Clock,
  ) {
    orders.onRead((present) => this.follow(present));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), WRITE_EVERY_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.flushing;
    await this.flush();
  }

  /** What may be sampled of an environment; `undefined`: nothing. */
  orderOf({ environmentId }: EnvironmentRef): ContextSampling | undefined {
    return this.orders.of(environmentId)?.sampling;
  }

  /** Takes in what an SDK has sampled. */
  report(ref: EnvironmentRef, contexts: readonly AnyContext[]): void {
    const sample = this.samples.get(ref.environmentId);
    if (sample === undefined) return;
    const { sampling } = sample.order;
    for (const context of contexts) {
      sample.reservoir.offer(() => reduceReported(context, sampling, ref));
    }
  }

  /** Writes what has been sampled. Joins a flush that is under way; never throws: a sample may be lost. */
  flush(): Promise<void> {
    this.flushing ??= this.write().finally(() => {
      this.flushing = undefined;
    });
    return this.flushing;
  }

  private async write(): Promise<void> {
    const at = this.clock.now();
    for (const { order, reservoir } of this.samples.values()) {
      const sampled = reservoir.take().filter((context) => Object.keys(context).length > 0);
      if (sampled.length === 0) continue;
      try {
        await this.contexts.keep(order, sampled, at);
      } catch (error) {
        this.logger.warn({ err: error }, 'Sampled contexts cannot be kept; they are let go');
      }
    }
  }

  private follow(orders: ReadonlyMap<string, SamplingOrder>): void {
    for (const [id, { order, stop }] of this.samples) {
      if (orders.get(id)?.version === order.version) continue;
      stop();
      this.samples.delete(id);
    }
    for (const [id, order] of orders) {
      if (!this.samples.has(id)) this.samples.set(id, this.begin(id, order));
    }
  }

  private begin(environmentId: string, order: SamplingOrder): Sample {
    const reservoir = new Reservoir<KeptContext>(MOST_AT_ONCE);
    const stop = this.tap.listen(environmentId, (ref, context) => {
      reservoir.offer(() => reduceContext(context, order.sampling, ref));
    });
    return { order, reservoir, stop };
  }
}
