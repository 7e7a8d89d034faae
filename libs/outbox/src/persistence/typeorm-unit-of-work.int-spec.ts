import { type DomainEvent, StoreUnavailable } from '@app/kernel';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { managerOf } from '@app/platform/postgres';
import { ToxicProxy, usePostgres } from '@app/testing';
import { DataSource } from 'typeorm';
import { OUTBOX_MIGRATIONS } from '.';
import { DomainEventFactory } from '../application/domain-event.factory';
import { OutboxSignal } from '../application/outbox.signal';
import { partitionOf } from '../domain/partition';
import { CreateRecordedEvents1764000002999, TableRecorder } from '../testing/table-recorder';
import { unitOfWorkContract, type UnitOfWorkParts } from '../testing/unit-of-work.contract';
import { TypeOrmUnitOfWork } from './typeorm-unit-of-work';

const TENANT = { id: '0199a3c2-7a51-7c3e-b0a5-000000000001', slug: 'zebra' };

function parts(): UnitOfWorkParts {
  const context = new AsyncLocalRequestContext();
  return {
    context,
    events: new DomainEventFactory(new SystemClock(), new UuidV7Generator(), context),
  };
}

describe('the unit of work in PostgreSQL', () => {
  const database = usePostgres({
    migrations: [...OUTBOX_MIGRATIONS, CreateRecordedEvents1764000002999],
  });
  let signal: OutboxSignal;

  beforeEach(() => database.clear());

  function unitOfWork({ events, context }: UnitOfWorkParts, source = database.dataSource) {
    signal = new OutboxSignal();
    return new TypeOrmUnitOfWork(source, events, new TableRecorder(), context, signal);
  }

  unitOfWorkContract((given) => ({
    unitOfWork: unitOfWork(given),
    recorded: async () => {
      const rows: { event: DomainEvent }[] = await database.dataSource.query(
        'SELECT event FROM recorded_events ORDER BY position',
      );
      return rows.map(({ event }) => event);
    },
  }));

  it('notes each event in the outbox, in order and in the partition of its tenant', async () => {
    const recorded = await unitOfWork(parts()).run(async (tx) => [
      tx.record({ action: 'flag.created', tenant: TENANT, key: 'a' }),
      tx.record({ action: 'flag.created', tenant: TENANT, key: 'b' }),
    ]);
    const rows = await database.dataSource.query(
      'SELECT event_id, partition, payload FROM outbox ORDER BY id',
    );
    expect(rows).toEqual(
      recorded.map((event) => ({
        event_id: event.id,
        partition: partitionOf(TENANT.id),
        payload: event,
      })),
    );
  });

  it('wakes the relay after a commit with events, and only then', async () => {
    const unit = unitOfWork(parts());
    const wake = jest.fn();
    signal.onWake(wake);
    await unit.run(async () => undefined);
    expect(wake).not.toHaveBeenCalled();
    await unit.run(async (tx) => tx.record({ action: 'flag.created', tenant: TENANT }));
    expect(wake).toHaveBeenCalledTimes(1);
  });

  it('commits a text that jsonb cannot hold with replacement characters instead of failing', async () => {
    await unitOfWork(parts()).run(async (tx) => {
      tx.record({ action: 'flag.created', tenant: TENANT, after: { name: 'ok' }, key: 'a\ud800' });
    });
    const [row] = await database.dataSource.query(`SELECT payload->>'key' AS key FROM outbox`);
    expect(row).toEqual({ key: 'a\ufffd' });
  });

  it('runs the work again when PostgreSQL breaks a deadlock by ending it', async () => {
    await database.dataSource.query(
      `INSERT INTO recorded_events (position, event) VALUES (1001, '1'), (1002, '1')`,
    );
    const unit = unitOfWork(parts());
    const bothHoldOne = barrier(2);
    const lockBoth = (first: number, second: number) =>
      unit.run(async (tx) => {
        const lock = (position: number) =>
          managerOf(tx).query(
            'UPDATE recorded_events SET event = to_jsonb((event #>> $2)::int + 1) WHERE position = $1',
            [position, '{}'],
          );
        await lock(first);
        await bothHoldOne();
        await lock(second);
      });
    await Promise.all([lockBoth(1001, 1002), lockBoth(1002, 1001)]);
    const rows = await database.dataSource.query(
      'SELECT event FROM recorded_events WHERE position > 1000',
    );
    expect(rows).toEqual([{ event: 3 }, { event: 3 }]);
  });

  describe('when the database is lost', () => {
    let proxy: ToxicProxy;
    let source: DataSource;

    beforeEach(async () => {
      proxy = await ToxicProxy.start(database.url);
      source = await new DataSource({ type: 'postgres', url: proxy.url }).initialize();
    });

    afterEach(async () => {
      await source.destroy();
      await proxy.stop();
    });

    it('says so, whether before or during the work, and works again afterwards', async () => {
      const unit = unitOfWork(parts(), source);
      const event = { action: 'flag.created', tenant: TENANT };
      const during = unit.run(async (tx) => {
        await proxy.cut();
        tx.record(event);
      });
      await expect(during).rejects.toThrow(StoreUnavailable);
      await expect(unit.run(async (tx) => tx.record(event))).rejects.toThrow(StoreUnavailable);
      await proxy.restore();
      await unit.run(async (tx) => tx.record(event));
      const rows = await database.dataSource.query('SELECT count(*)::int AS n FROM outbox');
      expect(rows).toEqual([{ n: 1 }]);
    });
  });
});

/** Resolves for everyone once `parties` have come; later comers pass. */
function barrier(parties: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let waiting = 0;
  return () => {
    waiting += 1;
    if (waiting >= parties) resolve();
    return promise;
  };
}
