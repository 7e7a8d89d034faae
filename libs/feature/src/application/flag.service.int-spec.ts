import { type Principal, PreconditionFailed } from '@app/kernel';
import { useFeatureStack } from '../testing/feature-stack';
import { FlagQueries } from './flag.queries';
import { FlagService } from './flag.service';
import { FlagNotFound, FlagValueTypeTaken } from '../domain/flag.errors';
import type { FlagPatch } from '../domain/flag-patch';

const DEV = 'dev';

describe('flags of an environment', () => {
  const stack = useFeatureStack();
  let caller: Principal;
  let flags: FlagService;
  let queries: FlagQueries;

  beforeEach(async () => {
    caller = await stack.aCaller();
    flags = stack.get(FlagService);
    queries = stack.get(FlagQueries);
  });

  const put = (set: FlagPatch = {}, key = 'checkout', environment = DEV) =>
    flags.upsert(caller, { environment, key, set });
  const get = (key = 'checkout', environment = DEV) => queries.get(caller, { environment, key });

  it('creates a flag with its defaults, at version 1', async () => {
    const { flag, created } = await put({ enabled: true });
    expect(created).toBe(true);
    expect(flag).toMatchObject({
      version: 1,
      updatedBy: caller.actor,
      config: {
        key: 'checkout',
        enabled: true,
        valueType: 'boolean',
        offVariant: 'off',
        strategy: { type: 'boolean' },
      },
    });
    expect((await get()).flag).toEqual(flag);
  });

  it('changes what is named, leaves what is absent and resets what is null', async () => {
    await put({ name: 'Checkout', description: 'Old', tags: ['web'], enabled: true });
    const { flag, created } = await put({ name: null, description: 'New' });
    expect(created).toBe(false);
    expect(flag.version).toBe(2);
    expect(flag.config).toMatchObject({ description: 'New', tags: ['web'], enabled: true });
    expect(flag.config.name).toBeUndefined();
  });

  it('gives back a configuration as it was written, member by member', async () => {
    const strategy = { percentage: 12.5, type: 'percentage' as const, seed: 's' };
    const { flag } = await put({ strategy });
    expect(JSON.stringify((await get()).flag.config)).toBe(JSON.stringify(flag.config));
  });

  it('leaves version, revision and record alone when nothing changes', async () => {
    const before = await put({ enabled: true, strategy: { type: 'percentage', percentage: 30 } });
    const again = await put({ strategy: { percentage: 30, type: 'percentage' } });
    expect(again).toEqual({ ...before, created: false });
    expect(await stack.recorded(caller)).toHaveLength(1);
    expect(await revision()).toBe(1);
  });

  it('records who, what, before and after, at the revision that the change made', async () => {
    await put({ enabled: false });
    await put({ enabled: true });
    const [, updated] = await stack.recorded(caller);
    expect(updated).toMatchObject({
      action: 'flag.updated',
      key: 'checkout',
      environment: { name: DEV, revision: 2 },
      before: { enabled: false, version: 1 },
      after: { enabled: true, version: 2 },
      changes: [{ op: 'replace', path: '/enabled', before: false, after: true }],
    });
  });

  it('refuses a write that was made for another state', async () => {
    const { etag } = await put();
    await put({ enabled: true });
    const stale = flags.upsert(caller, {
      environment: DEV,
      key: 'checkout',
      set: { enabled: false },
      conditions: { ifMatch: etag },
    });
    await expect(stale).rejects.toThrow(PreconditionFailed);
    expect((await get()).flag.config.enabled).toBe(true);
  });

  it('makes another row, with another tag, of a flag that is deleted and made again', async () => {
    const first = await put();
    await flags.delete(caller, { environment: DEV, key: 'checkout' });
    await expect(get()).rejects.toThrow(FlagNotFound);
    const second = await put();
    expect(second.flag.version).toBe(1);
    expect(second.etag).not.toBe(first.etag);
  });

  it('keeps the value type in agreement between environments, by name', async () => {
    await put({}, 'limit', 'prod');
    const text = {
      valueType: 'string',
      variants: [
        { name: 'a', value: 'x' },
        { name: 'b', value: 'y' },
      ],
      offVariant: 'a',
    } as const;
    await expect(put(text, 'limit')).rejects.toThrow(/boolean flag in "prod"/);
    await flags.delete(caller, { environment: 'prod', key: 'limit' });
    expect((await put(text, 'limit')).flag.config.valueType).toBe('string');
  });

  it('lets one of two environments win that give a new flag two types at once', async () => {
    for (let round = 0; round < 10; round += 1) {
      const outcomes = await Promise.allSettled([
        put({}, `raced-${round}`, 'dev'),
        put(
          { valueType: 'number', variants: [{ name: 'one', value: 1 }], offVariant: null },
          `raced-${round}`,
          'prod',
        ),
      ]);
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
      expect(refused).toHaveLength(1);
      expect(refused[0]?.reason).toBeInstanceOf(FlagValueTypeTaken);
    }
  });

  it('loses no change of many writers at once', async () => {
    await put({ tags: [] });
    const tags = Array.from({ length: 20 }, (_, index) => `t${index}`);
    await Promise.all(tags.map((tag) => put({ metadata: { [tag]: true }, name: tag })));
    const { flag } = await get();
    expect(flag.version).toBe(21);
    const events = await stack.recorded(caller);
    expect(events.map(({ environment }) => environment?.revision)).toEqual(
      events.map((_, index) => index + 1),
    );
    // Each saw what the one before left: otherwise two would have begun at the same version.
    const befores = events.slice(1).map(({ before }) => before?.['version']);
    expect(befores).toEqual(befores.map((_, index) => index + 1));
  });

  async function revision(): Promise<number> {
    const rows = await stack.database.dataSource.query<{ revision: string }[]>(
      'SELECT revision FROM environments WHERE tenant_id = $1 AND name = $2',
      [caller.tenantId, DEV],
    );
    return Number(rows[0]?.revision);
  }
});
