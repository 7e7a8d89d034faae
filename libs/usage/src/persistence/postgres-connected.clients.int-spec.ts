import { TENANCY_ENTITIES, TENANCY_MIGRATIONS } from '@app/tenancy';
import { usePostgres } from '@app/testing';
import { aPlaceBeside, aPlaceIn } from '../testing/a-place-in';
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
    const place = await aPlaceIn(dataSource);
    return {
      clients: new PostgresConnectedClients(dataSource),
      place,
      elsewhere: await aPlaceBeside(place, dataSource),
    };
  });
});
