import type { Principal } from '@app/kernel';
import { onlyFor } from '../testing/feature.builders';
import { InMemoryFeatureStack } from '../testing/in-memory-feature-stack';
import type { FlagPatch } from '../domain/flag-patch';
import type { ListAnswer } from './flag.queries';
import type { ListQuery } from './list.query';

const DEV = 'dev';
const SECOND = 1_000;

describe('the list of flags', () => {
  let stack: InMemoryFeatureStack;
  let caller: Principal;

  beforeEach(async () => {
    stack = new InMemoryFeatureStack();
    caller = await stack.aCaller();
  });

  const put = (key: string, set: FlagPatch = {}) =>
    stack.flags.upsert(caller, { environment: DEV, key, set });
  const list = (query: Partial<ListQuery> = {}): Promise<ListAnswer> =>
    stack.queries.list(caller, {
      environment: DEV,
      selection: { search: '', tags: [], sort: 'key' },
      page: 1,
      pageSize: 20,
      ...query,
    });
  const forUser = (user: string) => list({ context: { targetingKey: user } });
  const tag = async (query: Partial<ListQuery> = {}) => (await list(query)).etag;
  const evaluations = (answer: ListAnswer) =>
    answer.page().items.map(({ flag, evaluation }) => [flag.config.key, evaluation?.variant]);

  it('comes in pages that tell how many there are in all', async () => {
    for (const key of ['a', 'b', 'c']) await put(key);
    const second = (await list({ page: 2, pageSize: 2 })).page();
    expect(second).toMatchObject({ page: 2, pageSize: 2, total: 3 });
    expect(second.items.map(({ flag }) => flag.config.key)).toEqual(['c']);
    expect((await list({ page: 9 })).page()).toMatchObject({ items: [], total: 3 });
  });

  it('has one validator for the same answer and another one for every other', async () => {
    await put('a');
    const tags = [
      await tag(),
      await tag({ page: 2 }),
      await tag({ pageSize: 21 }),
      await tag({ selection: { search: 'a', tags: [], sort: 'key' } }),
      await tag({ selection: { search: '', tags: ['a'], sort: 'key' } }),
      await tag({ selection: { search: '', tags: [], sort: '-key' } }),
      await tag({ context: { targetingKey: 'alice' } }),
      await tag({ context: { targetingKey: 'bob' } }),
      await tag({ context: { targetingKey: 'alice', plan: 'pro' } }),
    ];
    expect(new Set(tags).size).toBe(tags.length);
    expect(tags.every((each) => each.startsWith('W/"1-'))).toBe(true);
    expect(await tag()).toBe(tags[0]);
    expect(await tag({ context: { plan: 'pro', targetingKey: 'alice' } })).toBe(tags[8]);
  });

  it('changes its validator with every committed change, and not with one that changes nothing', async () => {
    await put('a', { enabled: true });
    const first = await tag();
    await put('a', { enabled: true });
    expect(await tag()).toBe(first);
    await put('a', { enabled: false });
    expect(await tag()).not.toBe(first);
  });

  it('says how each flag is for a user, segments included', async () => {
    await stack.segments.upsert(caller, {
      environment: DEV,
      key: 's',
      set: { include: ['alice'] },
    });
    await put('by-segment', { enabled: true, strategy: onlyFor({ segment: 's' }) });
    await put('switched-off');
    expect(evaluations(await forUser('alice'))).toEqual([
      ['by-segment', 'on'],
      ['switched-off', 'off'],
    ]);
    expect(evaluations(await forUser('bob'))).toEqual([
      ['by-segment', 'off'],
      ['switched-off', 'off'],
    ]);
  });

  it('follows a change of a segment at once, under another validator', async () => {
    await stack.segments.upsert(caller, { environment: DEV, key: 's', set: {} });
    await put('by-segment', { enabled: true, strategy: onlyFor({ segment: 's' }) });
    const before = await forUser('alice');
    await stack.segments.upsert(caller, {
      environment: DEV,
      key: 's',
      set: { include: { add: ['alice'] } },
    });
    const after = await forUser('alice');
    expect(evaluations(after)).toEqual([['by-segment', 'on']]);
    expect(after.etag).not.toBe(before.etag);
  });

  it('is never found unchanged past a schedule that changes an answer', async () => {
    await put('december', {
      enabled: true,
      strategy: {
        type: 'rules',
        rules: [
          {
            id: 'r',
            from: '2026-12-01T00:00:00Z',
            until: '2027-01-01T00:00:00Z',
            serve: { variant: 'on' },
          },
        ],
      },
    });
    const at = async (time: string) => {
      stack.clock.time = Date.parse(time);
      const answer = await forUser('alice');
      return { etag: answer.etag, variant: answer.page().items[0]?.evaluation?.variant };
    };
    const [now, later] = [await at('2026-11-25T09:30:00Z'), await at('2026-11-30T23:59:59Z')];
    const [begun, over] = [await at('2026-12-01T00:00:00Z'), await at('2027-01-01T00:00:00Z')];
    expect([now, later, begun, over].map(({ variant }) => variant)).toEqual([
      'off',
      'off',
      'on',
      'off',
    ]);
    expect(later.etag).toBe(now.etag);
    expect(begun.etag).not.toBe(now.etag);
    expect(over.etag).not.toBe(begun.etag);
    // Without a user nothing is evaluated, so nothing changes by time alone.
    const plain = await tag();
    stack.clock.time += 400 * 24 * 3600 * SECOND;
    expect(await tag()).toBe(plain);
  });

  it('works with every operator that is accepted', async () => {
    await put('regex', {
      enabled: true,
      strategy: onlyFor({ attribute: 'targetingKey', operator: 'matches', values: ['^a.*e$'] }),
    });
    expect(evaluations(await forUser('alice'))).toEqual([['regex', 'on']]);
  });
});
