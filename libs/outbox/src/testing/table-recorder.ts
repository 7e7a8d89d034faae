import type { DomainEvent, Tx } from '@app/kernel';
import { jsonbText, managerOf } from '@app/platform/postgres';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { EventRecorder } from '../event.recorder';

/** A table for `TableRecorder`: stands in for the audit log, which this lib does not know. */
export class CreateRecordedEvents1764000002999 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE recorded_events (position serial PRIMARY KEY, event jsonb NOT NULL)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recorded_events');
  }
}

/** Keeps events in a table, inside the transaction. */
export class TableRecorder extends EventRecorder {
  override async append(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    for (const event of events) {
      await managerOf(tx).query('INSERT INTO recorded_events (event) VALUES ($1)', [
        jsonbText(event),
      ]);
    }
  }
}
