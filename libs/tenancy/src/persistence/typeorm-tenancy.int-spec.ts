import {
  DomainEventFactory,
  OUTBOX_MIGRATIONS,
  OutboxSignal,
  TypeOrmUnitOfWork,
} from '@app/outbox';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { usePostgres } from '@app/testing';
import {
  CreateRecordedEvents1764000002999,
  TableRecorder,
} from '../../../outbox/src/testing/table-recorder';
import {
  environmentRepositoryContract,
  type TenancySubject,
} from '../testing/environment-repository.contract';
import { aTenant, anEnvironment } from '../testing/tenancy.builders';
import { tenantRepositoryContract } from '../testing/tenant-repository.contract';
import { TENANCY_ENTITIES, TENANCY_MIGRATIONS } from '.';
import { TypeOrmEnvironmentRepository } from './typeorm-environment.repository';
import { TypeOrmTenantRepository } from './typeorm-tenant.repository';

describe('tenancy in PostgreSQL', () => {
  const database = usePostgres({
    migrations: [...TENANCY_MIGRATIONS, ...OUTBOX_MIGRATIONS, CreateRecordedEvents1764000002999],
    entities: TENANCY_ENTITIES,
  });

  function open(): TenancySubject {
    const context = new AsyncLocalRequestContext();
    const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
    return {
      environments: new TypeOrmEnvironmentRepository(database.dataSource),
      tenants: new TypeOrmTenantRepository(database.dataSource),
      unitOfWork: new TypeOrmUnitOfWork(
        database.dataSource,
        events,
        new TableRecorder(),
        context,
        new OutboxSignal(),
      ),
    };
  }

  describe('environments', () => environmentRepositoryContract(open));
  describe('tenants', () => tenantRepositoryContract(open));

  it('lets everybody go on in the other environments while one is removed', async () => {
    const { environments, tenants, unitOfWork } = open();
    const tenant = aTenant();
    const [dev, prod] = [anEnvironment(tenant, 'dev'), anEnvironment(tenant, 'prod')];
    await unitOfWork.run(async (tx) => {
      await tenants.add(tx, tenant);
      for (const each of [dev, prod]) await environments.add(tx, each);
    });
    await unitOfWork.run(async (removal) => {
      await environments.lockForRemoval(removal, tenant.id, dev.name);
      await unitOfWork.run(async (tx) => {
        await environments.add(tx, anEnvironment(tenant, 'qa'));
        const [locked = prod] = await environments.lock(tx, tenant.id, [prod.name]);
        await environments.advance(tx, locked);
      });
    });
    expect((await environments.find(tenant.id, prod.name))?.revision).toBe(1);
  });

  it('has the schema that the entities say', async () => {
    const { upQueries } = await database.dataSource.driver.createSchemaBuilder().log();
    const own = upQueries.filter(({ query }) => !/outbox|recorded_events/.test(query));
    expect(own.map(({ query }) => query)).toEqual([]);
  });

  it('goes down and up again', async () => {
    const runner = database.dataSource.createQueryRunner();
    const migrations = TENANCY_MIGRATIONS.map((Migration) => new Migration());
    for (const migration of migrations.toReversed()) await migration.down(runner);
    for (const migration of migrations) await migration.up(runner);
    await runner.release();
  });
});
