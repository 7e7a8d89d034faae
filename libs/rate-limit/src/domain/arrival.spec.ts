import * as fc from 'fast-check';
import { type Arrival, take } from './arrival';
import { type Decision, decisionOf } from './decision';
import { type Limits, type Pace, paceOf } from './limits';

/** A bucket at a time that the test decides. */
class Bucket {
  arrival: Arrival | undefined;
  readonly pace: Pace;
  constructor(limits: Limits) {
    this.pace = paceOf(limits);
  }
  take(now: number, cost = 1): Decision {
    const taken = take(this.arrival, now, cost, this.pace);
    this.arrival = taken.arrival;
    return decisionOf(taken.outcome, this.pace, 'local');
  }
}

const START = 1_764_000_000_000_000;

describe('given a bucket of 3 tokens that refills one each 100 ms', () => {
  const limits = { capacity: 3, refillPerSecond: 10 };
  let bucket: Bucket;
  beforeEach(() => (bucket = new Bucket(limits)));

  it('gives what it holds at once, then says when there is more', () => {
    expect([0, 1, 2].map(() => bucket.take(START).remaining)).toEqual([2, 1, 0]);
    expect(bucket.take(START)).toEqual({
      kind: 'limited',
      remaining: 0,
      retryAfterMs: 100,
      nextTokenMs: 100,
      fullAfterMs: 300,
      source: 'local',
    });
  });

  it('gives a token at the very microsecond for which it was announced, not before', () => {
    for (let i = 0; i < 3; i += 1) bucket.take(START);
    expect(bucket.take(START + 99_999).kind).toBe('limited');
    expect(bucket.take(START + 100_000).kind).toBe('allowed');
  });

  it('never holds more than its capacity, however long nobody asks', () => {
    bucket.take(START);
    expect(bucket.take(START + 3_600_000_000).remaining).toBe(2);
  });

  it('keeps nothing of a refusal', () => {
    for (let i = 0; i < 3; i += 1) bucket.take(START);
    const before = bucket.arrival;
    for (let i = 0; i < 100; i += 1) bucket.take(START + i);
    expect(bucket.arrival).toBe(before);
  });

  it('takes several tokens or none', () => {
    bucket.take(START);
    expect(bucket.take(START, 3)).toMatchObject({
      kind: 'limited',
      remaining: 2,
      retryAfterMs: 100,
    });
    expect(bucket.take(START, 2)).toMatchObject({ kind: 'allowed', remaining: 0 });
  });

  it('is full at most when a clock that was set back makes its arrival absurd', () => {
    for (let i = 0; i < 3; i += 1) bucket.take(START);
    expect(bucket.take(START - 3_600_000_000)).toMatchObject({ retryAfterMs: 100 });
  });
});

const limitsArbitrary = fc.record({
  capacity: fc.integer({ min: 1, max: 20 }),
  refillPerSecond: fc.oneof(
    fc.integer({ min: 1, max: 2_000_000 }),
    fc.integer({ min: 1, max: 5_000_000 }).map((thousandths) => thousandths / 1_000),
  ),
});
/** Requests in the order of time: the gap to the one before in tokens' time, and their cost. */
const requestsArbitrary = fc.array(
  fc.record({
    gap: fc.double({ min: 0, max: 4, noNaN: true }),
    cost: fc.integer({ min: 1, max: 4 }),
  }),
  { maxLength: 60 },
);

interface Seen {
  readonly at: number;
  readonly cost: number;
  readonly given: boolean;
}

function play(limits: Limits, requests: readonly { gap: number; cost: number }[]): Seen[] {
  const bucket = new Bucket(limits);
  let at = START;
  return requests.map(({ gap, cost: asked }) => {
    at += Math.floor((gap * 1e6) / limits.refillPerSecond);
    const cost = Math.min(asked, limits.capacity);
    return { at, cost, given: bucket.take(at, cost).kind === 'allowed' };
  });
}

/** Ticks of what may be given in `micros`: capacity + micros · rate, in whole numbers. */
const boundTicks = (pace: Pace, micros: number): bigint =>
  BigInt(pace.fullTicks) + BigInt(micros) * BigInt(pace.ticksPerMicro);

/** Ticks of what was given from request `from` up to and including `to`. */
const givenTicks = (pace: Pace, seen: readonly Seen[], from: number, to: number): bigint =>
  seen
    .slice(from, to + 1)
    .reduce((sum, one) => sum + (one.given ? BigInt(one.cost) * BigInt(pace.tokenTicks) : 0n), 0n);

describe('whatever is asked of a bucket', () => {
  it('gives at most capacity + t · rate in every interval', () => {
    fc.assert(
      fc.property(limitsArbitrary, requestsArbitrary, (limits, requests) => {
        const pace = paceOf(limits);
        const seen = play(limits, requests);
        seen.forEach((first, from) =>
          seen.slice(from).forEach((last, offset) => {
            const given = givenTicks(pace, seen, from, from + offset);
            expect(given <= boundTicks(pace, last.at - first.at)).toBe(true);
          }),
        );
      }),
    );
  });

  it('refuses only what would break that bound in some interval', () => {
    fc.assert(
      fc.property(limitsArbitrary, requestsArbitrary, (limits, requests) => {
        const pace = paceOf(limits);
        const seen = play(limits, requests);
        seen.forEach((refused, to) => {
          if (refused.given) return;
          const asked = BigInt(refused.cost) * BigInt(pace.tokenTicks);
          const breaks = seen
            .slice(0, to + 1)
            .some(
              (first, from) =>
                givenTicks(pace, seen, from, to) + asked > boundTicks(pace, refused.at - first.at),
            );
          expect(breaks).toBe(true);
        });
      }),
    );
  });

  it('lets in whoever waits for as long as it was told', () => {
    fc.assert(
      fc.property(limitsArbitrary, requestsArbitrary, (limits, requests) => {
        const bucket = new Bucket(limits);
        let at = START;
        for (const { gap, cost: asked } of requests) {
          at += Math.floor((gap * 1e6) / limits.refillPerSecond);
          const cost = Math.min(asked, limits.capacity);
          const decision = bucket.take(at, cost);
          if (decision.kind === 'allowed') continue;
          at += decision.retryAfterMs * 1_000;
          expect(bucket.take(at, cost).kind).toBe('allowed');
        }
      }),
    );
  });
});
