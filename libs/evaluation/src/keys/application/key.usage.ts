import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { ApiKeyRepository } from './api-key.repository';
import { KeyDirectory } from './key.directory';

const FLUSH_MS = 30_000;

/** Writes when keys were last used, in batches: never on the way of a request. */
@Injectable()
export class KeyUsage implements OnModuleDestroy {
  private readonly logger = new Logger(KeyUsage.name);
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly directory: KeyDirectory,
    private readonly repository: ApiKeyRepository,
    private readonly clock: Clock,
  ) {
    this.timer = setInterval(() => void this.flush(), FLUSH_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** Uses since the last flush, stamped with now: precise to the length of a batch. */
  async flush(): Promise<void> {
    const at = new Date(this.clock.now());
    const uses = this.directory.takeUsed().map(({ tenantId, id }) => ({ tenantId, id, at }));
    if (uses.length === 0) return;
    try {
      await this.repository.touch(uses);
    } catch (error) {
      this.logger.warn({ err: error }, 'The last use of API keys could not be written');
    }
  }
}
