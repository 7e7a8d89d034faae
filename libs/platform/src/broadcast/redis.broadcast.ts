import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { JsonValue } from '@app/kernel';
import type { RedisClient } from '../redis';
import { Broadcast, type Unsubscribe } from './broadcast';
import { ChannelListeners } from './channel-listeners';
import { messageText } from './message-text';

/** Channels are not divided by database number as keys are: the prefix keeps other programs apart. */
const PREFIX = 'toggle:';

/** The two connections: one that has subscribed can do nothing else. */
export interface RedisBroadcastConnections {
  readonly commands: RedisClient;
  /** Reconnects by itself and does not resubscribe by itself (`autoResubscribe: false`). */
  readonly subscriber: RedisClient;
}

/** Redis publish/subscribe. */
@Injectable()
export class RedisBroadcast extends Broadcast implements OnApplicationShutdown {
  private readonly listeners = new ChannelListeners();

  constructor(private readonly redis: RedisBroadcastConnections) {
    super();
    const { subscriber } = redis;
    subscriber.on('message', (channel: string, text: string) => {
      this.listeners.dispatch(channel.slice(PREFIX.length), text);
    });
    subscriber.on('ready', () => this.listen(this.listeners.channels));
    // Whoever watches the command connection reports the outage; this one only comes back.
    subscriber.on('error', () => undefined);
  }

  override async publish(channel: string, message: JsonValue): Promise<void> {
    await this.redis.commands.publish(PREFIX + channel, messageText(message));
  }

  override subscribe(
    channel: string,
    handler: (message: JsonValue) => void,
    resumed: () => void = () => undefined,
  ): Unsubscribe {
    const remove = this.listeners.add(channel, { handler, resumed });
    this.listen([channel]);
    return () => {
      if (remove()) this.redis.subscriber.unsubscribe(PREFIX + channel).catch(() => undefined);
    };
  }

  onApplicationShutdown(): void {
    this.redis.subscriber.disconnect();
  }

  /** A failure needs no answer: the next `ready` subscribes to everything again. */
  private listen(channels: readonly string[]): void {
    if (channels.length === 0 || this.redis.subscriber.status !== 'ready') return;
    this.redis.subscriber
      .subscribe(...channels.map((channel) => PREFIX + channel))
      .then(() => this.listeners.resume(channels))
      .catch(() => undefined);
  }
}
