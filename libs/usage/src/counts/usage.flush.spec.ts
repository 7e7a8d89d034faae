import { Logger } from '@nestjs/common';
import { UuidV7Generator } from '@app/platform/context';
import { loadConfig } from '@app/platform/config';
import { ManualClock } from '../../../evaluation/src/testing/manual.clock';
import { aRecorder } from '../testing/a-recorder';
import { InMemoryUsageLedger } from '../testing/in-memory-usage.ledger';
import { MoodyUsageStore } from '../testing/moody-usage.store';
import { aCount, aRef } from '../testing/usage.builders';
import { CountWriter } from './count.writer';
import { SightingsWriter } from './sightings.writer';
import { UsageFlush } from './usage.flush';
import type { UsageRecorder } from './usage.recorder';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const HOUR_MS = 3_600_000;
const REF = aRef();

describe('a process that ends', () => {
  let store: MoodyUsageStore;
  let ledger: InMemoryUsageLedger;
  let recorder: UsageRecorder;
  let flush: UsageFlush;

  beforeEach(() => {
    Logger.overrideLogger(false);
    store = new MoodyUsageStore();
    ledger = new InMemoryUsageLedger();
    const test = aRecorder(new ManualClock(NOW));
    ({ recorder } = test);
    flush = new UsageFlush(
      test.evaluations,
      new CountWriter(recorder, store, new UuidV7Generator()),
      new SightingsWriter(recorder, ledger),
      loadConfig({ NODE_ENV: 'test' }),
    );
    recorder.record(aCount(REF, NOW - HOUR_MS, { count: 3 }));
  });

  const written = (): Promise<unknown> =>
    store.read({ ...REF, flag: 'checkout', from: 0, to: NOW, interval: 'day' });
  const lost = (): Promise<number> => ledger.lost(REF, NOW, NOW + HOUR_MS);

  it('writes what it has counted', async () => {
    await flush.onModuleDestroy();
    expect(await written()).toMatchObject([{ count: 3 }]);
    expect(await lost()).toBe(0);
  });

  it('notes as lost what it could not write', async () => {
    store.mood = 'away';
    await flush.onModuleDestroy();
    expect(await lost()).toBe(3);
    expect(await ledger.lastSeenOf(REF, 'checkout')).toMatchObject({ askedAt: NOW - HOUR_MS });
  });
});
