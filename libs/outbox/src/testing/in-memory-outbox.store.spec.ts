import { InMemoryOutboxStore } from './in-memory-outbox.store';
import { outboxStoreContract } from './outbox-store.contract';

describe('the outbox in memory', () => {
  outboxStoreContract(async () => {
    const store = new InMemoryOutboxStore();
    return { store, add: async (...events) => store.add(...events) };
  });
});
