import { eventually, ToxicProxy } from '@app/testing';
import { Client, logIn } from './support/client';
import { EvaluationLoad } from './support/evaluation-load';
import { EvaluationTenant } from './support/evaluation-tenant';
import { EventReader } from './support/event-reader';
import { MODES, useApp } from './support/use-app';

const FLAG = 'under-load';
const TIMEOUT_MS = 90_000;
const RECOVERY_MS = 30_000;
/** Asked before an outage and after it, at least: the load is one. */
const SOME_ANSWERS = 200;

type Store = 'Redis' | 'PostgreSQL';
type Manner = 'cut off' | 'silent';

/** Which outages there can be in a mode. */
const OUTAGES: Readonly<Record<(typeof MODES)[number], readonly (readonly Store[])[]>> = {
  embedded: [['PostgreSQL']],
  full: [['Redis'], ['PostgreSQL'], ['Redis', 'PostgreSQL']],
};

describe.each(MODES)('evaluation while stores are lost, %s', (mode) => {
  // The first process has its stores at all times: it makes the changes.
  const app = useApp(mode);
  let tenant: EvaluationTenant;
  let secret: string;
  let proxies: Map<Store, ToxicProxy>;
  /** The process that loses its stores. */
  let there: string;

  beforeAll(async () => {
    tenant = new EvaluationTenant(await logIn(() => app.url));
    ({ secret } = await tenant.newKey());
    await tenant.put(FLAG);
    proxies = new Map([['PostgreSQL', await ToxicProxy.start(app.servers.database.url)]]);
    const { redis } = app.servers;
    if (redis !== undefined) proxies.set('Redis', await ToxicProxy.start(redis.url));
    there = await app.another({
      DATABASE_URL: proxies.get('PostgreSQL')?.url ?? '',
      ...(redis !== undefined && { REDIS_URL: proxies.get('Redis')?.url ?? '' }),
      // Limits are on: leases need Redis, too.
      EVALUATION_RATE_LIMIT_BURST: '1000000',
      EVALUATION_RATE_LIMIT_SUSTAINED_PER_SEC: '1000000',
    });
  }, TIMEOUT_MS);
  // Before the applications end, which need their stores for a clean farewell.
  afterEach(async () => {
    for (const proxy of proxies.values()) await proxy.restore();
  });
  afterAll(async () => {
    for (const proxy of proxies.values()) await proxy.stop();
  });

  const health = async () =>
    (await new Client(() => there).get('/health/ready')) as {
      status: number;
      body: { status: string };
    };
  const isReady = (status: string) => async () => {
    const answer = await health();
    expect([answer.status, answer.body.status]).toEqual([200, status]);
  };
  const change = async (): Promise<number> => {
    await tenant.put(FLAG, { description: `${Math.random()}` });
    return tenant.revision();
  };
  const lose = async (stores: readonly Store[], manner: Manner) => {
    for (const store of stores) {
      if (manner === 'silent') proxies.get(store)?.freeze();
      else await proxies.get(store)?.cut();
    }
  };
  const restore = async (stores: readonly Store[]) => {
    for (const store of stores) await proxies.get(store)?.restore();
  };
  const arrives = async (revision: number, load: EvaluationLoad, reader: EventReader) => {
    await eventually(() => {
      expect(load.newest.revision).toBeGreaterThanOrEqual(revision);
      expect(reader.revision).toBeGreaterThanOrEqual(revision);
    }, RECOVERY_MS);
  };
  const goesOn = async (load: EvaluationLoad) => {
    const enough = load.answered + SOME_ANSWERS;
    await eventually(() => expect(load.answered).toBeGreaterThan(enough), RECOVERY_MS);
  };

  const scenarios = OUTAGES[mode].flatMap((stores) =>
    (['cut off', 'silent'] as const).map((manner) => ({
      what: stores.join(' and '),
      stores,
      manner,
    })),
  );

  it.each(scenarios)(
    'fails nobody, goes back to nothing older and catches up when $what is $manner and comes back',
    async ({ stores, manner }) => {
      await eventually(isReady('ok'), RECOVERY_MS);
      const reader = await EventReader.open(`${there}/stream`, { 'X-API-Key': secret });
      const load = new EvaluationLoad({ base: there, secret, flag: FLAG });
      try {
        await goesOn(load);
        await lose(stores, manner);
        await eventually(isReady('degraded'), RECOVERY_MS);
        const meanwhile = await change();
        // Redis only carries news faster; the record is asked all the same.
        if (!stores.includes('PostgreSQL')) await arrives(meanwhile, load, reader);
        await goesOn(load);
        await restore(stores);
        await arrives(meanwhile, load, reader);
        await eventually(isReady('ok'), RECOVERY_MS);
        await arrives(await change(), load, reader);
        await goesOn(load);
      } finally {
        await load.stop();
        reader.close();
      }
      expect(load.failures).toEqual([]);
      expect(reader.ended).toBe(false);
    },
    TIMEOUT_MS,
  );
});

describe('evaluation while the Redis of every process is stopped and started anew', () => {
  const app = useApp('full');

  it(
    'fails nobody, hears of changes all the time, and is whole again afterwards',
    async () => {
      const tenant = new EvaluationTenant(await logIn(() => app.url));
      const { secret } = await tenant.newKey();
      await tenant.put(FLAG);
      const reader = await EventReader.open(`${app.url}/stream`, { 'X-API-Key': secret });
      const load = new EvaluationLoad({ base: app.url, secret, flag: FLAG });
      const state = async () =>
        ((await new Client(() => app.url).get('/health/ready')).body as { status: string }).status;
      const change = async () => {
        await tenant.put(FLAG, { description: `${Math.random()}` });
        const revision = await tenant.revision();
        await eventually(() => {
          expect(load.newest.revision).toBeGreaterThanOrEqual(revision);
          expect(reader.revision).toBeGreaterThanOrEqual(revision);
        }, RECOVERY_MS);
      };
      try {
        await change();
        await app.servers.redis?.stop();
        await eventually(async () => expect(await state()).toBe('degraded'), RECOVERY_MS);
        await change();
        await app.servers.redis?.start();
        await eventually(async () => expect(await state()).toBe('ok'), RECOVERY_MS);
        await change();
      } finally {
        await load.stop();
        reader.close();
      }
      expect(load.failures).toEqual([]);
      expect(load.answered).toBeGreaterThan(SOME_ANSWERS);
    },
    TIMEOUT_MS,
  );
});
