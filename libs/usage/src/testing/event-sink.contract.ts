import type { EvaluationEvent } from '../events/evaluation-event';
import { type EventSink, MOST_WAITING } from '../events/event.sink';

/** A sink, with what reached the other side of it. */
export interface SinkSubject {
  readonly sink: EventSink;
  readonly received: () => Promise<readonly EvaluationEvent[]>;
}

/** What every sink of events keeps to. `open` gives one that delivers nothing while it is not asked to close. */
export function eventSinkContract(open: () => Promise<SinkSubject>): void {
  const event = (index: number): EvaluationEvent => ({
    at: Date.parse('2026-11-25T12:00:00.123Z') + index,
    attributes: { 'feature_flag.key': `flag-${index}`, 'feature_flag.result.variant': 'on' },
  });

  it('delivers what it took, each once and in order, before it is closed', async () => {
    const { sink, received } = await open();
    const events = [0, 1, 2].map(event);
    expect(events.map((one) => sink.emit(one))).toEqual([true, true, true]);
    await sink.close();
    expect(await received()).toEqual(events);
  });

  it('takes no more than may wait, and what it took arrives', async () => {
    const { sink, received } = await open();
    const taken = Array.from({ length: MOST_WAITING + 2 }, (_, index) => sink.emit(event(index)));
    expect(taken.filter((one) => !one)).toHaveLength(2);
    expect(taken.at(-1)).toBe(false);
    await sink.close();
    expect(await received()).toHaveLength(MOST_WAITING);
  });

  it('closes when it took nothing', async () => {
    const { sink, received } = await open();
    await sink.close();
    expect(await received()).toEqual([]);
  });
}
