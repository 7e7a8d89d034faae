import { anInMemoryUnitOfWork } from './a-keyring';
import { InMemorySigningKeyRepository } from './in-memory-signing-key.repository';
import { signingKeyRepositoryContract } from './signing-key-repository.contract';

describe('signing keys in memory', () => {
  signingKeyRepositoryContract(() => {
    const tenant = { id: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59', slug: 'zebra' };
    return Promise.resolve({
      repository: new InMemorySigningKeyRepository([tenant]),
      unitOfWork: anInMemoryUnitOfWork(),
      tenant,
    });
  });
});
