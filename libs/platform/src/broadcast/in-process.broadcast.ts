import { Injectable } from '@nestjs/common';
import type { JsonValue } from '@app/kernel';
import { Broadcast, type Unsubscribe } from './broadcast';
import { ChannelListeners } from './channel-listeners';
import { messageText } from './message-text';

/** For one process alone, and for tests. Messages arrive after the publisher's present step. */
@Injectable()
export class InProcessBroadcast extends Broadcast {
  private readonly listeners = new ChannelListeners();

  override async publish(channel: string, message: JsonValue): Promise<void> {
    const text = messageText(message);
    queueMicrotask(() => this.listeners.dispatch(channel, text));
  }

  override subscribe(
    channel: string,
    handler: (message: JsonValue) => void,
    resumed: () => void = () => undefined,
  ): Unsubscribe {
    const remove = this.listeners.add(channel, { handler, resumed });
    queueMicrotask(resumed);
    return () => void remove();
  }
}
