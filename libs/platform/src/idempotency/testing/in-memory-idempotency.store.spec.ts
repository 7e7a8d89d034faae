import type { IdempotencyStore } from '../idempotency.store';
import { idempotencyStoreContract } from './idempotency-store.contract';
import { InMemoryIdempotencyStore } from './in-memory-idempotency.store';

describe('idempotency keys in memory', () => {
  let store: IdempotencyStore;
  beforeEach(() => (store = new InMemoryIdempotencyStore()));
  idempotencyStoreContract(() => store);
});
