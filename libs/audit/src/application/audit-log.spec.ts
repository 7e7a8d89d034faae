import { InvalidParameter } from '@app/kernel';
import { anEvent } from '../testing/an-event';
import { InMemoryAuditSearch } from '../testing/in-memory-audit.search';
import { ManualClock } from '../testing/manual-clock';
import { AuditLog, type AuditRequest } from './audit-log';
import { AuditReader } from './audit.reader';

describe('paging through the audit log', () => {
  const { tenant } = anEvent();
  let record: InMemoryAuditSearch;
  let log: AuditLog;

  beforeEach(() => {
    record = new InMemoryAuditSearch();
    const observer = { searched: () => undefined };
    log = new AuditLog(new AuditReader({ record, clock: new ManualClock(), observer }));
  });

  const list = (request: Partial<AuditRequest> = {}) =>
    log.list({ tenantId: tenant.id, filter: {}, page: 1, pageSize: 2, ...request });

  /** `count` events, the newest first, some at the same moment. */
  function commit(count: number): string[] {
    const events = Array.from({ length: count }, (_, number) =>
      anEvent({ time: new Date(Date.UTC(2026, 10, 25) - Math.floor(number / 3)).toISOString() }),
    );
    record.store(...events);
    return events.map(({ id }) => id);
  }

  it('says which page it is, of how many events, and where it came from', async () => {
    commit(5);
    expect(await list({ page: 2 })).toMatchObject({
      page: 2,
      pageSize: 2,
      total: 5,
      source: 'postgres',
    });
  });

  it.each([
    [1, true],
    [2, true],
    [3, false],
    [4, false],
  ])('page %i of 3 leads on: %s', async (page, leadsOn) => {
    commit(5);
    expect((await list({ page })).nextCursor !== undefined).toBe(leadsOn);
  });

  it('offers no cursor after a last page that is just full', async () => {
    commit(4);
    expect((await list({ page: 2 })).nextCursor).toBeUndefined();
  });

  it('walks every event once by cursor, while new ones arrive', async () => {
    const ids = commit(9);
    const walked: string[] = [];
    const pages: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(cursor === undefined ? {} : { cursor });
      walked.push(...page.items.map(({ id }) => id));
      pages.push(page.page);
      expect(page.total).toBe(9);
      record.store(anEvent({ time: '2030-01-01T00:00:00.000Z' }));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(walked).toHaveLength(9);
    expect(new Set(walked)).toEqual(new Set(ids));
    expect(pages).toEqual([1, 2, 3, 4, 5]);
  });

  it('refuses a page that reaches past the 10,000th event, and names the cursor', async () => {
    await expect(list({ page: 100, pageSize: 100 })).resolves.toBeDefined();
    const refused = list({ page: 101, pageSize: 100 });
    await expect(refused).rejects.toThrow(InvalidParameter);
    await expect(refused).rejects.toMatchObject({
      problems: [{ pointer: '#/page', detail: expect.stringContaining('"cursor"') }],
    });
  });

  it('refuses a cursor that it did not give', async () => {
    await expect(list({ cursor: 'made-up' })).rejects.toMatchObject({
      problems: [{ pointer: '#/cursor' }],
    });
  });
});
