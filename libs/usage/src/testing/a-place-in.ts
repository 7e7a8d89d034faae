import { randomUUID } from 'node:crypto';
import type { EnvironmentRef } from '@app/evaluation';
import { environmentName } from '@app/kernel';
import type { DataSource } from 'typeorm';
import { aRef } from './usage.builders';

/** An environment that is in the database, of a tenant of its own. */
export async function aPlaceIn(dataSource: DataSource): Promise<EnvironmentRef> {
  const ref = aRef();
  await dataSource.query(
    'INSERT INTO tenants (id, slug, name, created_at) VALUES ($1, $2, $2, now())',
    [ref.tenantId, ref.tenant],
  );
  return inserted(ref, dataSource);
}

/** Another environment of the same tenant. */
export function aPlaceBeside(ref: EnvironmentRef, dataSource: DataSource): Promise<EnvironmentRef> {
  const environment = environmentName('beside');
  return inserted({ ...ref, environmentId: randomUUID(), environment }, dataSource);
}

async function inserted(ref: EnvironmentRef, dataSource: DataSource): Promise<EnvironmentRef> {
  await dataSource.query(
    `INSERT INTO environments (tenant_id, id, name, epoch, revision, created_at)
     VALUES ($1, $2, $3, 'e', 0, now())`,
    [ref.tenantId, ref.environmentId, ref.environment],
  );
  return ref;
}
