import { usePostgres } from '@app/testing';
import { AUDIT_MIGRATIONS } from '.';
import { anEvent } from '../testing/an-event';
import { auditSearchContract } from '../testing/audit-search.contract';
import { writeEvents } from '../testing/write-events';
import { PostgresAuditSearch } from './postgres-audit.search';

describe('the audit log in PostgreSQL', () => {
  const database = usePostgres({ migrations: AUDIT_MIGRATIONS });

  auditSearchContract(() => ({
    search: new PostgresAuditSearch(database.dataSource),
    store: (...events) => writeEvents(database.dataSource, events),
  }));

  it.each([
    'UPDATE audit_events SET key = NULL',
    'DELETE FROM audit_events',
    'TRUNCATE audit_events',
  ])('refuses: %s', async (statement) => {
    await writeEvents(database.dataSource, [anEvent()]);
    await expect(database.dataSource.query(statement)).rejects.toThrow('append-only');
  });
});
