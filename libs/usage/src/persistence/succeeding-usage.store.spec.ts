import { InMemoryUsageStore } from '../testing/in-memory-usage.store';
import { aCount, aRef } from '../testing/usage.builders';
import { usageStoreContract } from '../testing/usage-store.contract';
import { SucceedingUsageStore } from './succeeding-usage.store';

const MINUTE_MS = 60_000;
const NOW = Date.parse('2026-11-25T12:00:00Z');

describe('counts in a store that succeeds another', () => {
  usageStoreContract(() =>
    Promise.resolve({
      store: new SucceedingUsageStore(new InMemoryUsageStore(), new InMemoryUsageStore()),
      refs: [aRef(), aRef()],
      settled: () => Promise.resolve(),
    }),
  );

  describe('of which some are in the former one', () => {
    const ref = aRef();
    const read = (store: InMemoryUsageStore | SucceedingUsageStore): Promise<unknown> =>
      store.read({ ...ref, flag: 'checkout', from: 0, to: NOW, interval: 'minute' });
    let former: InMemoryUsageStore;
    let store: SucceedingUsageStore;

    beforeEach(async () => {
      former = new InMemoryUsageStore();
      store = new SucceedingUsageStore(new InMemoryUsageStore(), former);
      const old = [aCount(ref, NOW - MINUTE_MS), aCount(ref, NOW - MINUTE_MS, { variant: 'off' })];
      await former.add({ id: 'old', counts: [aCount(ref, NOW - 2 * MINUTE_MS), ...old] });
      await store.add({ id: 'new', counts: [aCount(ref, NOW - MINUTE_MS, { bulkCount: 2 })] });
    });

    it('are told together, those of one minute added up', async () => {
      expect(await read(store)).toEqual([
        { at: NOW - 2 * MINUTE_MS, variant: 'on', count: 1, bulkCount: 0 },
        { at: NOW - MINUTE_MS, variant: 'off', count: 1, bulkCount: 0 },
        { at: NOW - MINUTE_MS, variant: 'on', count: 2, bulkCount: 2 },
      ]);
    });

    it('go there, too, when they are past their time', async () => {
      await store.tidy({ now: NOW, before: NOW });
      expect(await read(former)).toEqual([]);
      expect(await read(store)).toEqual([]);
    });
  });
});
