import type { DomainEvent, JsonValue } from '@app/kernel';
import { InProcessBroadcast } from '@app/platform/broadcast';
import { anEvent, environment } from '../testing/an-event';
import { REVISIONS_CHANNEL } from './newest-revisions';
import { RevisionBroadcastSink } from './revision-broadcast.sink';

describe('the broadcast of revisions', () => {
  it('sends the newest revision of each environment once per batch, and nothing of other events', async () => {
    const broadcast = new InProcessBroadcast();
    const received: JsonValue[] = [];
    broadcast.subscribe(REVISIONS_CHANNEL, (message) => received.push(message));
    const elsewhere: DomainEvent = { ...anEvent(), environment: undefined };

    await new RevisionBroadcastSink(broadcast).deliver([
      anEvent({ environment: environment('dev', 1) }),
      anEvent({ environment: environment('prod', 5) }),
      elsewhere,
      anEvent({ environment: environment('dev', 2) }),
    ]);

    const { tenant } = anEvent();
    const message = (name: 'dev' | 'prod', revision: number) => ({
      tenantId: tenant.id,
      environmentId: environment(name).id,
      epoch: 'e1',
      revision,
    });
    expect(received).toEqual([message('dev', 2), message('prod', 5)]);
  });

  it('fails when the broadcast does, so that it is sent again', async () => {
    const broadcast = new InProcessBroadcast();
    jest.spyOn(broadcast, 'publish').mockRejectedValue(new Error('down'));
    await expect(new RevisionBroadcastSink(broadcast).deliver([anEvent()])).rejects.toThrow('down');
  });
});
