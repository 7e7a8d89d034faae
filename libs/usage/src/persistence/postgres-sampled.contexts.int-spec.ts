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
import { aPlaceBeside, aPlaceIn } from '../testing/a-place-in';
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
    const place = await aPlaceIn(dataSource);
    return {
      contexts: new PostgresSampledContexts(dataSource),
      unitOfWork: new TypeOrmUnitOfWork(
        dataSource,
        events,
        new TableRecorder(),
        context,
        new OutboxSignal(),
      ),
      place,
      elsewhere: await aPlaceBeside(place, dataSource),
    };
  });
});
