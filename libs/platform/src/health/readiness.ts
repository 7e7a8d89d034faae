import { Injectable, type OnModuleDestroy } from '@nestjs/common';

export type LifecyclePhase = 'starting' | 'ready' | 'draining';

/**
 * Whether this process wants traffic. Says nothing about the stores.
 *
 * The order of an ending: `startDraining()` with the signal itself, requests still served for
 * `SHUTDOWN_DELAY_MS` while load balancers notice, then `app.close()`: background work stops
 * (`onModuleDestroy`), the server lets requests in flight end, and only after that do the clients
 * of stores close (`onApplicationShutdown`).
 */
@Injectable()
export class Readiness implements OnModuleDestroy {
  private current: LifecyclePhase = 'starting';
  private readonly drain = new AbortController();

  get phase(): LifecyclePhase {
    return this.current;
  }

  /** Aborted when draining begins: what holds connections open for long (event streams) ends them. */
  get draining(): AbortSignal {
    return this.drain.signal;
  }

  /** Everything that requests need is loaded. Without effect once draining has begun. */
  markReady(): void {
    if (this.current === 'starting') this.current = 'ready';
  }

  /** From here on `/health/ready` answers 503. There is no way back. */
  startDraining(): void {
    if (this.current === 'draining') return;
    this.current = 'draining';
    this.drain.abort();
  }

  /** Whoever closes the application without draining it first still ends the streams. */
  onModuleDestroy(): void {
    this.startDraining();
  }
}
