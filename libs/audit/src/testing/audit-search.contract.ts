import { randomUUID } from 'node:crypto';
import type { DomainEvent } from '@app/kernel';
import type { AuditPage, AuditSearch } from '../application/audit.search';
import type { AuditFilter, AuditQuery } from '../domain/audit-query';
import { wordsOf } from '../domain/words';
import { anEnvironment, anEvent } from './an-event';

/** A search, and the way events come to be found by it. */
export interface AuditSearchSubject {
  readonly search: AuditSearch;
  /** Resolves when they can be found. */
  store(...events: readonly DomainEvent[]): Promise<void>;
}

/** What every search of the log keeps to. Each test writes to a tenant of its own. */
export function auditSearchContract(open: () => AuditSearchSubject): void {
  let tenant: DomainEvent['tenant'];

  beforeEach(() => {
    tenant = { id: randomUUID(), slug: 'zebra' };
  });

  const aFact = (given: Partial<DomainEvent> = {}) => anEvent({ tenant, ...given });
  const store = (...events: DomainEvent[]) => open().store(...events);
  const search = (query: Partial<AuditQuery>): Promise<AuditPage> =>
    open().search.search({ tenantId: tenant.id, filter: {}, page: 1, pageSize: 100, ...query });
  const keysOf = async (query: Partial<AuditQuery>) =>
    (await search(query)).events.map(({ key }) => key);
  const found = (filter: AuditFilter) => keysOf({ filter });
  const foundBy = (q: string) => found({ words: wordsOf(q) });

  it('finds nothing in an empty log', async () => {
    expect(await search({})).toEqual({ events: [], total: 0 });
  });

  it('gives an event back exactly as it was recorded', async () => {
    const full = aFact({
      key: 'new-checkout',
      actor: { type: 'api-key', id: 'k-1', name: 'CI of Zoë 🦓' },
      before: { name: 'Ö', deep: [{ 'dotted.key': [null, 1.5, -0.1, false, ''] }], big: 2 ** 53 },
      after: {},
      changes: [
        { op: 'replace', path: '/strategy/percentage', before: 20, after: 30 },
        { op: 'add', path: '/tags/0', after: 'beta' },
        { op: 'move', path: '/rules/r1', before: 0, after: 1 },
      ],
      promotionId: randomUUID(),
      requestId: 'req "1"',
      ip: '2001:db8::7',
      outcome: 'failure',
      environment: { ...anEnvironment('prod'), revision: 2 ** 53 - 1 },
    });
    const bare = aFact({
      environment: undefined,
      key: undefined,
      time: '2026-11-25T09:29:00.001Z',
    });
    await store(full, bare);
    expect((await search({})).events).toEqual([full, bare]);
  });

  it('keeps an address that is none without losing the event', async () => {
    await store(aFact({ ip: 'fe80::1%eth0' }));
    expect((await search({})).events).toMatchObject([{ ip: 'fe80::1%eth0' }]);
  });

  it('lists newest first, and events of one moment by id, descending', async () => {
    const tied = siblings('b', 'a', 'c').map((id) => aFact({ id, key: id.slice(-1) }));
    await store(
      aFact({ key: 'older', time: '2026-10-31T23:59:59.999Z' }),
      ...tied,
      aFact({ key: 'newer', time: '2026-12-01T00:00:00.000Z' }),
    );
    expect(await keysOf({})).toEqual(['newer', 'c', 'b', 'a', 'older']);
  });

  it('pages, and counts all that match', async () => {
    const times = ['05', '04', '03', '02', '01'];
    await store(...times.map((s) => aFact({ key: s, time: `2026-11-25T09:30:${s}.000Z` })));
    const second = await search({ page: 2, pageSize: 2 });
    expect(second.events.map(({ key }) => key)).toEqual(['03', '02']);
    expect(second.total).toBe(5);
    expect(await keysOf({ page: 3, pageSize: 2 })).toEqual(['01']);
    expect(await search({ page: 4, pageSize: 2 })).toEqual({ events: [], total: 5 });
  });

  it('goes on after a cursor, within a moment too, with the total the cursor carries', async () => {
    const [a = '', b = '', c = ''] = siblings('a', 'b', 'c');
    await store(...[a, b, c].map((id) => aFact({ id, key: id.slice(-1) })));
    const after = (id: string) => ({ time: at('00.000'), id, page: 7, total: 99 });
    const rest = await search({ cursor: after(c) });
    expect(rest.events.map(({ key }) => key)).toEqual(['b', 'a']);
    expect(rest.total).toBe(99);
    expect(await search({ cursor: after(a) })).toEqual({ events: [], total: 99 });
  });

  it('never finds events of another tenant, whatever is asked', async () => {
    const id = randomUUID();
    const theirs = anEvent({ tenant: { id: randomUUID(), slug: 'yak' }, key: 'theirs' });
    await store(aFact({ id, key: 'ours' }), theirs);
    const { actor, action, environment } = theirs;
    expect(await keysOf({})).toEqual(['ours']);
    expect(await found({ key: 'theirs' })).toEqual([]);
    expect(await foundBy('theirs')).toEqual([]);
    expect(await found({ action, actor: actor.id, environment: environment?.name ?? '' })).toEqual([
      'ours',
    ]);
    const cursor = { time: Date.parse('2030-01-01'), id, page: 2, total: 1 };
    expect(await keysOf({ cursor })).toEqual(['ours']);
  });

  describe('by filters', () => {
    beforeEach(() =>
      store(
        aFact({ key: 'one', time: '2026-11-25T09:30:03.000Z' }),
        aFact({
          key: 'two',
          time: '2026-11-25T09:30:02.000Z',
          environment: anEnvironment('prod'),
          action: 'flag.created',
        }),
        aFact({
          key: 'three',
          time: '2026-11-25T09:30:01.000Z',
          environment: anEnvironment('prod'),
          actor: { type: 'user', id: 'u-2' },
        }),
        aFact({ key: 'four', time: '2026-11-25T09:30:00.000Z', environment: undefined }),
      ),
    );

    it.each<[string, AuditFilter, string[]]>([
      ['environment', { environment: 'prod' }, ['two', 'three']],
      ['action', { action: 'flag.created' }, ['two']],
      ['actor', { actor: 'u-2' }, ['three']],
      ['key', { key: 'one' }, ['one']],
      ['the beginning of a time, included', { from: at('02.000') }, ['one', 'two']],
      ['the end of a time, excluded', { to: at('02.000') }, ['three', 'four']],
      ['a time of milliseconds', { from: at('01.000'), to: at('01.001') }, ['three']],
      ['an empty time', { from: at('02.000'), to: at('01.000') }, []],
      ['several, all of which must hold', { environment: 'prod', actor: 'u-1' }, ['two']],
      ['filters and words', { environment: 'prod', words: ['thr'] }, ['three']],
      ['something that is not there', { key: 'on' }, []],
      ['another letter case, which is another key', { key: 'One' }, []],
      ['what would be a pattern elsewhere', { key: '*' }, []],
      ['what would be an escape elsewhere', { actor: `u-1' OR '1'='1` }, []],
    ])('%s', async (_, filter, keys) => {
      expect(await found(filter)).toEqual(keys);
      expect((await search({ filter, pageSize: 1 })).total).toBe(keys.length);
    });
  });

  describe('by words', () => {
    beforeEach(() =>
      store(
        aFact({
          key: 'checkout-v2.new_ui',
          time: '2026-11-25T09:30:02.000Z',
          after: { name: 'Straße nach ΟΔΟΣ', description: 'Café-Crème “zero” 100%' },
        }),
        aFact({
          key: 'search',
          time: '2026-11-25T09:30:01.000Z',
          actor: { type: 'user', id: 'u-9', name: 'Ann O’Neill' },
          changes: [{ op: 'replace', path: '/strategy/percentage', before: 20, after: 30 }],
          after: { name: '新しい検索', tags: ['بحث', 'поиск', '𝕏mas'] },
          requestId: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
        }),
      ),
    );

    const [CHECKOUT, SEARCH] = ['checkout-v2.new_ui', 'search'];

    it.each<[string, string, string[]]>([
      ['a whole word', 'search', [SEARCH]],
      ['the beginning of a word', 'chec', [CHECKOUT]],
      ['no middle of a word', 'heckout', []],
      ['another letter case', 'SEARCH', [SEARCH]],
      ['words that are all there, in any order', 'ui checkout', [CHECKOUT]],
      ['words of which one is missing', 'checkout search', []],
      ['a key as it is written', 'checkout-v2.new_ui', [CHECKOUT]],
      ['an action, which both have', 'flag.updated', [CHECKOUT, SEARCH]],
      ['an actor’s name', "o'neill", [SEARCH]],
      ['a path that changed', '/strategy/percentage', [SEARCH]],
      ['a number that changed', '30', [SEARCH]],
      ['a request', '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59', [SEARCH]],
      ['ss for ß', 'strasse', [CHECKOUT]],
      ['ß for ss', 'STRASSE straße', [CHECKOUT]],
      ['a final sigma', 'οδος', [CHECKOUT]],
      ['no accents for accents', 'cafe creme', [CHECKOUT]],
      ['accents put together differently', 'cafe\u0301', [CHECKOUT]],
      ['a part of a text without spaces', '検索', [SEARCH]],
      ['Arabic', 'بحث', [SEARCH]],
      ['Cyrillic', 'ПОИ', [SEARCH]],
      ['letters from beyond the basic plane', 'xmas', [SEARCH]],
      [
        'quotes, brackets and operators around words',
        `"search" & (!'search) | \\search:*`,
        [SEARCH],
      ],
      ['wildcards, which are none', 'sea*', [SEARCH]],
      ['only characters that are no word', '%_*?\\\'"&|!:()', []],
      ['a word longer than any that is kept', `checkout ${'x'.repeat(500)}`, []],
    ])('%s', async (_, q, keys) => {
      expect(await foundBy(q)).toEqual(keys);
    });
  });

  it('finds a very long word by all of it', async () => {
    const long = 'y'.repeat(500);
    await store(aFact({ key: 'long', after: { name: long } }));
    expect(await foundBy(long)).toEqual(['long']);
  });
}

/** Ids that differ in their last digit only. */
function siblings(...digits: string[]): string[] {
  const common = randomUUID().slice(0, -1);
  return digits.map((digit) => common + digit);
}

function at(seconds: string): number {
  return Date.parse(`2026-11-25T09:30:${seconds}Z`);
}
