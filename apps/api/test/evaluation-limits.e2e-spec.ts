import { eventually, usePostgres, useRedis } from '@app/testing';
import { MIGRATIONS } from '../src/data-source';
import { BuiltProcess } from './support/built-process';
import { Client, register } from './support/client';
import { askEagerly, type Verdict, worstExcess } from './support/eager-callers';
import { EvaluationTenant, OFREP_FLAGS, withKey } from './support/evaluation-tenant';

const TIMEOUT_MS = 90_000;
const RECOVERY_MS = 30_000;
const LIMITS = { burst: 400, perSecond: 100 };
/** What a process may hold unused: an eighth of the burst. */
const HELD = LIMITS.burst / 8;
const ASKED = 2_000;
const FLAG = 'asked-for';

/** What became of the questions to both processes. */
interface Run {
  readonly each: readonly Verdict[];
  readonly both: Verdict['admitted'];
}

describe('the limits of two processes with one Redis', () => {
  const database = usePostgres({ migrations: MIGRATIONS });
  const redis = useRedis();
  let processes: BuiltProcess[] = [];
  let names = 0;

  const newTenant = async () => {
    const name = `limited-${(names += 1)}`;
    const tenant = new EvaluationTenant(await register(() => first().url, name), name);
    await tenant.put(FLAG);
    return (await tenant.newKey()).secret;
  };
  const first = () => {
    const [process] = processes;
    if (process === undefined) throw new Error('It has not been started.');
    return process;
  };
  const run = async (secret: string): Promise<Run> => {
    const each = await Promise.all(
      processes.map(({ url }) => askEagerly({ base: url, secret, flag: FLAG }, ASKED)),
    );
    return { each, both: each.flatMap(({ admitted }) => admitted) };
  };
  /** The sum of what a pattern captures in the metrics of both. */
  const sumOf = async (pattern: RegExp) => {
    const texts = await Promise.all(
      processes.map(async ({ url }) => (await new Client(() => url).get('/metrics')).text),
    );
    const values = texts.flatMap((text) => [...text.matchAll(pattern)]);
    return values.reduce((sum, [, value]) => sum + Number(value), 0);
  };
  const leases = () => sumOf(/^evaluation_limit_leases_total\{.*\} (\d+)/gm);
  const failedLeases = () => sumOf(/^evaluation_limit_leases_total\{outcome="failed"\} (\d+)/gm);
  /** A run in which Redis answered in time throughout: else a process limits alone for a moment. */
  const sharedRun = (secretOf: () => Promise<string>) =>
    eventually(async () => {
      const before = await failedLeases();
      const done = await run(await secretOf());
      expect(await failedLeases()).toBe(before);
      return done;
    }, RECOVERY_MS);

  beforeAll(async () => {
    const settings = {
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      JWT_SECRET: 'a-secret-that-only-the-tests-know-0123456789',
      EVALUATION_RATE_LIMIT_BURST: `${LIMITS.burst}`,
      EVALUATION_RATE_LIMIT_SUSTAINED_PER_SEC: `${LIMITS.perSecond}`,
    };
    processes = await Promise.all([BuiltProcess.start(settings), BuiltProcess.start(settings)]);
  }, TIMEOUT_MS);
  afterAll(async () => {
    for (const process of processes) expect(await process.stop()).toBe(0);
  }, TIMEOUT_MS);

  it(
    'admit no more over both than one bucket has, from the first token on',
    async () => {
      const { each, both } = await sharedRun(newTenant);
      // Nobody held anything when it began: the bound is the bucket's own.
      expect(worstExcess(both, LIMITS)).toBeLessThanOrEqual(each.length * HELD);
      const [began, ended] = [
        Math.min(...both.map(({ sentAt }) => sentAt)),
        Math.max(...both.map(({ answeredAt }) => answeredAt)),
      ];
      const seconds = (ended - began) / 1_000;
      expect(both.length).toBeLessThanOrEqual(LIMITS.burst + seconds * LIMITS.perSecond);
      // And no less than it has, but for what a process leased and was not asked for.
      expect(both.length).toBeGreaterThanOrEqual(LIMITS.burst - each.length * HELD);
      for (const { admitted, refused } of each) {
        expect(admitted.length).toBeGreaterThan(0);
        expect(refused).toBeGreaterThan(0);
      }
    },
    TIMEOUT_MS,
  );

  it(
    'admit in any interval no more than that and what each held unused when it began',
    async () => {
      const secret = await newTenant();
      await run(secret);
      const { each, both } = await sharedRun(async () => secret);
      expect(worstExcess(both, LIMITS)).toBeLessThanOrEqual(each.length * HELD);
    },
    TIMEOUT_MS,
  );

  it(
    'of a tenant that is past them refuse and hold up nobody else',
    async () => {
      const [eager, modest] = [await newTenant(), await newTenant()];
      await run(eager);
      const before = await leases();
      const hungry = run(eager);
      const statuses = [];
      for (let index = 0; index < LIMITS.burst / 4; index += 1) {
        for (const { url } of processes) {
          statuses.push((await withKey(url, modest).post(`${OFREP_FLAGS}/${FLAG}`, {})).status);
        }
      }
      expect(new Set(statuses)).toEqual(new Set([200]));
      const { each } = await hungry;
      for (const { refused } of each) expect(refused).toBeGreaterThan(ASKED / 2);
      // Refusals are remembered, and tokens leased ahead: Redis is asked far less than we are.
      expect((await leases()) - before).toBeLessThan(ASKED / 2);
    },
    TIMEOUT_MS,
  );

  it(
    'are each process’ own while Redis is lost, and one again when it is back',
    async () => {
      // Nothing may have been taken from the buckets of their own before Redis is lost.
      let secret = '';
      await sharedRun(async () => (secret = await newTenant()));
      await redis.stop();
      const before = await failedLeases();
      const alone = await run(secret);
      expect(await failedLeases()).toBeGreaterThan(before);
      for (const { admitted, refused } of alone.each) {
        expect(admitted.length).toBeGreaterThanOrEqual(LIMITS.burst);
        expect(worstExcess(admitted, LIMITS)).toBeLessThanOrEqual(HELD);
        expect(refused).toBeGreaterThan(0);
      }
      await redis.start();
      await eventually(async () => {
        expect(await sumOf(/^redis_up (\d)/gm)).toBe(processes.length);
        expect(await sumOf(/^evaluation_limit_degraded (\d)/gm)).toBe(0);
      }, RECOVERY_MS);
      const { each, both } = await sharedRun(newTenant);
      expect(worstExcess(both, LIMITS)).toBeLessThanOrEqual(each.length * HELD);
    },
    TIMEOUT_MS,
  );
});
