import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { JsonValue } from '@app/kernel';
import { DataSource } from 'typeorm';
import { Broadcast, type Unsubscribe } from './broadcast';
import { ChannelListeners } from './channel-listeners';
import { messageText } from './message-text';
import { PostgresListener } from './postgres-listener';

/**
 * PostgreSQL LISTEN/NOTIFY. A NOTIFY takes a lock over all commits of the server for a moment, so it
 * is sent on its own: after the commit, never inside a writing transaction.
 */
@Injectable()
export class PostgresBroadcast extends Broadcast implements OnApplicationShutdown {
  private readonly listeners = new ChannelListeners();
  private readonly logger = new Logger('Broadcast');
  private listener: PostgresListener | undefined;

  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async publish(channel: string, message: JsonValue): Promise<void> {
    await this.dataSource.query('SELECT pg_notify($1, $2)', [channel, messageText(message)]);
  }

  override subscribe(
    channel: string,
    handler: (message: JsonValue) => void,
    resumed: () => void = () => undefined,
  ): Unsubscribe {
    const remove = this.listeners.add(channel, { handler, resumed });
    this.listener ??= new PostgresListener(this.dataSource, {
      received: (from, text) => this.listeners.dispatch(from, text),
      listening: (channels) => this.listeners.resume(channels),
      lost: (reason) => this.logger.warn(`Notifications are interrupted (${reason}).`),
    });
    this.listener.listen(channel);
    return () => {
      if (remove()) this.listener?.unlisten(channel);
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.listener?.close();
  }
}
