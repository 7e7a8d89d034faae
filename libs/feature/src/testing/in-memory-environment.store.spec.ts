import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { DomainEventFactory } from '@app/outbox';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { InMemoryEnvironmentRepository } from '../../../tenancy/src/testing/in-memory-environment.repository';
import { aTenant, anEnvironment } from '../../../tenancy/src/testing/tenancy.builders';
import { environmentStoreContract } from './environment-store.contract';
import { InMemoryEnvironmentStore } from './in-memory-environment.store';
import { InMemoryFeatures } from './in-memory-features';
import { InMemoryFlagReader } from './in-memory-flag.reader';

describe('environments in memory', () => {
  const context = new AsyncLocalRequestContext();
  const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
  const unitOfWork = new InMemoryUnitOfWork(events, context);
  const environments = new InMemoryEnvironmentRepository();
  const features = new InMemoryFeatures();

  environmentStoreContract(() => ({
    store: new InMemoryEnvironmentStore(environments, features),
    reader: new InMemoryFlagReader(environments, features),
    environments,
    unitOfWork,
    async aTenant() {
      const tenant = aTenant();
      await unitOfWork.run(async (tx) => {
        await environments.add(tx, anEnvironment(tenant, 'dev'));
        await environments.add(tx, anEnvironment(tenant, 'prod'));
      });
      return tenant.id;
    },
  }));
});
