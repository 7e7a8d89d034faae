import { InvalidRequest, type Principal } from '@app/kernel';
import { StillInUse } from '../domain/flag.errors';
import { SegmentNotFound } from '../domain/segment.errors';
import type { SegmentPatch } from '../domain/segment-patch';
import { onlyFor } from '../testing/feature.builders';
import { useFeatureStack } from '../testing/feature-stack';
import { FlagService } from './flag.service';
import { FlagSnapshots } from './flag.snapshots';
import { SegmentQueries } from './segment.queries';
import { SegmentService } from './segment.service';
import { environmentName } from '@app/kernel';

const DEV = 'dev';

describe('segments of an environment', () => {
  const stack = useFeatureStack();
  let caller: Principal;

  beforeEach(async () => {
    caller = await stack.aCaller();
  });

  const put = (set: SegmentPatch = {}, key = 'testers') =>
    stack.get(SegmentService).upsert(caller, { environment: DEV, key, set });
  const get = (key = 'testers') => stack.get(SegmentQueries).get(caller, { environment: DEV, key });
  const remove = (key = 'testers') =>
    stack.get(SegmentService).delete(caller, { environment: DEV, key });
  const flagFor = (segment: string, key = 'checkout') =>
    stack
      .get(FlagService)
      .upsert(caller, { environment: DEV, key, set: { strategy: onlyFor({ segment }) } });

  it('are made with their lists, and changed by what joins and leaves', async () => {
    const first = await put({ name: 'Testers', include: ['bob', 'alice'], exclude: ['eve'] });
    expect(first).toMatchObject({
      created: true,
      segment: { version: 1, counts: { include: 2, exclude: 1 } },
    });
    await put({ include: { add: ['carol', 'bob'], remove: ['alice', 'nobody'] } });
    const { segment, ids } = await get();
    expect(segment).toMatchObject({
      version: 2,
      counts: { include: 2, exclude: 1 },
      config: { name: 'Testers' },
    });
    expect(ids).toEqual({ include: ['bob', 'carol'], exclude: ['eve'] });
  });

  it('record what joined and left and how many there are, never the whole list', async () => {
    await put({ include: ['alice', 'bob'] });
    await put({ include: { add: ['carol'], remove: ['alice'] } });
    const [, updated] = await stack.recorded(caller);
    expect(updated).toMatchObject({
      action: 'segment.updated',
      key: 'testers',
      environment: { revision: 2 },
      before: { include: { count: 2 } },
      after: { include: { count: 2 } },
      changes: [
        { op: 'remove', path: '/include', before: ['alice'] },
        { op: 'add', path: '/include', after: ['carol'] },
      ],
    });
  });

  it('stay as they are when nothing changes', async () => {
    await put({ include: ['alice'] });
    const again = await put({ include: { add: ['alice'] } });
    expect(again).toMatchObject({ created: false, segment: { version: 1 } });
    expect(await stack.recorded(caller)).toHaveLength(1);
  });

  it('are emptied by null and replaced by a list', async () => {
    await put({ include: ['alice'], when: { attribute: 'plan', operator: 'exists' } });
    await put({ include: null, when: null });
    expect((await get()).segment).toMatchObject({
      counts: { include: 0 },
      config: { key: 'testers' },
    });
    await put({ include: ['bob'] });
    expect((await get()).ids.include).toEqual(['bob']);
  });

  it('hold 100,000 ids in each list, of which one can be changed alone', async () => {
    const ids = Array.from({ length: 100_000 }, (_, index) => `user-${index}`);
    await put({ include: ids });
    await put({ include: { add: ['one-more'], remove: ['user-7'] } });
    expect((await get()).segment.counts.include).toBe(100_000);
    await expect(put({ include: { add: ['too-many'] } })).rejects.toMatchObject({
      problems: [{ pointer: '#/include' }],
    });
  });

  it.each<[string, SegmentPatch, string]>([
    [
      'an unknown operator',
      { when: { attribute: 'a', operator: 'sounds like', values: ['b'] } },
      '#/when/operator',
    ],
    ['a flag in a condition', { when: { flag: 'checkout' } }, '#/when'],
    ['an unknown segment', { when: { segment: 'nope' } }, '#/when/segment'],
    ['itself', { when: { segment: 'testers' } }, '#'],
    ['an id too long for an index', { include: { add: ['x'.repeat(513)] } }, '#/include/add/0'],
    ['a character that cannot be stored', { exclude: ['ok', 'a\u0000b'] }, '#/exclude/1'],
  ])('are refused with %s, at its place', async (_, set, pointer) => {
    const refused = await put(set).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InvalidRequest);
    expect((refused as InvalidRequest).problems[0]?.pointer).toMatch(new RegExp(`^${pointer}`));
  });

  it('may use one another, but not in a circle, which is named', async () => {
    await put({}, 'a');
    await put({ when: { segment: 'a' } }, 'b');
    await expect(put({ when: { segment: 'b' } }, 'a')).rejects.toMatchObject({
      problems: [{ detail: expect.stringMatching(/a.*b.*a|b.*a.*b/) }],
    });
  });

  it('cannot be deleted while something uses them, which is named', async () => {
    await put();
    await flagFor('testers');
    await expect(remove()).rejects.toThrow(StillInUse);
    await expect(remove()).rejects.toThrow('segment "testers" is used by flag "checkout"');
    await stack.get(FlagService).upsert(caller, {
      environment: DEV,
      key: 'checkout',
      set: { strategy: null },
    });
    await remove();
    await expect(get()).rejects.toThrow(SegmentNotFound);
  });

  it('tell what uses them, one by one and in the list', async () => {
    await put({ name: 'Testers' });
    await put({ when: { segment: 'testers' } }, 'friends');
    await flagFor('testers');
    const users = [
      { kind: 'flag', key: 'checkout' },
      { kind: 'segment', key: 'friends' },
    ];
    const queries = stack.get(SegmentQueries);
    expect(await queries.usersOf(caller, { environment: DEV, key: 'testers' })).toEqual(users);
    const list = (search: string, page = 1) =>
      queries.list(caller, { environment: DEV, search, page, pageSize: 1 });
    expect((await list('')).page).toMatchObject({
      total: 2,
      items: [{ segment: { config: { key: 'friends' } }, usedBy: [] }],
    });
    expect((await list('TESTERS')).page).toMatchObject({ total: 1, items: [{ usedBy: users }] });
    expect((await list('', 3)).page).toMatchObject({ total: 2, items: [] });
    expect((await list('')).etag).not.toBe((await list('', 2)).etag);
  });

  it('are in the snapshot with their ids, at the flags’ revision', async () => {
    await put({ include: ['alice'] });
    await flagFor('testers');
    const address = { ...caller, environment: environmentName(DEV) };
    expect(await stack.get(FlagSnapshots).read(address)).toMatchObject({
      revision: 2,
      flags: [{ key: 'checkout', version: 1 }],
      segments: [{ key: 'testers', include: ['alice'], exclude: [] }],
    });
  });

  it('refuse a flag that names one that is not there', async () => {
    await expect(flagFor('nope')).rejects.toMatchObject({
      problems: [{ pointer: '#/strategy/rules/0/when/segment' }],
    });
  });

  it('and a flag that begins to use one just then come out right, whoever is first', async () => {
    for (let round = 0; round < 5; round += 1) {
      const key = `raced-${round}`;
      await put({}, key);
      const [deleted, used] = await Promise.allSettled([remove(key), flagFor(key, `f-${round}`)]);
      expect([deleted.status, used.status].sort()).toEqual(['fulfilled', 'rejected']);
    }
  });
});
