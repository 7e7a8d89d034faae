import { Logger } from '@nestjs/common';
import { eventually } from '@app/testing';
import { anEvent, environment } from '../testing/an-event';
import { InMemoryOutboxStore } from '../testing/in-memory-outbox.store';
import { ScriptedSink } from '../testing/scripted.sink';
import { OutboxRelay } from './outbox.relay';
import { OutboxSignal } from './outbox.signal';
import type { OutboxSession } from './outbox.store';

const HURRIED = { pollMs: 10, lingerMs: 1, graceMs: 20, inspectMs: 20, stopMs: 200 };
/** Only a ring makes it look for work. */
const PATIENT = { ...HURRIED, pollMs: 3_600_000, inspectMs: 3_600_000 };

describe('the outbox relay', () => {
  let store: InMemoryOutboxStore;
  let signal: OutboxSignal;
  let cache: ScriptedSink;
  let index: ScriptedSink;
  let delivered: string[];
  const relays: OutboxRelay[] = [];

  beforeEach(() => {
    Logger.overrideLogger(false);
    store = new InMemoryOutboxStore();
    signal = new OutboxSignal();
    cache = new ScriptedSink('cache');
    index = new ScriptedSink('index');
    delivered = [];
  });

  afterEach(() => Promise.all(relays.splice(0).map((relay) => relay.onModuleDestroy())));

  function start(timing = HURRIED, sinks = [cache, index]): OutboxRelay {
    const observer = {
      delivered: (sink: string, outcome: string, count: number) =>
        void delivered.push(`${sink} ${outcome} ${count}`),
      took: () => undefined,
    };
    const relay = new OutboxRelay({ store, sinks, signal, observer, timing });
    relays.push(relay);
    relay.onApplicationBootstrap();
    return relay;
  }

  /** Adds one event per key. */
  function commit(...keys: string[]): void {
    store.add(...keys.map((key) => anEvent({ key })));
    signal.wake();
  }

  const takenBy = (sink: ScriptedSink, ...keys: string[]) =>
    eventually(() => expect(sink.taken).toEqual(keys));
  const allGone = () => eventually(() => expect(store.rows).toEqual([]));

  it('delivers to every sink, in order, and forgets what all have taken', async () => {
    start();
    commit('1', '2', '3');
    await takenBy(cache, '1', '2', '3');
    await takenBy(index, '1', '2', '3');
    await allGone();
  });

  it('finds what was committed before it started', async () => {
    commit('1');
    start(PATIENT);
    await takenBy(index, '1');
  });

  it('is woken by a commit', async () => {
    start(PATIENT);
    await eventually(() => expect(store.locks.size).toBe(8));
    commit('1');
    await takenBy(index, '1');
  });

  it('finds what another process committed, by its poll', async () => {
    start();
    await eventually(() => expect(store.locks.size).toBe(8));
    store.add(anEvent({ key: '1' }));
    await takenBy(index, '1');
  });

  it('forgets everything when nobody wants to know', async () => {
    start(HURRIED, []);
    commit('1');
    await allGone();
  });

  it('refuses sinks that share a name', () => {
    expect(() => start(HURRIED, [cache, new ScriptedSink('cache')])).toThrow('a name of its own');
    relays.splice(0);
  });

  describe('while a sink is down', () => {
    beforeEach(() => index.breakDown());

    it('goes on delivering to the others', async () => {
      start();
      commit('1');
      await takenBy(cache, '1');
      commit('2');
      await takenBy(cache, '1', '2');
      expect(index.taken).toEqual([]);
      expect(store.rows).toHaveLength(2);
    });

    it('gives it everything in order once it is back, and nothing to the others twice', async () => {
      start();
      commit('1', '2');
      await takenBy(cache, '1', '2');
      index.recover();
      commit('3');
      await takenBy(index, '1', '2', '3');
      await allGone();
      expect(cache.taken).toEqual(['1', '2', '3']);
    });

    it('tries again and again without giving an event up', async () => {
      start();
      commit('1');
      await eventually(() => expect(index.calls).toBeGreaterThan(3));
      expect(store.rows).toMatchObject([{ row: { attempts: 0 } }]);
      expect([...(store.rows[0]?.dead ?? [])]).toEqual([]);
    });

    it('lets it join the others again after it has caught up', async () => {
      start();
      commit('1');
      await takenBy(cache, '1');
      index.recover();
      await takenBy(index, '1');
      await allGone();
      commit('2');
      await takenBy(index, '1', '2');
      await allGone();
      expect(delivered).toContain('index retry 1');
    });
  });

  describe('while a sink hangs', () => {
    it('goes on delivering to the others, and takes its answer when it comes', async () => {
      const answer = index.hang();
      start();
      commit('1');
      await takenBy(cache, '1');
      commit('2');
      await takenBy(cache, '1', '2');
      expect(index.calls).toBe(1);
      answer();
      await takenBy(index, '1', '2');
      await allGone();
    });
  });

  describe('when single events fail', () => {
    it('delivers the rest and keeps a refused one for an operator', async () => {
      index.answer({ bad: { kind: 'dead', reason: 'malformed' } });
      start();
      commit('1', 'bad', '2');
      await takenBy(index, '1', '2');
      await eventually(() => expect(store.rows).toMatchObject([{ reason: 'index: malformed' }]));
      expect(delivered).toContain('index dead 1');
    });

    it('tries one again later, and holds back the later ones of its environment meanwhile', async () => {
      index.answer({ busy: { kind: 'retry', reason: 'too much' } });
      start();
      store.add(
        anEvent({ key: 'busy' }),
        anEvent({ key: 'elsewhere', environment: environment('prod') }),
      );
      signal.wake();
      await takenBy(index, 'elsewhere');
      commit('after');
      await takenBy(cache, 'busy', 'elsewhere', 'after');
      expect(index.taken).toEqual(['elsewhere']);
      index.recover();
      await takenBy(index, 'elsewhere', 'busy', 'after');
      await allGone();
    });
  });

  describe('when it is stopped', () => {
    it('lets a delivery under way end, and settles it', async () => {
      const answer = index.hang();
      const relay = start();
      commit('1');
      await takenBy(cache, '1');
      const stopped = relay.onModuleDestroy();
      answer();
      await stopped;
      expect(store.rows).toEqual([]);
      expect(store.locks.size).toBe(0);
    });

    it('does not wait for ever, and loses nothing', async () => {
      index.hang();
      const relay = start();
      commit('1');
      await takenBy(cache, '1');
      await relay.onModuleDestroy();
      expect(store.rows).toHaveLength(1);
      index.recover();
      start();
      await takenBy(index, '1');
      await allGone();
    });
  });

  it('takes over when another relay ends', async () => {
    const first = start();
    await eventually(() => expect(store.locks.size).toBe(8));
    start();
    await first.onModuleDestroy();
    store.add(anEvent({ key: '1' }));
    await takenBy(index, '1');
  });

  it('starts over when its session breaks', async () => {
    const connect = store.connect.bind(store);
    let broken = 0;
    jest.spyOn(store, 'connect').mockImplementation(async (): Promise<OutboxSession> => {
      const session = await connect();
      if (broken > 1) return session;
      broken += 1;
      jest.spyOn(session, 'claim').mockRejectedValue(new Error('connection lost'));
      return session;
    });
    start();
    commit('1');
    await takenBy(index, '1');
    expect(broken).toBe(2);
  });
});
