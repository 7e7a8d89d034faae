import { eventually, ToxicProxy } from '@app/testing';
import { logIn } from './support/client';
import { EvaluationTenant, type NewKey, OFREP_FLAGS, withKey } from './support/evaluation-tenant';
import { EventReader } from './support/event-reader';
import { MODES, useApp } from './support/use-app';

const TIMEOUT_MS = 60_000;
const RECOVERY_MS = 20_000;
const WITHIN_MS = 1_000;
/** A machine that does something else for a moment says nothing of the service: the median counts. */
const REVOCATIONS = 5;
const FLAG = 'asked-for';

/** What is wrong with Redis meanwhile; only the full mode has one. */
const STATES = { embedded: ['not used'], full: ['there', 'cut off', 'silent'] } as const;

describe.each(MODES)('a key that is revoked on one process, %s', (mode) => {
  const app = useApp(mode);
  let tenant: EvaluationTenant;
  let postgres: ToxicProxy;
  let redis: ToxicProxy | undefined;
  /** The process on which keys are revoked, and the one that has to hear of it. */
  let here: string;
  let there: string;
  let readers: EventReader[] = [];

  const open = async (secret: string, path = '/stream') => {
    const reader = await EventReader.open(
      `${there}${path}`,
      secret === '' ? {} : { 'X-API-Key': secret },
    );
    readers.push(reader);
    return reader;
  };
  const asks = async (secret: string) =>
    (await withKey(there, secret).post(`${OFREP_FLAGS}/${FLAG}`, {})).status;
  const tokenStream = async (secret: string) => {
    const { body } = await withKey(there, secret).post(OFREP_FLAGS, {});
    return open('', body.eventStreams[0].endpoint.requestUri as string);
  };
  const revoke = async ({ id }: NewKey) => {
    const { status } = await tenant.admin.delete(`/api-keys/${id}`);
    expect(status).toBe(204);
  };
  /** The state of a key that is in use there: known, and with streams of both kinds open. */
  const inUse = async () => {
    const key = await tenant.newKey();
    expect(await asks(key.secret)).toBe(200);
    const streams = [
      await open(key.secret),
      await open(key.secret, '/stream?data=delta'),
      await tokenStream(key.secret),
    ];
    expect(streams.map(({ status }) => status)).toEqual([200, 200, 200]);
    return { key, streams };
  };
  const isOver = ({ key, streams }: Awaited<ReturnType<typeof inUse>>) =>
    eventually(async () => {
      expect(await asks(key.secret)).toBe(401);
      expect(streams.map(({ ended }) => ended)).toEqual([true, true, true]);
    }, RECOVERY_MS);
  /** Milliseconds from the answer to a revocation here until nothing opens or stays open there. */
  const revocationMs = async () => {
    const used = await inUse();
    await revoke(used.key);
    const answeredAt = performance.now();
    await isOver(used);
    return performance.now() - answeredAt;
  };

  beforeAll(async () => {
    postgres = await ToxicProxy.start(app.servers.database.url);
    const servers = app.servers.redis;
    redis = servers && (await ToxicProxy.start(servers.url));
    const behind = redis && { REDIS_URL: redis.url };
    here = await app.another({ ...behind });
    there = await app.another({ ...behind, DATABASE_URL: postgres.url });
    tenant = new EvaluationTenant(await logIn(() => here));
    await tenant.put(FLAG);
  }, TIMEOUT_MS);
  afterEach(async () => {
    readers.forEach((reader) => reader.close());
    readers = [];
    await redis?.restore();
    await postgres.restore();
  });
  afterAll(async () => {
    await redis?.stop();
    await postgres.stop();
  });

  it.each(STATES[mode])(
    'opens nothing on the other within a second, its streams are closed: Redis is %s',
    async (state) => {
      if (state === 'cut off') await redis?.cut();
      if (state === 'silent') redis?.freeze();
      const took: number[] = [];
      for (let round = 0; round < REVOCATIONS; round += 1) took.push(await revocationMs());
      const [, , median] = took.sort((a, b) => a - b);
      expect(median).toBeLessThan(WITHIN_MS);
    },
    TIMEOUT_MS,
  );

  it(
    'goes on opening where PostgreSQL cannot be reached, and no longer than that',
    async () => {
      const used = await inUse();
      await postgres.cut();
      await revoke(used.key);
      expect(await asks(used.key.secret)).toBe(200);
      expect(used.streams.map(({ ended }) => ended)).toEqual([false, false, false]);
      await postgres.restore();
      await isOver(used);
    },
    TIMEOUT_MS,
  );

  it('has its former secret ended by a rotation without overlap, and opens with the new one', async () => {
    const used = await inUse();
    const { body } = await tenant.admin.post(`/api-keys/${used.key.id}/rotate`, {
      overlapSeconds: 0,
    });
    const { secret } = body as { secret: string };
    expect(await asks(secret)).toBe(200);
    await isOver(used);
    expect(await asks(secret)).toBe(200);
  });

  it('opens with both secrets while a rotation overlaps, and its streams go on', async () => {
    const { key, streams } = await inUse();
    const { body } = await tenant.admin.post(`/api-keys/${key.id}/rotate`, { overlapSeconds: 60 });
    const { secret } = body as { secret: string };
    await eventually(async () => expect(await asks(secret)).toBe(200));
    expect(await asks(key.secret)).toBe(200);
    await tenant.put(FLAG, { description: `${Math.random()}` });
    for (const stream of streams) await stream.next();
    expect(streams.map(({ ended }) => ended)).toEqual([false, false, false]);
  });

  it('opens no management route of the other either', async () => {
    const key = await tenant.newKey('manage', { env: undefined });
    const reads = async () =>
      (await withKey(there, key.secret).get('/features?tenant=zebra&env=dev')).status;
    expect(await reads()).toBe(200);
    await revoke(key);
    await eventually(async () => expect(await reads()).toBe(401));
  });
});
