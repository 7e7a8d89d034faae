import { anEvent } from '../testing/an-event';
import type { DeliveryOutcome } from '../event.sink';
import { type Delivery, judged } from './delivery';
import type { OutboxRow } from './outbox-row';
import { MOST_ATTEMPTS, settlementsOf } from './settlement';

const [first, second] = [row('1'), row('2')];

function row(id: string, attempts = 0): OutboxRow {
  const event = anEvent();
  return { tenantId: event.tenant.id, id, event, attempts };
}

function answered(sink: string, ...outcomes: [OutboxRow, DeliveryOutcome][]): Delivery {
  return {
    kind: 'answered',
    sink,
    outcomes: new Map(outcomes.map(([{ event }, outcome]) => [event.id, outcome])),
  };
}

const retry: DeliveryOutcome = { kind: 'retry', reason: 'busy' };
const dead: DeliveryOutcome = { kind: 'dead', reason: 'malformed' };

describe('what follows from the deliveries of a batch', () => {
  const settle = (rows: OutboxRow[], ...deliveries: Delivery[]) =>
    settlementsOf(rows, deliveries, () => 0);

  it('counts an event that a sink does not mention as done there', () => {
    expect(settle([first], answered('a'), answered('b'))).toEqual([
      { row: first, done: ['a', 'b'], dead: [], attempts: 0 },
    ]);
  });

  it('leaves no trace of a sink that is unreachable', () => {
    const down: Delivery = { kind: 'unreachable', sink: 'b', reason: 'refused' };
    expect(settle([first], answered('a'), down)).toEqual([
      { row: first, done: ['a'], dead: [], attempts: 0 },
    ]);
  });

  it('judges each event by itself', () => {
    const delivery = answered('a', [first, retry], [second, dead]);
    expect(settle([first, second], delivery)).toEqual([
      { row: first, done: [], dead: [], attempts: 1, retryInMs: 100, reason: 'a: busy' },
      { row: second, done: [], dead: ['a'], attempts: 0, reason: 'a: malformed' },
    ]);
  });

  it('gives an event up when it has failed too often', () => {
    const stubborn = row('3', MOST_ATTEMPTS - 1);
    expect(settle([stubborn], answered('a', [stubborn, retry]))).toEqual([
      { row: stubborn, done: [], dead: ['a'], attempts: MOST_ATTEMPTS, reason: 'a: busy' },
    ]);
  });
});

describe('the judgement of a delivery', () => {
  const ids = [first.event.id, second.event.id];

  it('blames the sink when nothing got through', () => {
    const delivery = answered('a', [first, retry], [second, retry]);
    expect(judged(delivery, ids)).toEqual({ kind: 'unreachable', sink: 'a', reason: 'busy' });
  });

  it('blames the event when another one got through', () => {
    const delivery = answered('a', [first, retry]);
    expect(judged(delivery, ids)).toBe(delivery);
  });
});
