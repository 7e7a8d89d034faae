import { TENANCY_ENTITIES, TENANCY_MIGRATIONS } from '@app/tenancy';
import { usePostgres } from '@app/testing';
import { aTenant, anEnvironment } from '../../../tenancy/src/testing/tenancy.builders';
import { connectedClientsContract } from '../testing/connected-clients.contract';
import { USAGE_ENTITIES, USAGE_MIGRATIONS } from '.';
import { PostgresConnectedClients } from './postgres-connected.clients';

describe('connected clients in PostgreSQL', () => {
  const database = usePostgres({
    migrations: [...TENANCY_MIGRATIONS, ...USAGE_MIGRATIONS],
    entities: [...TENANCY_ENTITIES, ...USAGE_ENTITIES],
  });

  connectedClientsContract(async () => {
    const { dataSource } = database;
    const tenant = aTenant();
    await dataSource.query(
      'INSERT INTO tenants (id, slug, name, created_at) VALUES ($1, $2, $2, now())',
      [tenant.id, tenant.slug],
    );
    const [place, elsewhere] = ['dev', 'prod'].map((name) => anEnvironment(tenant, name));
    for (const { id, name } of [place!, elsewhere!]) {
      await dataSource.query(
        `INSERT INTO environments (tenant_id, id, name, epoch, revision, created_at)
         VALUES ($1, $2, $3, 'e', 0, now())`,
        [tenant.id, id, name],
      );
    }
    return {
      clients: new PostgresConnectedClients(dataSource),
      place: { tenantId: tenant.id, environmentId: place!.id },
      elsewhere: { tenantId: tenant.id, environmentId: elsewhere!.id },
    };
  });
});
