import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { ClientMetrics } from './client.metrics';
import type { ClientSighting } from './connected-client';
import { ConnectedClients, MOST_CLIENTS } from './connected.clients';
import { NotedClients } from './noted.clients';

/** Whoever watches a change arrive waits no longer than this; a client is written at most so often. */
const WRITE_EVERY_MS = 1_000;
const MOST_ROWS = 5_000;

/** Takes in clients that are heard of, in memory, and has them written in batches. */
@Injectable()
export class ClientRecorder implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('Clients');
  private readonly noted = new NotedClients(MOST_CLIENTS);
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> | undefined;
  private failing = false;

  constructor(
    private readonly clients: ConnectedClients,
    private readonly metrics: ClientMetrics,
  ) {
    metrics.observePending(() => this.noted.size);
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

  /** Never waits for anything. */
  record(sighting: ClientSighting): void {
    if (!this.noted.note(sighting)) this.metrics.lost('memory', 1);
  }

  /** Writes what is noted. Joins a flush that is under way; never throws. */
  flush(): Promise<void> {
    this.flushing ??= this.writeAll().finally(() => {
      this.flushing = undefined;
    });
    return this.flushing;
  }

  private async writeAll(): Promise<void> {
    for (;;) {
      const batch = this.noted.take(MOST_ROWS);
      if (batch.length === 0 || !(await this.write(batch))) return;
    }
  }

  private async write(batch: readonly ClientSighting[]): Promise<boolean> {
    try {
      const forgotten = await this.clients.note(batch);
      if (forgotten > 0) this.metrics.lost('limit', forgotten);
      this.failing = false;
      return true;
    } catch (error) {
      for (const sighting of batch) this.record(sighting);
      const warning = 'Connected clients cannot be written; they wait in memory';
      if (!this.failing) this.logger.warn({ err: error }, warning);
      this.failing = true;
      return false;
    }
  }
}
