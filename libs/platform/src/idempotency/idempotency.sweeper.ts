import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { IdempotencyStore } from './idempotency.store';

const EVERY_MS = 5 * 60_000;

/** Removes keys whose time is over. Every process does; they do not get in each other's way. */
@Injectable()
export class IdempotencySweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Idempotency');
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly store: IdempotencyStore) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), EVERY_MS);
    this.timer.unref();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  private async sweep(): Promise<void> {
    try {
      const removed = await this.store.sweep();
      if (removed > 0) this.logger.debug(`${removed} expired idempotency keys removed.`);
    } catch (err) {
      this.logger.warn({ err }, 'Expired idempotency keys were not removed; the next round will.');
    }
  }
}
