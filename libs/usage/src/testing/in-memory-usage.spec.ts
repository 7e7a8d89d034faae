import { aRef } from './usage.builders';
import { InMemoryUsageLedger } from './in-memory-usage.ledger';
import { InMemoryUsageStore } from './in-memory-usage.store';
import { usageLedgerContract } from './usage-ledger.contract';
import { usageStoreContract } from './usage-store.contract';

describe('counts in memory', () => {
  usageStoreContract(() =>
    Promise.resolve({
      store: new InMemoryUsageStore(),
      refs: [aRef(), aRef()],
      settled: () => Promise.resolve(),
    }),
  );
});

describe('the ledger in memory', () => {
  usageLedgerContract(() =>
    Promise.resolve({ ledger: new InMemoryUsageLedger(), places: [aRef(), aRef()] }),
  );
});
