import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import type { DomainEvent } from '@app/kernel';
import { eventually, ToxicProxy, usePostgres } from '@app/testing';
import { DataSource } from 'typeorm';
import { OUTBOX_MIGRATIONS } from '../persistence';
import { insertOutboxRows } from '../persistence/insert-outbox-rows';
import { PostgresDeadLetters } from '../persistence/postgres-dead-letters';
import { PostgresOutboxStore } from '../persistence/postgres-outbox.store';
import { anEvent, environment } from '../testing/an-event';
import { ScriptedSink } from '../testing/scripted.sink';
import { OutboxRelay } from './outbox.relay';
import { OutboxSignal } from './outbox.signal';

const TIMING = { pollMs: 50, lingerMs: 5, graceMs: 100, inspectMs: 100, stopMs: 2_000 };

describe('the outbox relay over PostgreSQL', () => {
  const database = usePostgres({ migrations: OUTBOX_MIGRATIONS });
  const relays: OutboxRelay[] = [];
  let sink: ScriptedSink;

  beforeEach(async () => {
    Logger.overrideLogger(false);
    await database.clear();
    sink = new ScriptedSink('sink');
  });

  afterEach(() => Promise.all(relays.splice(0).map((relay) => relay.onModuleDestroy())));

  function start(sinks = [sink], dataSource = database.dataSource): OutboxRelay {
    const relay = new OutboxRelay({
      store: new PostgresOutboxStore(dataSource),
      sinks,
      signal: new OutboxSignal(),
      observer: { delivered: () => undefined, took: () => undefined },
      timing: TIMING,
    });
    relays.push(relay);
    relay.onApplicationBootstrap();
    return relay;
  }

  const commit = (...events: DomainEvent[]) =>
    insertOutboxRows(database.dataSource.manager, events);
  const rowsLeft = async () => {
    const [row] = await database.dataSource.query('SELECT count(*)::int AS n FROM outbox');
    return row.n as number;
  };
  const allGone = () => eventually(async () => expect(await rowsLeft()).toBe(0));

  it('delivers what many writers commit at once, whole, once, and in order per tenant', async () => {
    start();
    const writers = Array.from({ length: 20 }, async (_, writer) => {
      const tenant = { id: randomUUID(), slug: `t-${writer}` };
      for (let number = 0; number < 25; number += 1) {
        await commit(anEvent({ tenant, key: `${writer}-${number}` }));
      }
    });
    await Promise.all(writers);
    await allGone();
    expect(sink.taken).toHaveLength(500);
    for (let writer = 0; writer < 20; writer += 1) {
      const own = sink.taken.filter((key) => key?.startsWith(`${writer}-`));
      expect(own).toEqual(Array.from({ length: 25 }, (_, number) => `${writer}-${number}`));
    }
  });

  it('misses nothing of a transaction that took its number early and commits late', async () => {
    start();
    const slow = database.dataSource.createQueryRunner();
    await slow.startTransaction();
    await insertOutboxRows(slow.manager, [anEvent({ key: 'slow' })]);
    await commit(anEvent({ key: 'fast', environment: environment('prod') }));
    await eventually(() => expect(sink.taken).toEqual(['fast']));
    await slow.commitTransaction();
    await slow.release();
    await eventually(() => expect(sink.taken).toEqual(['fast', 'slow']));
    await allGone();
  });

  it('is not stopped by a row that somebody else has locked', async () => {
    await commit(anEvent({ key: 'locked' }), anEvent({ key: 'free' }));
    const other = database.dataSource.createQueryRunner();
    await other.startTransaction();
    await other.query('SELECT FROM outbox ORDER BY id LIMIT 1 FOR UPDATE');
    start();
    await eventually(() => expect(sink.taken).toEqual(['free']));
    await other.rollbackTransaction();
    await other.release();
    await eventually(() => expect(sink.taken).toEqual(['free', 'locked']));
  });

  it('holds no transaction open while a sink is slow', async () => {
    const answer = sink.hang();
    start();
    await commit(anEvent());
    await eventually(() => expect(sink.calls).toBe(1));
    await eventually(async () => {
      const open = await database.dataSource.query(
        `SELECT state FROM pg_stat_activity WHERE application_name = 'toggle-service relay'
            AND datname = current_database() AND xact_start IS NOT NULL AND state <> 'active'`,
      );
      expect(open).toEqual([]);
    });
    answer();
    await allGone();
  });

  it('catches up with a long backlog of one sink without holding up another', async () => {
    const other = new ScriptedSink('other');
    sink.breakDown();
    start([sink, other]);
    const keys = Array.from({ length: 1_200 }, (_, number) => String(number));
    await commit(...keys.map((key) => anEvent({ key })));
    await eventually(() => expect(other.taken).toEqual(keys));
    expect(await rowsLeft()).toBe(1_200);
    sink.recover();
    await allGone();
    expect(sink.taken).toEqual(keys);
    expect(other.taken).toEqual(keys);
  });

  it('delivers again what was delivered and not settled when its session is ended', async () => {
    start();
    const answer = sink.hang();
    await commit(anEvent({ key: 'twice' }));
    await eventually(() => expect(sink.calls).toBe(1));
    await database.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'toggle-service relay' AND datname = current_database()`,
    );
    answer();
    await allGone();
    expect(sink.taken).toEqual(['twice', 'twice']);
  });

  it('goes on when the database is back after an outage', async () => {
    const proxy = await ToxicProxy.start(database.url);
    const source = await new DataSource({ type: 'postgres', url: proxy.url }).initialize();
    const relay = start([sink], source);
    await commit(anEvent({ key: 'before' }));
    await eventually(() => expect(sink.taken).toEqual(['before']));
    // Settled as well: what an outage keeps from that is rightly delivered again.
    await allGone();
    await proxy.cut();
    await commit(anEvent({ key: 'during' }));
    await proxy.restore();
    await eventually(() => expect(sink.taken).toEqual(['before', 'during']));
    await relay.onModuleDestroy();
    await source.destroy();
    await proxy.stop();
  });

  it('tries dead letters again when an operator says so', async () => {
    const refusal = { kind: 'dead', reason: 'malformed' } as const;
    sink.answer({ bad: refusal });
    start();
    const bad = anEvent({ key: 'bad' });
    await commit(bad, anEvent({ key: 'good' }));
    const letters = new PostgresDeadLetters(database.dataSource);
    await eventually(async () => {
      expect(await letters.list(10)).toMatchObject([
        { eventId: bad.id, sinks: ['sink'], reason: 'sink: malformed' },
      ]);
    });
    sink.recover();
    expect(await letters.retry()).toBe(1);
    await allGone();
    expect(sink.taken).toEqual(['good', 'bad']);
    expect(await letters.retry()).toBe(0);
  });

  describe('in a process that is killed between delivery and settlement', () => {
    let folder: string;
    let child: ChildProcess;

    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'outbox-'));
    });

    afterEach(async () => {
      child.kill('SIGKILL');
      await rm(folder, { recursive: true });
    });

    it('leaves everything to the next relay: repeated, and nothing lost', async () => {
      const path = join(folder, 'delivered');
      const events = Array.from({ length: 10 }, () => anEvent());
      await commit(...events);
      const hook = join(__dirname, '../testing/run-typescript.cjs');
      const program = join(__dirname, '../testing/relay-process.ts');
      child = spawn(process.execPath, ['--require', hook, program, database.url, path], {
        stdio: 'inherit',
      });
      const delivered = () => readFile(path, 'utf8').then((text) => text.trim().split('\n'));
      await eventually(async () => expect(await delivered()).toHaveLength(10), 25_000);

      const next = new ScriptedSink('file');
      start([next]);
      child.kill('SIGKILL');
      await once(child, 'exit');

      await allGone();
      expect(await delivered()).toEqual(events.map(({ id }) => id));
      expect(next.taken).toHaveLength(10);
    });
  });
});
