import type { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { closeSession, sessionClient } from '../postgres';

const RECONNECT_STEP_MS = 100;
const SLOWEST_RECONNECT_MS = 2_000;
/** A connection that is cut without a word is found by asking; until then messages are missed. */
const PROBE_MS = 10_000;

export interface ListenerEvents {
  /** @param text as it was sent */
  received(channel: string, text: string): void;
  /** These channels are listened to from now on. */
  listening(channels: readonly string[]): void;
  /** Told once per outage. */
  lost(reason: string): void;
}

/** A connection of its own that listens, and comes back by itself when it is lost. */
export class PostgresListener {
  private readonly channels = new Set<string>();
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private closed = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly events: ListenerEvents,
  ) {
    void this.connect();
  }

  listen(channel: string): void {
    this.channels.add(channel);
    if (this.client !== undefined) void this.say(this.client, 'LISTEN', [channel]);
  }

  unlisten(channel: string): void {
    this.channels.delete(channel);
    if (this.client !== undefined) void this.say(this.client, 'UNLISTEN', [channel]);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    if (this.client !== undefined) await closeSession(this.client);
  }

  private async connect(): Promise<void> {
    const client = sessionClient(this.dataSource, 'toggle-service listener');
    client.on('notification', ({ channel, payload }) =>
      this.events.received(channel, payload ?? 'null'),
    );
    client.on('error', (error) => this.lose(client, error));
    client.on('end', () => this.lose(client, new Error('connection closed')));
    try {
      await client.connect();
    } catch (error) {
      this.lose(client, error);
      return;
    }
    if (this.closed) return closeSession(client);
    this.client = client;
    this.failures = 0;
    await this.say(client, 'LISTEN', [...this.channels]);
    this.probeLater(client);
  }

  private async say(
    client: Client,
    verb: 'LISTEN' | 'UNLISTEN',
    channels: string[],
  ): Promise<void> {
    if (channels.length === 0) return;
    try {
      await client.query(channels.map((channel) => `${verb} ${quoted(channel)}`).join('; '));
      if (verb === 'LISTEN') this.events.listening(channels);
    } catch (error) {
      this.lose(client, error);
    }
  }

  private probeLater(client: Client): void {
    if (this.client !== client) return;
    this.timer = setTimeout(() => {
      client.query('SELECT 1').then(
        () => this.probeLater(client),
        (error: unknown) => this.lose(client, error),
      );
    }, PROBE_MS);
  }

  /** Whatever tells it first, and once per connection. */
  private lose(client: Client, error: unknown): void {
    if (this.closed || LOST in client) return;
    Object.defineProperty(client, LOST, { value: true });
    clearTimeout(this.timer);
    this.client = undefined;
    this.failures += 1;
    if (this.failures === 1) this.events.lost(error instanceof Error ? error.message : 'unknown');
    void closeSession(client);
    const delay = Math.min(RECONNECT_STEP_MS * this.failures, SLOWEST_RECONNECT_MS);
    this.timer = setTimeout(() => void this.connect(), delay);
  }
}

const LOST = Symbol('lost');

function quoted(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}
