import { setImmediate as turn } from 'node:timers/promises';
import { eventually } from '@app/testing';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import { aServedEnvironment, ZEBRA_DEV_REF } from '../testing/a-served-environment';
import { RecordedResponse } from '../testing/recorded.response';
import { aFlag } from '../testing/scripted-snapshot.source';
import { DeltaEvents } from './delta.events';
import { DeltaRoom } from './delta.room';
import { StreamClient } from './stream-client';

const CALLER: EvaluationCaller = { ref: ZEBRA_DEV_REF, audience: 'server' };

describe('the delta streams of an environment', () => {
  let served: ReturnType<typeof aServedEnvironment>;
  let present: LoadedEnvironment;
  let room: DeltaRoom;
  let asked: number;

  const join = (since = { epoch: present.epoch, revision: present.revision }) => {
    const response = new RecordedResponse();
    const client = new StreamClient(CALLER, response.asResponse());
    room.join(client, since);
    return { client, response };
  };
  const change = async (version: number, key = 'a') => {
    served.source.write([aFlag(key, version)]);
    present = await served.load();
    room.advance(present);
  };
  const revisionsOf = ({ response }: { response: RecordedResponse }) =>
    messages(response).map(({ payload }) => {
      const { since, revision } = JSON.parse(payload) as { since: number; revision: number };
      return [since, revision];
    });

  beforeEach(async () => {
    served = aServedEnvironment();
    present = await served.load();
    asked = 0;
    const events = new DeltaEvents(served.deltas, served.keyring);
    room = new DeltaRoom(present, {
      between: (since, loaded) => {
        asked += 1;
        return events.between(since, loaded);
      },
      deliver: (client, text) => void client.send(text),
      turn,
    });
  });

  it('send the same text to all who stand at the same state, made once', async () => {
    const clients = Array.from({ length: 600 }, () => join());
    await change(2);
    await eventually(() => expect(clients.map(revisionsOf)).toEqual(clients.map(() => [[1, 2]])));
    expect(asked).toBe(1);
    expect(new Set(clients.map(({ response }) => response.text)).size).toBe(1);
  });

  it('skip nobody’s changes when several come quickly', async () => {
    const clients = Array.from({ length: 600 }, () => join());
    for (const version of [2, 3, 4, 5]) await change(version);
    await eventually(() => {
      for (const client of clients) {
        const steps = revisionsOf(client);
        expect(steps.at(-1)?.[1]).toBe(5);
        steps.forEach(([since], index) => expect(since).toBe(steps[index - 1]?.[1] ?? 1));
      }
    });
  });

  it('bring those who come back from where they stood, each state asked about once', async () => {
    for (const version of [2, 3, 4]) await change(version);
    const back = Array.from({ length: 300 }, (_, index) =>
      join({ epoch: 'e1', revision: 1 + (index % 3) }),
    );
    await eventually(() => {
      expect(back.map(revisionsOf)).toEqual(back.map((_, index) => [[1 + (index % 3), 4]]));
    });
    expect(asked).toBe(3);
    expect(served.source.deltas).toBe(3);
  });

  it('say nothing to who is at the present state, or ahead of this process', async () => {
    await change(2);
    const [current, ahead] = [join(), join({ epoch: 'e1', revision: 3 })];
    await change(3);
    await eventually(() => expect(revisionsOf(current)).toEqual([[2, 3]]));
    expect(ahead.response.text).toBe('');
    await change(4);
    await eventually(() => expect(revisionsOf(ahead)).toEqual([[3, 4]]));
  });

  it('tell to get the whole, without an id, where the change cannot be told', async () => {
    await change(2);
    const lost = join({ epoch: 'e0', revision: 9 });
    await eventually(() => expect(lost.response.text).not.toBe(''));
    expect(lost.response.events).toEqual([]);
    expect(messages(lost.response)).toEqual([{ type: 'refetchSnapshot', etag: 'e1:2' }]);
    await change(3);
    await eventually(() => expect(lost.response.events).toEqual(['e1:3']));
  });

  it('tell to get the whole where the change is larger than a slow reader may be sent', async () => {
    const client = join();
    served.source.write([aFlag('a', 2, { metadata: { text: 'x'.repeat(70_000) } })]);
    present = await served.load();
    room.advance(present);
    await eventually(() =>
      expect(messages(client.response)).toEqual([{ type: 'refetchSnapshot', etag: 'e1:2' }]),
    );
  });

  it('send nothing to who has left', async () => {
    const [gone, stays] = [join(), join()];
    expect(room.leave(gone.client)).toBe(true);
    expect(room.leave(gone.client)).toBe(false);
    await change(2);
    await eventually(() => expect(revisionsOf(stays)).toEqual([[1, 2]]));
    expect(gone.response.text).toBe('');
    expect(room.size).toBe(1);
  });
});

interface Message {
  readonly type: string;
  readonly payload: string;
  readonly etag?: string;
}

function messages({ text }: RecordedResponse): Message[] {
  return [...text.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data) as Message);
}
