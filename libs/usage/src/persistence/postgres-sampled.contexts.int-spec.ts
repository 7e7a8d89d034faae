import {
  DomainEventFactory,
  OUTBOX_MIGRATIONS,
  OutboxSignal,
  TypeOrmUnitOfWork,
} from '@app/outbox';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { TENANCY_ENTITIES, TENANCY_MIGRATIONS } from '@app/tenancy';
import { usePostgres } from '@app/testing';
import {
  CreateRecordedEvents1764000002999,
  TableRecorder,
} from '../../../outbox/src/testing/table-recorder';
import { aTenant, anEnvironment } from '../../../tenancy/src/testing/tenancy.builders';
import { sampledContextsContract } from '../testing/sampled-contexts.contract';
import { USAGE_ENTITIES, USAGE_MIGRATIONS } from '.';
import { PostgresSampledContexts } from './postgres-sampled.contexts';

describe('sampled contexts in PostgreSQL', () => {
  const database = usePostgres({
    migrations: [
      ...TENANCY_MIGRATIONS,
      ...OUTBOX_MIGRATIONS,
      CreateRecordedEvents1764000002999,
      ...USAGE_MIGRATIONS,
    ],
    entities: [...TENANCY_ENTITIES, ...USAGE_ENTITIES],
  });
  const context = new AsyncLocalRequestContext();
  const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);

  sampledContextsContract(async () => {
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
      contexts: new PostgresSampledContexts(dataSource),
      unitOfWork: new TypeOrmUnitOfWork(
        dataSource,
        events,
        new TableRecorder(),
        context,
        new OutboxSignal(),
      ),
      place: { tenantId: tenant.id, environmentId: place!.id },
      elsewhere: { tenantId: tenant.id, environmentId: elsewhere!.id },
    };
  });
});
