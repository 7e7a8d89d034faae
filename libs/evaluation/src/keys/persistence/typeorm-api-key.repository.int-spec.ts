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
} from '../../../../outbox/src/testing/table-recorder';
import { aTenant, anEnvironment } from '../../../../tenancy/src/testing/tenancy.builders';
import { aSecret, anApiKey } from '../../testing/api-key.builders';
import {
  apiKeyRepositoryContract,
  type KeySubject,
} from '../../testing/api-key-repository.contract';
import { EVALUATION_ENTITIES, EVALUATION_MIGRATIONS } from '../../persistence';
import { TypeOrmApiKeyRepository } from './typeorm-api-key.repository';

describe('API keys in PostgreSQL', () => {
  const database = usePostgres({
    migrations: [
      ...TENANCY_MIGRATIONS,
      ...OUTBOX_MIGRATIONS,
      CreateRecordedEvents1764000002999,
      ...EVALUATION_MIGRATIONS,
    ],
    entities: [...TENANCY_ENTITIES, ...EVALUATION_ENTITIES],
  });
  const context = new AsyncLocalRequestContext();
  const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);

  const open = async (): Promise<KeySubject> => {
    const { dataSource } = database;
    const tenant = aTenant();
    const { id, name } = anEnvironment(tenant, 'dev');
    await dataSource.query(
      'INSERT INTO tenants (id, slug, name, created_at) VALUES ($1, $2, $2, now())',
      [tenant.id, tenant.slug],
    );
    await dataSource.query(
      `INSERT INTO environments (tenant_id, id, name, epoch, revision, created_at)
       VALUES ($1, $2, $3, 'e', 0, now())`,
      [tenant.id, id, name],
    );
    return {
      repository: new TypeOrmApiKeyRepository(dataSource),
      unitOfWork: new TypeOrmUnitOfWork(
        dataSource,
        events,
        new TableRecorder(),
        context,
        new OutboxSignal(),
      ),
      owner: { tenantId: tenant.id, tenant: tenant.slug, environment: { id, name } },
    };
  };

  apiKeyRepositoryContract(open);

  it('leaves of an environment that is deleted what was revoked, and nothing that opens', async () => {
    const { repository, unitOfWork, owner } = await open();
    const [revoked, forgotten] = [anApiKey(owner), anApiKey(owner)];
    const { tenantId, environment } = owner;
    const id = environment?.id ?? '';
    await unitOfWork.run(async (tx) => {
      for (const key of [revoked, forgotten]) await repository.add(tx, key, aSecret().kept);
      await repository.revoke(tx, revoked, new Date());
      await repository.keepRevoked(tx, { tenantId, id });
    });
    await database.dataSource.query('DELETE FROM environments WHERE id = $1', [id]);
    const left = (await repository.changedWithin(60)).filter(
      ({ key }) => key.tenantId === tenantId,
    );
    expect(left.map(({ key }) => key)).toMatchObject([{ id: revoked.id, environment: undefined }]);
    expect(await repository.list(tenantId)).toEqual([]);
  });

  it('has the schema that the entities say', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    const own = upQueries.filter(({ query }) => !/outbox|recorded_events/.test(query));
    expect(own.map(({ query }) => query)).toEqual([]);
  });
});
