import type { DomainEvent, JsonValue } from '@app/kernel';
import { REVISIONS_CHANNEL } from '@app/outbox';
import { InProcessBroadcast } from '@app/platform/broadcast';
import { eventually } from '@app/testing';
import type { Position } from './environment-ref';
import { RevisionNews } from './revision.news';
import type { SnapshotStore } from './snapshot.store';

const DEV = 'e-dev';
const PROD = 'e-prod';

function committed(environmentId: string, revision: number): DomainEvent {
  return {
    id: `${environmentId}-${revision}`,
    time: '2026-11-25T09:30:00.000Z',
    action: 'flag.updated',
    tenant: { id: 't', slug: 'zebra' },
    environment: { id: environmentId, name: 'dev', epoch: 'e1', revision },
    key: 'new-checkout',
    actor: { type: 'user', id: 'u-1' },
    outcome: 'success',
  };
}

describe('news of a revision', () => {
  const told: JsonValue[] = [];
  const heard: [string, Position][] = [];
  const store = {
    heard: (id: string, position: Position) => void heard.push([id, position]),
  } as Pick<SnapshotStore, 'heard'> as SnapshotStore;
  let broadcast: InProcessBroadcast;
  let news: RevisionNews;

  const revisions = () =>
    told
      .map((message) => message as unknown as Position & { environmentId: string })
      .map(({ environmentId, revision }) => [environmentId, revision]);

  beforeEach(() => {
    told.length = heard.length = 0;
    broadcast = new InProcessBroadcast();
    broadcast.subscribe(REVISIONS_CHANNEL, (message) => told.push(message));
    news = new RevisionNews(broadcast, store);
  });

  it('reaches this process at once and every other by broadcast, of each environment the newest', async () => {
    news.tell([committed(DEV, 1), committed(PROD, 7), committed(DEV, 2)]);
    expect(heard.map(([id, { revision }]) => [id, revision])).toEqual([
      [DEV, 2],
      [PROD, 7],
    ]);
    await eventually(() =>
      expect(revisions()).toEqual([
        [DEV, 2],
        [PROD, 7],
      ]),
    );
  });

  it('is nothing where no environment was written', async () => {
    const publish = jest.spyOn(broadcast, 'publish');
    news.tell([{ ...committed(DEV, 1), environment: undefined }]);
    expect(heard).toEqual([]);
    expect(publish).not.toHaveBeenCalled();
  });

  it('is collected while a message is on its way, and never goes back', async () => {
    news.tell([committed(DEV, 1)]);
    news.tell([committed(DEV, 2)]);
    news.tell([committed(DEV, 4)]);
    news.tell([committed(DEV, 3)]);
    await eventually(() =>
      expect(revisions()).toEqual([
        [DEV, 1],
        [DEV, 4],
      ]),
    );
  });

  it('begins anew after a message that could not be sent', async () => {
    const publish = jest.spyOn(broadcast, 'publish').mockRejectedValueOnce(new Error('down'));
    news.tell([committed(DEV, 1)]);
    await eventually(() => expect(publish).toHaveBeenCalledTimes(1));
    news.tell([committed(DEV, 2)]);
    await eventually(() => expect(revisions()).toEqual([[DEV, 2]]));
  });
});
