import { Logger } from '@nestjs/common';
import type { AuditQuery } from '../domain/audit-query';
import { anEvent } from '../testing/an-event';
import { InMemoryAuditSearch } from '../testing/in-memory-audit.search';
import { ManualClock } from '../testing/manual-clock';
import { type AuditPage, AuditSearch } from './audit.search';
import { AuditReader } from './audit.reader';

class BreakableSearch extends AuditSearch {
  broken = false;
  asked = 0;
  /** How long it takes to fail, in milliseconds. */
  patience = 0;

  constructor(
    private readonly inner: AuditSearch,
    private readonly clock: ManualClock,
  ) {
    super();
  }

  override async search(query: AuditQuery): Promise<AuditPage> {
    this.asked += 1;
    if (this.broken) this.clock.advance(this.patience);
    if (this.broken) throw new Error('connection refused');
    return this.inner.search(query);
  }
}

describe('reading the audit log', () => {
  const event = anEvent();
  const query: AuditQuery = { tenantId: event.tenant.id, filter: {}, page: 1, pageSize: 10 };
  let clock: ManualClock;
  let index: BreakableSearch;
  let searches: string[];
  let record: InMemoryAuditSearch;

  beforeEach(() => {
    Logger.overrideLogger(false);
    clock = new ManualClock();
    record = new InMemoryAuditSearch();
    record.store(event);
    index = new BreakableSearch(record, clock);
    searches = [];
  });

  const observer = { searched: (...what: string[]) => void searches.push(what.join(' ')) };
  const reader = (withIndex = true) =>
    new AuditReader({ record, clock, observer, ...(withIndex ? { index } : {}) });

  it('asks the record when there is no index', async () => {
    expect(await reader(false).search(query)).toEqual({
      events: [event],
      total: 1,
      source: 'postgres',
    });
    expect(searches).toEqual(['postgres success']);
  });

  it('asks the index when there is one', async () => {
    expect(await reader().search(query)).toMatchObject({ total: 1, source: 'elasticsearch' });
    expect(searches).toEqual(['elasticsearch success']);
  });

  it('answers from the record, and says so, when the index fails', async () => {
    index.broken = true;
    expect(await reader().search(query)).toEqual({
      events: [event],
      total: 1,
      source: 'postgres; fallback',
    });
    expect(searches).toEqual(['postgres fallback']);
  });

  it('asks an index that failed quickly again at once', async () => {
    const eager = reader();
    index.broken = true;
    await eager.search(query);
    index.broken = false;
    expect(await eager.search(query)).toMatchObject({ source: 'elasticsearch' });
  });

  it('leaves an index that failed slowly alone for a while, then asks it again', async () => {
    const tired = reader();
    index.broken = true;
    index.patience = 2_000;
    await tired.search(query);
    await tired.search(query);
    expect(index.asked).toBe(1);
    index.broken = false;
    clock.advance(5_000);
    expect(await tired.search(query)).toMatchObject({ source: 'elasticsearch' });
  });
});
