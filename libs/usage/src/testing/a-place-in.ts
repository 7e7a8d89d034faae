import type { EnvironmentRef } from '@app/evaluation';
import type { DataSource } from 'typeorm';
import { aRef } from './usage.builders';

/** An environment that is in the database, of a tenant of its own. */
export async function aPlaceIn(dataSource: DataSource): Promise<EnvironmentRef> {
  const ref = aRef();
  await dataSource.query(
    'INSERT INTO tenants (id, slug, name, created_at) VALUES ($1, $2, $2, now())',
    [ref.tenantId, ref.tenant],
  );
  await dataSource.query(
    `INSERT INTO environments (tenant_id, id, name, epoch, revision, created_at)
     VALUES ($1, $2, $3, 'e', 0, now())`,
    [ref.tenantId, ref.environmentId, ref.environment],
  );
  return ref;
}
