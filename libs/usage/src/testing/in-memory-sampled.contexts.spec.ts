import { randomUUID } from 'node:crypto';
import { anInMemoryUnitOfWork } from '../../../evaluation/src/testing/a-keyring';
import { InMemorySampledContexts } from './in-memory-sampled.contexts';
import { sampledContextsContract } from './sampled-contexts.contract';

describe('sampled contexts in memory', () => {
  sampledContextsContract(() => {
    const tenantId = randomUUID();
    return Promise.resolve({
      contexts: new InMemorySampledContexts(),
      unitOfWork: anInMemoryUnitOfWork(),
      place: { tenantId, environmentId: randomUUID() },
      elsewhere: { tenantId, environmentId: randomUUID() },
    });
  });
});
