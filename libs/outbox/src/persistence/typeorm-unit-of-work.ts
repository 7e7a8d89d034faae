import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  type DomainEvent,
  RequestContext,
  StoreUnavailable,
  type Tx,
  UnitOfWork,
} from '@app/kernel';
import { isConnectionLoss, isTransactionConflict } from '@app/platform/postgres';
import { DataSource, type QueryRunner } from 'typeorm';
import { DomainEventFactory } from '../application/domain-event.factory';
import { OutboxSignal } from '../application/outbox.signal';
import { EventRecorder } from '../event.recorder';
import { insertOutboxRows } from './insert-outbox-rows';
import { RecordingTx } from './recording-tx';

const MAX_ATTEMPTS = 4;
const RETRY_STEP_MS = 10;

/** A PostgreSQL transaction: state, revision, audit events and outbox rows in one commit. */
@Injectable()
export class TypeOrmUnitOfWork extends UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: DomainEventFactory,
    private readonly recorder: EventRecorder,
    private readonly context: RequestContext,
    private readonly signal: OutboxSignal,
  ) {
    super();
  }

  /**
   * Runs `work` again, at most three times, when PostgreSQL gives up on it for the sake of another
   * transaction: `work` must not keep anything of a run that failed.
   * @throws StoreUnavailable when the database cannot be reached
   */
  override async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work);
      } catch (error) {
        if (isConnectionLoss(error)) {
          throw new StoreUnavailable('The database', undefined, { cause: error });
        }
        if (attempt === MAX_ATTEMPTS || !isTransactionConflict(error)) throw error;
        await delay(Math.random() * RETRY_STEP_MS * 2 ** attempt);
      }
    }
  }

  private async attempt<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const { result, events } = await this.commit(runner, work);
      this.announce(events);
      return result;
    } finally {
      await runner.release();
    }
  }

  private async commit<T>(
    runner: QueryRunner,
    work: (tx: Tx) => Promise<T>,
  ): Promise<{ result: T; events: readonly DomainEvent[] }> {
    await runner.startTransaction();
    try {
      const tx = new RecordingTx(runner.manager, this.events);
      const result = await work(tx);
      const events = tx.close();
      if (events.length > 0) {
        await this.recorder.append(tx, events);
        await insertOutboxRows(runner.manager, events);
      }
      await runner.commitTransaction();
      return { result, events };
    } catch (error) {
      // The first failure is the one to tell; a lost connection has rolled back already.
      await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    }
  }

  private announce(events: readonly DomainEvent[]): void {
    if (events.length === 0) return;
    this.context.current()?.committed.push(...events);
    this.signal.wake();
  }
}
