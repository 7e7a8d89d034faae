import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '@app/kernel';
import { ApiKeyRepository, type KeyUse } from './api-key.repository';
import type { Credential } from './credential';

const FLUSH_MS = 30_000;

/** Notes which keys are used, and writes that down in batches: never on the way of a request. */
@Injectable()
export class KeyUsage implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(KeyUsage.name);
  private used = new Set<Credential>();
  private unwritten = new Map<string, KeyUse>();
  private timer?: NodeJS.Timeout;

  constructor(
    private readonly repository: ApiKeyRepository,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), FLUSH_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  /** Notes that a credential was used; costs a comparison for one that is noted already. */
  note(credential: Credential): void {
    this.used.add(credential);
  }

  /** Writes the uses since the last flush, stamped with now. Those that cannot be written wait for the next one. */
  async flush(): Promise<void> {
    const uses = this.take();
    if (uses.size === 0) return;
    try {
      await this.repository.touch([...uses.values()]);
    } catch (error) {
      this.unwritten = new Map([...uses, ...this.unwritten]);
      this.logger.warn({ err: error }, 'The last use of API keys could not be written yet');
    }
  }

  private take(): Map<string, KeyUse> {
    const at = new Date(this.clock.now());
    const uses = this.unwritten;
    for (const { key } of this.used) uses.set(key.id, { tenantId: key.tenantId, id: key.id, at });
    this.unwritten = new Map();
    this.used = new Set();
    return uses;
  }
}
