import { setTimeout as delay } from 'node:timers/promises';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { DataSource } from 'typeorm';

const RETRY_MS = 500;

/** What has to be done on the server before it is used: migrations. */
export abstract class BeforeReturn {
  abstract prepare(): Promise<void>;
}

/** Of a process that started without its database: tries to reach it until it is there. */
@Injectable()
export class DatabaseReturn implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Postgres');
  private readonly stop = new AbortController();
  private trying: Promise<void> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly before: BeforeReturn,
  ) {}

  onApplicationBootstrap(): void {
    this.logger.warn('PostgreSQL cannot be reached; trying until it is there.');
    this.trying = this.untilThere();
  }

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await this.trying;
  }

  private async untilThere(): Promise<void> {
    const { signal } = this.stop;
    let told = '';
    while (!signal.aborted) {
      try {
        await this.before.prepare();
        await this.dataSource.initialize();
        this.logger.log('PostgreSQL is there.');
        return;
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        if (reason !== told) this.logger.warn(`PostgreSQL cannot be used yet (${reason}).`);
        told = reason;
        await delay(RETRY_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}
