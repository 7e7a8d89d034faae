import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import type { SamplingOrder } from './context-sampling';
import { SampledContexts } from './sampled.contexts';

/** An order reaches every process within this time. */
const ASK_EVERY_MS = 5_000;

/** Told of the orders in force whenever they were read. */
export type OrdersListener = (orders: ReadonlyMap<string, SamplingOrder>) => void;

/** The orders in force, as this process knows them: read every few seconds, so that no request asks for one. */
@Injectable()
export class SamplingOrders implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('ContextSampling');
  private readonly listeners = new Set<OrdersListener>();
  private orders: ReadonlyMap<string, SamplingOrder> = new Map();
  private timer: NodeJS.Timeout | undefined;
  private reading: Promise<void> | undefined;
  private failing = false;

  constructor(private readonly contexts: SampledContexts) {}

  onApplicationBootstrap(): void {
    void this.refresh();
    this.timer = setInterval(() => void this.refresh(), ASK_EVERY_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.reading;
  }

  of(environmentId: string): SamplingOrder | undefined {
    return this.orders.get(environmentId);
  }

  onRead(listener: OrdersListener): void {
    this.listeners.add(listener);
  }

  /** Reads them now. Joins a reading that is under way; never throws: without the store the former ones go on. */
  refresh(): Promise<void> {
    this.reading ??= this.read().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async read(): Promise<void> {
    try {
      const orders = await this.contexts.orders();
      this.orders = new Map(orders.map((order) => [order.environmentId, order]));
      this.failing = false;
      for (const listener of this.listeners) listener(this.orders);
    } catch (error) {
      const warning = 'Orders to sample contexts cannot be read; those known go on';
      if (!this.failing) this.logger.warn({ err: error }, warning);
      this.failing = true;
    }
  }
}
