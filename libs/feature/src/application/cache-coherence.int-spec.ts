import { Logger } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import { environmentName, type Principal, RequestContext, type RequestState } from '@app/kernel';
import { eventually, useRedis } from '@app/testing';
import { CacheInvalidationSink } from '../cache/cache-invalidation.sink';
import type { FlagPatch } from '../domain/flag-patch';
import { openFeatureModule, useFeatureStack } from '../testing/feature-stack';
import { CacheInvalidation } from './cache-invalidation';
import { FlagLists, type ServedList } from './flag-lists';
import { FlagService } from './flag.service';

const DEV = environmentName('dev');

/** One process of several. */
type Process = Pick<TestingModule, 'get'>;

describe('the flag list, seen from two processes with one Redis', () => {
  const redis = useRedis();
  const stack = useFeatureStack(() => ({ REDIS_URL: redis.url }));
  let other: TestingModule;
  let caller: Principal;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    other = await openFeatureModule(stack.database.url, { REDIS_URL: redis.url });
    await other.init();
  });
  afterAll(() => other.close());
  beforeEach(async () => {
    caller = await stack.aCaller();
  });

  const here: Process = { get: (type: never) => stack.get(type) };
  const list = (process: Process): Promise<ServedList> => {
    const { tenant, tenantId } = caller;
    return process.get(FlagLists).get({ tenant, tenantId, environment: DEV });
  };
  const namesIn = async (process: Process) =>
    (await list(process)).view.list.flags.map(({ config }) => config.name);

  /** A write as a request does it: what it committed is dropped from the cache before it is answered. */
  const put = async (process: Process, set: FlagPatch): Promise<void> => {
    const state: RequestState = { requestId: 'r', committed: [] };
    await process.get(RequestContext).run(state, async () => {
      await process.get(FlagService).upsert(caller, { environment: DEV, key: 'a', set });
      const told = process.get(CacheInvalidation).afterCommit(state.committed);
      await told.catch(() => undefined);
    });
  };

  it('is kept for both, and both see each other’s writes at once', async () => {
    await put(here, { name: '0' });
    expect((await list(here)).cache).toBe('MISS');
    expect((await list(other)).cache).toBe('HIT');
    for (let round = 1; round <= 10; round += 1) {
      const [writer, reader] = round % 2 === 0 ? [here, other] : [other, here];
      await put(writer, { name: String(round) });
      expect(await namesIn(reader)).toEqual([String(round)]);
      expect(await namesIn(writer)).toEqual([String(round)]);
      expect((await list(reader)).cache).toBe('HIT');
    }
  });

  it('never goes back behind a write that was answered, with readers and writers on both', async () => {
    await put(here, { name: '0' });
    let answered = 0;
    let over = false;
    const reading = [here, other, here, other].map(async (process) => {
      while (!over) {
        const least = answered;
        const [name] = await namesIn(process);
        expect(Number(name)).toBeGreaterThanOrEqual(least);
      }
    });
    for (let round = 1; round <= 40; round += 1) {
      await put(round % 2 === 0 ? here : other, { name: String(round) });
      answered = round;
    }
    over = true;
    await Promise.all(reading);
  });

  it('is brought up to date by the relay where the request could not do it', async () => {
    await put(here, { name: 'old' });
    await list(here);
    const state: RequestState = { requestId: 'r', committed: [] };
    await stack
      .get(RequestContext)
      .run(state, () =>
        stack.get(FlagService).upsert(caller, { environment: DEV, key: 'a', set: { name: 'new' } }),
      );
    expect(await namesIn(other)).toEqual(['old']);
    await other.get(CacheInvalidationSink).deliver(state.committed);
    expect(await namesIn(other)).toEqual(['new']);
    await other.get(CacheInvalidationSink).deliver(state.committed);
    expect((await list(other)).cache).toBe('HIT');
  });

  it('goes on from the database while Redis is away, and from the cache when it is back', async () => {
    await put(here, { name: 'before' });
    await list(here);
    await redis.stop();
    await put(here, { name: 'meanwhile' });
    for (const process of [here, other]) {
      expect(await namesIn(process)).toEqual(['meanwhile']);
      expect((await list(process)).cache).toBe('MISS');
    }
    await redis.start();
    await eventually(async () => {
      expect((await list(here)).cache).toBe('HIT');
      expect((await list(other)).cache).toBe('HIT');
    });
    expect(await namesIn(other)).toEqual(['meanwhile']);
  });
});

describe('the flag list, seen from two processes without Redis', () => {
  const stack = useFeatureStack();
  let other: TestingModule;

  beforeAll(async () => {
    other = await openFeatureModule(stack.database.url, {});
    await other.init();
  });
  afterAll(() => other.close());

  it('is cached by each, and never older than what the other has committed', async () => {
    const caller = await stack.aCaller();
    const { tenant, tenantId } = caller;
    const list = (process: Process) =>
      process.get(FlagLists).get({ tenant, tenantId, environment: DEV });
    const here: Process = { get: (type: never) => stack.get(type) };
    for (let round = 1; round <= 5; round += 1) {
      await stack
        .get(FlagService)
        .upsert(caller, { environment: DEV, key: 'a', set: { name: String(round) } });
      for (const process of [here, other]) {
        const first = await list(process);
        expect(first.view.list.flags[0]?.config.name).toBe(String(round));
        expect(await list(process)).toMatchObject({ cache: 'HIT', view: first.view });
      }
    }
  });
});
