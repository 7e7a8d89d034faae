import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '@app/kernel';
import { AppConfig } from '@app/platform/config';
import { ConnectedClients } from '../clients/connected.clients';
import { SampledContexts } from '../contexts/sampled.contexts';
import { UsageLedger } from './usage.ledger';
import { UsageStore } from './usage.store';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Keeps what is stored of usage small: once an hour old minutes are added up, and what is past its time goes. */
@Injectable()
export class UsageUpkeep implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(UsageUpkeep.name);
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  constructor(
    private readonly store: UsageStore,
    private readonly ledger: UsageLedger,
    private readonly clients: ConnectedClients,
    private readonly contexts: SampledContexts,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.run(), HOUR_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Joins a run that is under way. Never throws: what fails is done an hour later. */
  run(): Promise<void> {
    this.running ??= this.tidy().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async tidy(): Promise<void> {
    const now = this.clock.now();
    const { USAGE_RETENTION_DAYS, CLIENT_RETENTION_HOURS } = this.config.settings;
    const before = now - USAGE_RETENTION_DAYS * DAY_MS;
    const steps = [
      () => this.store.tidy({ now, before }),
      () => this.ledger.forget(before),
      () => this.clients.forget(now - CLIENT_RETENTION_HOURS * HOUR_MS),
      () => this.contexts.expire(now),
    ];
    // Each by itself: a store of counts that is away must not keep contexts past their time.
    for (const step of steps) await this.attempt(step);
  }

  private async attempt(step: () => Promise<void>): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.logger.warn({ err: error }, 'Old usage cannot be tidied; it is tried again in an hour');
    }
  }
}
