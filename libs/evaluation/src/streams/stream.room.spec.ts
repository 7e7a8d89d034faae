import { ZEBRA_DEV } from '../testing/api-key.builders';
import { RecordedResponse } from '../testing/recorded.response';
import { StreamClient } from './stream-client';
import { StreamRoom } from './stream.room';

const { tenantId, tenant, environment } = ZEBRA_DEV;
const REF = { tenantId, tenant, environmentId: environment.id, environment: environment.name };

function aRoom(size: number) {
  const turns: (() => void)[] = [];
  const received = new Map<StreamClient, string[]>();
  const room = new StreamRoom(
    (client, text) => received.get(client)?.push(text),
    (goOn) => turns.push(goOn),
  );
  const clients = Array.from({ length: size }, () => {
    const client = new StreamClient(
      { ref: REF, audience: 'server' },
      new RecordedResponse().asResponse(),
    );
    received.set(client, []);
    room.clients.add(client);
    return client;
  });
  const finish = () => {
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) turn();
  };
  return { room, received, clients, turns, finish };
}

describe('the streams of an environment', () => {
  it('are told in batches, between which other work has its turn', () => {
    const { room, received, turns, finish } = aRoom(1_000);
    room.broadcast('one');
    const told = () => [...received.values()].filter(({ length }) => length > 0).length;
    expect(told()).toBe(250);
    expect(turns).toHaveLength(1);
    finish();
    expect(told()).toBe(1_000);
  });

  it('get only the newer of two events when the first has not reached them yet', () => {
    const { room, received, clients, finish } = aRoom(600);
    room.broadcast('one');
    room.broadcast('two');
    finish();
    const first = received.get(clients[0] as StreamClient);
    const last = received.get(clients[599] as StreamClient);
    expect(first).toEqual(['one', 'two']);
    expect(last).toEqual(['two']);
  });

  it('are not told when they have left meanwhile', () => {
    const { room, received, clients, finish } = aRoom(300);
    room.broadcast('one');
    const last = clients[299] as StreamClient;
    room.clients.delete(last);
    finish();
    expect(received.get(last)).toEqual([]);
  });
});
