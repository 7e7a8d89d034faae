import type { JsonValue } from '@app/kernel';
import { eventually } from '@app/testing';
import type { Broadcast } from './broadcast';

/** What every broadcast keeps to. `open` gives one end of the same medium each time it is called. */
export function broadcastContract(open: () => Broadcast): void {
  const revision = { environmentId: 'e-1', epoch: 'ö', revision: 7 };

  /** Subscribes and waits until the subscription stands. */
  async function listen(broadcast: Broadcast, channel: string, received: JsonValue[]) {
    const { promise: stands, resolve } = Promise.withResolvers<void>();
    const unsubscribe = broadcast.subscribe(channel, (message) => received.push(message), resolve);
    await stands;
    return unsubscribe;
  }

  it('reaches every subscriber of the channel, the publisher’s own process included', async () => {
    const broadcast = open();
    const [one, two]: [JsonValue[], JsonValue[]] = [[], []];
    await listen(broadcast, 'revisions', one);
    await listen(broadcast, 'revisions', two);
    await broadcast.publish('revisions', revision);
    await eventually(() => expect([one, two]).toEqual([[revision], [revision]]));
  });

  it('keeps the order of a publisher', async () => {
    const broadcast = open();
    const received: JsonValue[] = [];
    await listen(broadcast, 'revisions', received);
    for (const number of [1, 2, 3]) await broadcast.publish('revisions', number);
    await eventually(() => expect(received).toEqual([1, 2, 3]));
  });

  it('keeps channels apart', async () => {
    const broadcast = open();
    const [here, there]: [JsonValue[], JsonValue[]] = [[], []];
    await listen(broadcast, 'here', here);
    await listen(broadcast, 'there', there);
    await broadcast.publish('there', 'first');
    await broadcast.publish('here', 'second');
    await eventually(() => expect(here).toEqual(['second']));
    expect(there).toEqual(['first']);
  });

  it('sends nothing to those who have left', async () => {
    const broadcast = open();
    const [left, stayed]: [JsonValue[], JsonValue[]] = [[], []];
    const leave = await listen(broadcast, 'revisions', left);
    await listen(broadcast, 'revisions', stayed);
    leave();
    leave();
    await broadcast.publish('revisions', 1);
    await eventually(() => expect(stayed).toEqual([1]));
    expect(left).toEqual([]);
  });

  it('goes on when a handler throws', async () => {
    const broadcast = open();
    const received: JsonValue[] = [];
    broadcast.subscribe('revisions', () => {
      throw new Error('mine alone');
    });
    await listen(broadcast, 'revisions', received);
    await broadcast.publish('revisions', 1);
    await eventually(() => expect(received).toEqual([1]));
  });

  it('refuses a message that is too large, whatever the medium', async () => {
    await expect(open().publish('revisions', 'x'.repeat(8_000))).rejects.toThrow(RangeError);
  });
}
