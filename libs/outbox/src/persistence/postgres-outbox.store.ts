import { Injectable } from '@nestjs/common';
import { closeSession, sessionClient } from '@app/platform/postgres';
import { DataSource } from 'typeorm';
import { type OutboxSession, OutboxStore } from '../application/outbox.store';
import { PostgresOutboxSession } from './postgres-outbox.session';

/** The outbox in PostgreSQL; partitions are session-level advisory locks. */
@Injectable()
export class PostgresOutboxStore extends OutboxStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async connect(): Promise<OutboxSession> {
    const client = sessionClient(this.dataSource, 'toggle-service relay');
    // A lost connection shows in the next statement; without a listener it would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch (error) {
      await closeSession(client);
      throw error;
    }
    return new PostgresOutboxSession(client);
  }
}
