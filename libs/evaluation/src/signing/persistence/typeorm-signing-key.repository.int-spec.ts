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
import { aTenant } from '../../../../tenancy/src/testing/tenancy.builders';
import { EVALUATION_ENTITIES, EVALUATION_MIGRATIONS } from '../../persistence';
import { signingKeyRepositoryContract } from '../../testing/signing-key-repository.contract';
import { TypeOrmSigningKeyRepository } from './typeorm-signing-key.repository';

describe('signing keys in PostgreSQL', () => {
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

  signingKeyRepositoryContract(async () => {
    const { dataSource } = database;
    await dataSource.query('DELETE FROM signing_keys');
    const { id, slug } = aTenant();
    await dataSource.query(
      'INSERT INTO tenants (id, slug, name, created_at) VALUES ($1, $2, $2, now())',
      [id, slug],
    );
    const signal = new OutboxSignal();
    const recorder = new TableRecorder();
    return {
      repository: new TypeOrmSigningKeyRepository(dataSource),
      unitOfWork: new TypeOrmUnitOfWork(dataSource, events, recorder, context, signal),
      tenant: { id, slug },
    };
  });
});
