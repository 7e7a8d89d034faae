import type { DomainEvent } from '@app/kernel';
import { type DeliveryOutcome, EventSink } from '../event.sink';

type Behaviour = (
  events: readonly DomainEvent[],
) => Promise<ReadonlyMap<string, DeliveryOutcome>> | ReadonlyMap<string, DeliveryOutcome>;

const NOTHING_TO_SAY: ReadonlyMap<string, DeliveryOutcome> = new Map();

/** A sink that does as the test tells it and remembers what it took. */
export class ScriptedSink extends EventSink {
  /** Keys of the events it took, in order, repetitions included. */
  readonly taken: (string | undefined)[] = [];
  /** How many times it was asked. */
  calls = 0;
  private behaviour: Behaviour = () => NOTHING_TO_SAY;

  constructor(override readonly name: string) {
    super();
  }

  /** From now on it fails as a whole. */
  breakDown(): void {
    this.behaviour = () => Promise.reject(new Error('connection refused'));
  }

  /** From now on it takes everything. */
  recover(): void {
    this.behaviour = () => NOTHING_TO_SAY;
  }

  /** From now on it answers when the returned function is called. */
  hang(): () => void {
    const { promise, resolve } = Promise.withResolvers<ReadonlyMap<string, DeliveryOutcome>>();
    this.behaviour = () => promise;
    return () => {
      this.recover();
      resolve(NOTHING_TO_SAY);
    };
  }

  /** From now on events with these keys end so; the others are taken. */
  answer(outcomes: Readonly<Record<string, DeliveryOutcome>>): void {
    this.behaviour = (events) =>
      new Map(
        events.flatMap(({ id, key }) => {
          const outcome = outcomes[key ?? ''];
          return outcome === undefined ? [] : [[id, outcome] as const];
        }),
      );
  }

  override async deliver(
    events: readonly DomainEvent[],
  ): Promise<ReadonlyMap<string, DeliveryOutcome>> {
    this.calls += 1;
    const outcomes = await this.behaviour(events);
    for (const { id, key } of events) {
      if ((outcomes.get(id)?.kind ?? 'done') === 'done') this.taken.push(key);
    }
    return outcomes;
  }
}
