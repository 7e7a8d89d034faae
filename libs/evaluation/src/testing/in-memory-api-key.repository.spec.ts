import { DomainEventFactory } from '@app/outbox';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { ZEBRA_DEV } from './api-key.builders';
import { apiKeyRepositoryContract } from './api-key-repository.contract';
import { InMemoryApiKeyRepository } from './in-memory-api-key.repository';

describe('API keys in memory', () => {
  apiKeyRepositoryContract(async () => {
    const context = new AsyncLocalRequestContext();
    const events = new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context);
    return {
      repository: new InMemoryApiKeyRepository(),
      unitOfWork: new InMemoryUnitOfWork(events, context),
      owner: ZEBRA_DEV,
    };
  });
});
