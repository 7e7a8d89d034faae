import { Logger } from '@nestjs/common';
import { environmentName, tenantSlug } from '@app/kernel';
import type { FlagList, Stamp } from '../domain/flag-list';
import { aList } from '../testing/flag-list-cache.contract';
import type { FeatureMetrics } from './feature.metrics';
import { type CachedList, FlagListCache, type ListKey, type PutOutcome } from './flag-list.cache';
import { FlagLists } from './flag-lists';
import type { FlagReader } from './flag.reader';

const KEY: ListKey = {
  tenant: tenantSlug('zebra'),
  tenantId: 't',
  environment: environmentName('dev'),
};

/** A cache and a database whose every answer the test holds back until it lets go. */
class World extends FlagListCache {
  present = aList(1);
  readonly reads: (() => void)[] = [];
  readonly results: string[] = [];
  finds = 0;
  down = false;
  held: FlagList | undefined;
  guard = 0;

  readonly lists = new FlagLists(
    this,
    { readList: (_: unknown, held?: Stamp) => this.readList(held) } as unknown as FlagReader,
    { listRequest: (result: string) => this.results.push(result) } as unknown as FeatureMetrics,
  );

  override async find(_: ListKey, held?: Stamp): Promise<CachedList> {
    this.finds += 1;
    if (this.down) throw new Error('Redis is away');
    if (this.held === undefined) return { kind: 'miss' };
    return held?.revision === this.held.revision
      ? { kind: 'same' }
      : { kind: 'hit', list: this.held };
  }

  override async put(_: ListKey, list: FlagList): Promise<PutOutcome> {
    if (this.down) throw new Error('Redis is away');
    if (list.revision < this.guard) return 'stale';
    this.held = list;
    return 'stored';
  }

  override async invalidate(_: unknown, { revision }: Stamp): Promise<void> {
    if (this.down) throw new Error('Redis is away');
    this.guard = revision;
    this.held = undefined;
  }

  /** Lets readings end that have begun, in order. */
  async letRead(): Promise<void> {
    while (this.reads.length === 0) await new Promise((resolve) => setImmediate(resolve));
    this.reads.splice(0).forEach((go) => go());
  }

  private async readList(held?: Stamp): Promise<FlagList | undefined> {
    const seen = this.present;
    await new Promise<void>((go) => this.reads.push(go));
    return held?.revision === seen.revision ? undefined : seen;
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('flag lists by way of the cache', () => {
  let world: World;
  const get = () => world.lists.get(KEY);

  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  beforeEach(() => {
    world = new World();
  });

  it('are read once however many ask, and come from the cache then', async () => {
    const first = Array.from({ length: 10 }, get);
    await turn();
    await turn();
    const late = get();
    await turn();
    await turn();
    await world.letRead();
    const answers = await Promise.all([...first, late]);
    expect(world.reads).toHaveLength(0);
    expect(new Set(answers.map(({ view }) => view)).size).toBe(1);
    expect(answers.map(({ cache }) => cache)).toEqual(Array.from({ length: 11 }, () => 'MISS'));
    expect((await get()).cache).toBe('HIT');
    expect(world.results).toEqual(['miss', 'miss', 'hit']);
  });

  it('ask the cache once for all that arrive in one turn of the event loop', async () => {
    const asked = Array.from({ length: 50 }, get);
    await world.letRead();
    await Promise.all(asked);
    expect(world.finds).toBe(1);
  });

  it('stay the same object for as long as the cache confirms them', async () => {
    const asked = get();
    await world.letRead();
    const { view } = await asked;
    expect((await get()).view).toBe(view);
  });

  it('are read again when a write was committed while they were being read', async () => {
    const early = get();
    while (world.reads.length === 0) await turn();
    world.present = aList(2);
    await world.lists.invalidate(KEY, { epoch: 'e1', revision: 2 });
    await world.letRead();
    await world.letRead();
    expect((await early).view.revision).toBe(2);
  });

  it('never serve who asks after a write was answered with a reading from before it', async () => {
    const early = get();
    while (world.reads.length === 0) await turn();
    world.present = aList(2);
    await world.lists.invalidate(KEY, { epoch: 'e1', revision: 2 });
    const late = get();
    const ended = Promise.all([early, late]);
    let over = false;
    void ended.then(() => (over = true));
    while (!over) {
      world.reads.splice(0).forEach((go) => go());
      await turn();
    }
    expect((await late).view.revision).toBe(2);
  });

  it('are read from the database while the cache fails, which is counted', async () => {
    world.down = true;
    const asked = get();
    await world.letRead();
    expect(await asked).toMatchObject({ cache: 'MISS', view: { revision: 1 } });
    expect(world.results).toEqual(['error']);
    const again = get();
    await world.letRead();
    expect((await again).view.revision).toBe(1);
    world.down = false;
    const third = get();
    await world.letRead();
    await third;
    expect((await get()).cache).toBe('HIT');
  });

  it('fail for all who wait when the database fails, and for nobody after', async () => {
    const failing = new FlagLists(
      world,
      { readList: () => Promise.reject(new Error('away')) } as unknown as FlagReader,
      { listRequest: () => undefined } as unknown as FeatureMetrics,
    );
    const both = await Promise.allSettled([failing.get(KEY), failing.get(KEY)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(failing.get(KEY)).rejects.toThrow('away');
  });

  it('keep the newer of what was read elsewhere and what is held', () => {
    const newer = world.lists.adopt(KEY, aList(5));
    expect(world.lists.adopt(KEY, aList(4))).toBe(newer);
    expect(world.lists.adopt(KEY, aList(6)).revision).toBe(6);
    expect(world.lists.adopt(KEY, aList(1, 'after-restore')).epoch).toBe('after-restore');
  });
});
