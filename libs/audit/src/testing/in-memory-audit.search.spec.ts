import { auditSearchContract } from './audit-search.contract';
import { InMemoryAuditSearch } from './in-memory-audit.search';

describe('the audit log in memory', () => {
  const search = new InMemoryAuditSearch();
  auditSearchContract(() => ({ search, store: async (...events) => search.store(...events) }));
});
