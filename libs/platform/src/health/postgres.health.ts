import { Injectable, Optional } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HealthContributor, type HealthStatus } from './health.contributor';
import { HealthRegistry } from './health.registry';

/** Whether PostgreSQL answers a query through the pool that requests use. */
@Injectable()
export class PostgresHealth extends HealthContributor {
  override readonly name = 'postgres';
  override readonly kind = 'required';

  constructor(
    registry: HealthRegistry,
    @Optional() private readonly dataSource?: DataSource,
  ) {
    super();
    if (dataSource !== undefined) registry.register(this);
  }

  override async check(): Promise<HealthStatus> {
    try {
      await this.dataSource?.query('SELECT 1');
      return { status: 'up' };
    } catch {
      return { status: 'down', detail: 'PostgreSQL does not answer; writes are refused.' };
    }
  }
}
