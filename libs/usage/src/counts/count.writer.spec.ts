import { Logger } from '@nestjs/common';
import { UuidV7Generator } from '@app/platform/context';
import { ManualClock } from '../../../evaluation/src/testing/manual.clock';
import { aRecorder } from '../testing/a-recorder';
import { MoodyUsageStore } from '../testing/moody-usage.store';
import { aCount, aRef } from '../testing/usage.builders';
import { CountWriter } from './count.writer';
import type { UsageRecorder } from './usage.recorder';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const MINUTE_MS = 60_000;
const REF = aRef();

describe('counts on their way to the store', () => {
  let store: MoodyUsageStore;
  let recorder: UsageRecorder;
  let writer: CountWriter;
  let losses: () => Promise<Record<string, number>>;

  beforeEach(() => {
    Logger.overrideLogger(false);
    store = new MoodyUsageStore();
    ({ recorder, losses } = aRecorder(new ManualClock(NOW)));
    writer = new CountWriter(recorder, store, new UuidV7Generator());
  });

  const count = (times = 1): void => {
    for (let time = 0; time < times; time += 1) recorder.record(aCount(REF, NOW - MINUTE_MS));
  };
  const written = async (): Promise<number> => {
    const span = { from: NOW - 10 * MINUTE_MS, to: NOW, interval: 'minute' } as const;
    const points = await store.read({ ...REF, flag: 'checkout', ...span });
    return points.reduce((sum, point) => sum + point.count, 0);
  };

  it('arrive', async () => {
    count(3);
    await writer.flush();
    expect(await written()).toBe(3);
  });

  it('wait while the store is away, with what is counted meanwhile', async () => {
    store.mood = 'away';
    count(3);
    await writer.flush();
    count(2);
    await writer.flush();
    store.mood = 'well';
    await writer.flush();
    expect(await written()).toBe(5);
    expect(await losses()).toEqual({});
  });

  it('are counted once when the store took them and its answer was lost', async () => {
    store.mood = 'lost answer';
    count(3);
    await writer.flush();
    count(2);
    store.mood = 'well';
    await writer.flush();
    expect(await written()).toBe(5);
  });

  it('are lost, and said to be, when the store will never take them', async () => {
    store.refuses = ({ flag }) => flag === 'odd';
    recorder.record(aCount(REF, NOW, { flag: 'odd', count: 4, bulkCount: 1 }));
    count();
    await writer.flush();
    await writer.flush();
    expect(await written()).toBe(1);
    expect(await losses()).toEqual({ refused: 5 });
    expect(recorder.sightings.take()?.losses).toMatchObject([{ count: 5 }]);
  });

  it('are lost, and said to be, when the process ends while the store is away', async () => {
    store.mood = 'away';
    count(3);
    await writer.flush();
    count(2);
    writer.giveUp();
    expect(await losses()).toEqual({ shutdown: 5 });
    writer.giveUp();
    expect(await losses()).toEqual({ shutdown: 5 });
  });
});
