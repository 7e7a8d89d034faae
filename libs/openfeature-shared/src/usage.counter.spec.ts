import { UsageCounter } from './usage.counter';

describe('a usage counter', () => {
  const counterAt = (...moments: string[]) => {
    const times = moments.map((moment) => Date.parse(moment));
    return new UsageCounter(() => times.shift() ?? 0);
  };

  it('keeps minutes, variants and the use of defaults apart', () => {
    const counter = counterAt(
      '2026-11-25T09:30:59.9Z',
      '2026-11-25T09:31:00Z',
      '2026-11-25T09:31:01Z',
    );
    counter.add('checkout', 'on');
    counter.add('checkout', 'on');
    counter.add('checkout');
    expect(counter.drain().usage).toEqual([
      { minute: '2026-11-25T09:30:00Z', flag: 'checkout', variant: 'on', count: 1 },
      { minute: '2026-11-25T09:31:00Z', flag: 'checkout', variant: 'on', count: 1 },
      { minute: '2026-11-25T09:31:00Z', flag: 'checkout', count: 1 },
    ]);
  });

  it('begins anew when it was drained', () => {
    const counter = counterAt();
    counter.add('checkout', 'on');
    counter.addUnknown('typo');
    counter.drain();
    expect(counter.drain()).toEqual({ usage: [], unknown: [], lost: 0 });
  });

  it('is bounded and counts what found no room', () => {
    const counter = counterAt();
    for (let index = 0; index < 500; index += 1) {
      counter.add(`flag-${index}`, 'on');
      counter.addUnknown(`typo-${index}`);
    }
    counter.add('flag-0', 'on');
    const { usage, unknown, lost } = counter.drain();
    const told = [...usage, ...unknown].reduce((sum, { count }) => sum + count, 0);
    expect(usage.length + unknown.length).toBeLessThanOrEqual(500);
    expect(usage[0]?.count).toBe(2);
    expect(told + lost).toBe(1_001);
  });
});
