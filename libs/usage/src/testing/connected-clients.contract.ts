import { randomUUID } from 'node:crypto';
import type { ClientSighting, ClientState } from '../clients/connected-client';
import { type ClientPage, type ConnectedClients, MOST_CLIENTS } from '../clients/connected.clients';
import type { Place } from '../counts/usage.ledger';
import { aClient } from './a-client';

const NOON = Date.parse('2026-11-25T12:00:00Z');
const SECOND_MS = 1_000;
const OTHER_KEY = 'ffffffff-7a51-7c3e-b0a5-5f2b6c1d9e10';
const ASKED = { epoch: 'e', revision: 5 };

/** Where clients are remembered, and two environments of one tenant that have none. */
export interface ClientsSubject {
  readonly clients: ConnectedClients;
  readonly place: Place;
  readonly elsewhere: Place;
}

/** What everything that remembers clients keeps to. */
export function connectedClientsContract(open: () => Promise<ClientsSubject>): void {
  let subject: ClientsSubject;
  const client = (clientId: string, more: Partial<ClientSighting> = {}) =>
    aClient(clientId, { ...subject.place, ...more });
  const note = (...sightings: ClientSighting[]) => subject.clients.note(sightings);
  const selection = (since = 0) => ({ ...subject.place, since, asked: ASKED });
  const list = (page: Partial<ClientPage> = {}) =>
    subject.clients.list(selection(), { limit: 100, ...page });
  const ids = async (page: Partial<ClientPage> = {}) =>
    (await list(page)).map(({ clientId }) => clientId);

  beforeEach(async () => {
    subject = await open();
  });

  it('gives back what a client told', async () => {
    await note(client('a', { sdk: { name: 'x', version: '2' }, revision: 7 }));
    expect(await list()).toEqual([
      {
        clientId: 'a',
        apiKeyId: client('a').apiKeyId,
        sdk: { name: 'x', version: '2' },
        epoch: 'e',
        revision: 7,
        firstSeenAt: NOON,
        lastSeenAt: NOON,
      },
    ]);
  });

  it('gives back that a client told neither epoch nor revision', async () => {
    await note(client('a', { epoch: undefined, revision: undefined }));
    expect(await list()).toMatchObject([{ epoch: undefined, revision: undefined }]);
  });

  it('believes the latest word, whatever order the words arrive in', async () => {
    await note(client('a'));
    await note(client('a', { revision: 3, seenAt: NOON + 2 * SECOND_MS }));
    await note(client('a', { revision: 2, seenAt: NOON + SECOND_MS }));
    expect(await list()).toMatchObject([
      { revision: 3, firstSeenAt: NOON, lastSeenAt: NOON + 2 * SECOND_MS },
    ]);
  });

  it('does not believe one key what it says of the clients of another', async () => {
    await note(client('a', { revision: 5 }), client('a', { apiKeyId: OTHER_KEY, revision: 1 }));
    const found = await list();
    expect(found.map(({ revision }) => revision)).toEqual([5, 1]);
  });

  it.each<[string, Partial<ClientSighting>, ClientState]>([
    ['runs the revision', { revision: 5 }, 'current'],
    ['runs a later one', { revision: 6 }, 'current'],
    ['runs an earlier one', { revision: 4 }, 'behind'],
    ['runs one of another epoch', { epoch: 'former', revision: 9 }, 'behind'],
    ['runs it and knows no epoch', { epoch: undefined, revision: 5 }, 'current'],
    ['runs an earlier one and knows no epoch', { epoch: undefined, revision: 4 }, 'behind'],
    ['has none', { epoch: undefined, revision: undefined }, 'unknown'],
  ])('counts and finds a client that %s', async (_what, told, state) => {
    await note(client('a', told));
    const counts = { current: 0, behind: 0, unknown: 0, [state]: 1 };
    expect(await subject.clients.count(selection())).toEqual(counts);
    expect(await ids({ state })).toEqual(['a']);
    const others = (['current', 'behind', 'unknown'] as const).filter((one) => one !== state);
    for (const other of others) expect(await ids({ state: other })).toEqual([]);
  });

  it('lists by id, capital letters first, and goes on behind any client', async () => {
    await note(client('b'), client('Z'), client('_'), client('b', { apiKeyId: OTHER_KEY }));
    expect(await ids()).toEqual(['Z', '_', 'b', 'b']);
    expect(await ids({ limit: 2 })).toEqual(['Z', '_']);
    const [, , first] = await list();
    expect(await ids({ after: first })).toEqual(['b']);
    expect(await ids({ after: { clientId: 'a', apiKeyId: OTHER_KEY } })).toEqual(['b', 'b']);
  });

  it('leaves out who was not heard of since', async () => {
    await note(client('early', { seenAt: NOON - 1 }), client('late'));
    expect(await subject.clients.count(selection(NOON))).toMatchObject({ behind: 1 });
    const since = await subject.clients.list(selection(NOON), { limit: 9 });
    expect(since.map(({ clientId }) => clientId)).toEqual(['late']);
  });

  it('keeps environments apart', async () => {
    await note(client('here'), client('there', subject.elsewhere));
    expect(await ids()).toEqual(['here']);
  });

  it('passes over what belongs to a place that is gone', async () => {
    await note(client('gone', { environmentId: randomUUID() }), client('here'));
    expect(await ids()).toEqual(['here']);
  });

  it('forgets who was last heard of long ago, and nobody else', async () => {
    await note(client('old', { seenAt: NOON - 1 }), client('new'));
    await subject.clients.forget(NOON);
    expect(await ids()).toEqual(['new']);
  });

  it('remembers so many of one kind and no more, those heard of last', async () => {
    await note(client('server', { seenAt: NOON - SECOND_MS }));
    const pages = Array.from({ length: MOST_CLIENTS }, (_, index) =>
      client(`page-${index}`, { audience: 'client', seenAt: NOON + index }),
    );
    expect(await subject.clients.note(pages)).toBe(0);
    const more = [1, 2].map((index) =>
      client(`more-${index}`, { audience: 'client', seenAt: NOON + MOST_CLIENTS + index }),
    );
    expect(await subject.clients.note(more)).toBe(2);
    const known = new Set(await ids({ limit: 2 * MOST_CLIENTS }));
    expect(known.size).toBe(MOST_CLIENTS + 1);
    expect(['server', 'page-2', 'more-1', 'more-2'].every((id) => known.has(id))).toBe(true);
    expect(['page-0', 'page-1'].some((id) => known.has(id))).toBe(false);
  });
}
