import { Histogram, Registry } from 'prom-client';
import { DurationTally } from './duration.tally';

const BUCKETS = [0.001, 0.01, 0.1, 1];
const LABELS = { method: 'POST', route: '/x' };
const DURATIONS = [0, 0.0005, 0.001, 0.0011, 0.05, 0.1, 0.7, 3, 0.0002];

function aHistogram(): { histogram: Histogram<string>; text: () => Promise<string> } {
  const registry = new Registry();
  const histogram = new Histogram({
    name: 'd',
    help: 'Durations.',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers: [registry],
  });
  return { histogram, text: () => registry.metrics() };
}

describe('durations counted and handed over', () => {
  it('are what the histogram would have counted itself', async () => {
    const [one, other] = [aHistogram(), aHistogram()];
    const tally = new DurationTally(one.histogram, LABELS);
    for (const seconds of DURATIONS) {
      tally.observe(seconds);
      other.histogram.observe(LABELS, seconds);
    }
    tally.handOver();
    expect(await one.text()).toBe(await other.text());
  });

  it('are added to what is there, and never twice', async () => {
    const [one, other] = [aHistogram(), aHistogram()];
    one.histogram.observe(LABELS, 0.5);
    one.histogram.observe({ ...LABELS, route: '/y' }, 0.5);
    const tally = new DurationTally(one.histogram, LABELS);
    tally.observe(0.25);
    tally.handOver();
    tally.handOver();
    for (const route of ['/x', '/y']) other.histogram.observe({ ...LABELS, route }, 0.5);
    other.histogram.observe(LABELS, 0.25);
    expect(await one.text()).toBe(await other.text());
  });
});
