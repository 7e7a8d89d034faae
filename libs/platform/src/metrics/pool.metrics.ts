import { Injectable, Optional } from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import type { Pool } from 'pg';
import type { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { ScrapeHooks } from './scrape.hooks';

export const POOL_CONNECTIONS = 'postgres_pool_connections';

/** How full the pool is: `waiting` above zero for long means that it is too small. */
@Injectable()
export class PoolMetrics {
  constructor(
    hooks: ScrapeHooks,
    @InjectMetric(POOL_CONNECTIONS) private readonly connections: Gauge<'state'>,
    @Optional() private readonly dataSource?: DataSource,
  ) {
    hooks.add(() => this.refresh());
  }

  private refresh(): void {
    const pool = this.pool();
    if (pool === undefined) return;
    this.connections.set({ state: 'total' }, pool.totalCount);
    this.connections.set({ state: 'idle' }, pool.idleCount);
    this.connections.set({ state: 'waiting' }, pool.waitingCount);
  }

  private pool(): Pool | undefined {
    if (this.dataSource?.isInitialized !== true) return undefined;
    return (this.dataSource.driver as unknown as { readonly master?: Pool }).master;
  }
}
