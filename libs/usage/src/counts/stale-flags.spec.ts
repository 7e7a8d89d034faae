import { Clock, InvalidParameter, type Principal } from '@app/kernel';
import type { EnvironmentDirectory } from '@app/tenancy';
import { InMemoryUsageLedger } from '../testing/in-memory-usage.ledger';
import { aRef } from '../testing/usage.builders';
import { FlagCatalogue, type ListedFlag } from './flag.catalogue';
import { INTERVAL_MS } from './interval';
import { StaleFlags, type StaleReport, type StaleRequest } from './stale-flags';

const NOW = Date.parse('2026-11-25T09:30:00Z');
const daysAgo = (days: number) => NOW - days * INTERVAL_MS.day;

class SetClock extends Clock {
  override now(): number {
    return NOW;
  }
}

class ListedFlags extends FlagCatalogue {
  flags: ListedFlag[] = [];

  override async list(): Promise<readonly ListedFlag[]> {
    return this.flags;
  }
}

describe('flags that nobody asked for', () => {
  const ref = aRef();
  const { tenantId, tenant, environmentId } = ref;
  const caller: Principal = {
    tenantId,
    tenant,
    actor: { type: 'user', id: 'u1', name: 'zebra' },
    scopes: new Set(['flags:read']),
  };
  const environments = {
    get: async () => ({ id: environmentId, name: ref.environment, tenantId }),
  } as unknown as EnvironmentDirectory;
  let catalogue: ListedFlags;
  let ledger: InMemoryUsageLedger;
  let stale: StaleFlags;

  const made = (key: string, createdAt: number): void =>
    void catalogue.flags.push({ key, name: undefined, enabled: true, createdAt, requiredBy: [] });
  const asked = (flag: string, askedAt: number) =>
    ledger.note({
      seen: [{ tenantId, environmentId, flag, askedAt, bulkAt: undefined }],
      unknown: [],
      losses: [],
    });
  const list = (more: Partial<StaleRequest> = {}) =>
    stale.list(caller, { environment: 'dev', days: 30, page: 1, pageSize: 2, ...more });
  const keysOf = ({ items }: StaleReport) => items.map(({ key }) => key);
  /** All pages, one behind the other by cursor. */
  const walk = async (between: (page: number) => unknown = () => undefined) => {
    const pages: string[][] = [];
    let report = await list();
    for (;;) {
      pages.push(keysOf(report));
      expect(report.page).toBe(pages.length);
      if (report.nextCursor === undefined) return pages;
      await between(report.page);
      report = await list({ cursor: report.nextCursor });
    }
  };

  beforeEach(() => {
    catalogue = new ListedFlags();
    ledger = new InMemoryUsageLedger(daysAgo(200));
    stale = new StaleFlags(environments, catalogue, ledger, new SetClock());
    made('b', daysAgo(90));
    made('a', daysAgo(90));
    made('oldest', daysAgo(400));
    made('late', daysAgo(60));
    made('new', daysAgo(29));
  });

  it('come unused for longest first, by key where that is the same, page by page', async () => {
    const [first, second, third] = [await list(), await list({ page: 2 }), await list({ page: 3 })];
    expect([first, second, third].map(keysOf)).toEqual([['oldest', 'a'], ['b', 'late'], []]);
    expect(first).toMatchObject({ days: 30, page: 1, pageSize: 2, total: 4 });
    expect([second.nextCursor, third.nextCursor]).toEqual([undefined, undefined]);
  });

  it('are walked by cursor to the last one', async () => {
    expect(await walk()).toEqual([
      ['oldest', 'a'],
      ['b', 'late'],
    ]);
  });

  it('are neither repeated nor skipped when one is asked for while they are walked', async () => {
    const pages = await walk((page) => (page === 1 ? asked('a', NOW) : undefined));
    expect(pages).toEqual([
      ['oldest', 'a'],
      ['b', 'late'],
    ]);
    expect(keysOf(await list())).toEqual(['oldest', 'b']);
  });

  it('can be those of some keys alone', async () => {
    const report = await list({ keys: ['late', 'new', 'nowhere'] });
    expect([keysOf(report), report.total]).toEqual([['late'], 1]);
  });

  it.each(['', 'nonsense', 'WyJhIl0'])(
    'take no cursor that is none of theirs: %j',
    async (cursor) => {
      await expect(list({ cursor })).rejects.toThrow(InvalidParameter);
    },
  );
});
