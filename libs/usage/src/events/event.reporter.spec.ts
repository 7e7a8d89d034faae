import { ScrapeHooks } from '@app/platform/metrics';
import { Counter, Registry } from 'prom-client';
import { ManualClock } from '../../../evaluation/src/testing/manual.clock';
import { InMemoryEventSink } from '../testing/in-memory-event.sink';
import { aRef } from '../testing/usage.builders';
import { EventBudget } from './event.budget';
import { EventMetrics } from './event.metrics';
import { EventReporter } from './event.reporter';
import { MOST_WAITING } from './event.sink';

const EVALUATION = {
  ref: aRef(),
  key: 'checkout',
  result: { value: true, variant: 'on', reason: 'STATIC', flagMetadata: {} },
} as const;

describe('a reporter of evaluations', () => {
  const clock = new ManualClock();
  let sink: InMemoryEventSink;
  let lost: Counter;
  let hooks: ScrapeHooks;

  beforeEach(() => {
    sink = new InMemoryEventSink();
    hooks = new ScrapeHooks();
    const registers = [new Registry()];
    lost = new Counter({ name: 'lost', help: '.', labelNames: ['reason'], registers });
  });

  const reporterWith = (perSecond: number): EventReporter => {
    const sent = new Counter({ name: 'sent', help: '.', registers: [new Registry()] });
    const budget = new EventBudget(perSecond, clock.now());
    return new EventReporter(sink, budget, new EventMetrics(sent, lost, hooks), clock);
  };
  const losses = async () => {
    await hooks.run();
    const { values } = await lost.get();
    return values
      .filter(({ value }) => value > 0)
      .map(({ labels, value }) => [labels['reason'], value]);
  };

  it('tells of evaluations while the budget lasts, and counts the rest', async () => {
    const reporter = reporterWith(100);
    for (let time = 0; time < 20_000; time += 1) reporter.report(EVALUATION);
    sink.deliver();
    expect(sink.delivered).toHaveLength(100);
    expect(sink.delivered[0]).toMatchObject({ at: clock.now() });
    expect(await losses()).toEqual([['budget', 19_900]]);
    clock.advance(1_000);
    reporter.report(EVALUATION);
    sink.deliver();
    expect(sink.delivered).toHaveLength(101);
  });

  it('counts what finds no room', async () => {
    const reporter = reporterWith(MOST_WAITING + 5);
    for (let time = 0; time < MOST_WAITING + 5; time += 1) reporter.report(EVALUATION);
    expect(await losses()).toEqual([['queue', 5]]);
  });
});
