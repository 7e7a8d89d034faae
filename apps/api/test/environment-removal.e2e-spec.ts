import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@app/testing';
import { type Client, Client as HttpClient, register } from './support/client';
import { OFREP_FLAGS, withKey } from './support/evaluation-tenant';
import { EventReader } from './support/event-reader';
import { MODES, useApp } from './support/use-app';

const TIMEOUT_MS = 60_000;
const EVENTUALLY_MS = 20_000;
const FLAG = 'asked-for';

interface Environment {
  readonly id: string;
  readonly epoch: string;
  readonly revision: number;
}

describe.each(MODES)('deleting an environment, %s', (mode) => {
  const app = useApp(mode);
  const tenant = `leaving-${mode}`;
  let admin: Client;
  /** The same person at another process. */
  let elsewhere: Client;
  let there: string;
  /** Where processes keep snapshots. */
  let folder: string;
  let copy: string;
  const readers: EventReader[] = [];

  const create = (name: string) => admin.post('/environments', { tenant, name });
  const remove = (env: string, request: { headers?: Record<string, string> } = {}) =>
    admin.delete('/environments', { tenant, env }, request);
  const get = async (env: string) => (await admin.get(`/environments/${env}`)).body as Environment;
  const put = (env: string, client = admin) =>
    client.post('/features', {
      tenant,
      env,
      key: FLAG,
      enabled: true,
      strategy: { type: 'boolean' },
    });
  const unput = (env: string) => admin.delete('/features', { tenant, env, key: FLAG });
  const newKey = async (env: string | undefined, scope = 'evaluate:server') => {
    const { body } = await admin.post('/api-keys', { tenant, env, name: `of ${env}`, scope });
    return body as { readonly id: string; readonly secret: string };
  };
  const ask = async (secret: string) =>
    (await withKey(there, secret).post(`${OFREP_FLAGS}/${FLAG}`, {})).status;
  const open = async (path: string, headers: Record<string, string>) => {
    const reader = await EventReader.open(`${there}${path}`, headers);
    readers.push(reader);
    expect(reader.status).toBe(200);
    return reader;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'toggle-leaving-'));
    copy = await mkdtemp(join(tmpdir(), 'toggle-leaving-'));
    admin = await register(() => app.url, tenant);
    there = await app.another({ SNAPSHOT_DIR: folder });
    elsewhere = new HttpClient(() => there, admin.credentials);
  }, TIMEOUT_MS);
  afterAll(async () => {
    readers.forEach((reader) => reader.close());
    for (const kept of [folder, copy]) await rm(kept, { recursive: true });
  });

  it('is refused while somebody has something in it, and says what', async () => {
    await create('full');
    await put('full');
    await admin.post('/segments', { tenant, env: 'full', key: 'some', include: ['u1'] });
    const refused = await remove('full');
    expect([refused.status, refused.body.code]).toEqual([409, 'environment.not_empty']);
    expect(refused.body).toMatchObject({ holds: { flags: 1, segments: 1 } });
    expect(refused.body.detail).toContain('1 flag and 1 segment');
    expect((await get('full')).revision).toBe(2);
    await unput('full');
    await admin.delete('/segments', { tenant, env: 'full', key: 'some' });
    expect((await remove('full')).status).toBe(204);
  });

  it(
    'ends its keys, streams, cached and kept snapshots on every process; the audit log stays',
    async () => {
      await create('qa');
      const { id } = await get('qa');
      const key = await newKey('qa');
      const manage = await newKey(undefined, 'manage');
      await put('qa');
      expect(await ask(key.secret)).toBe(200);
      const sampling = { tenant, env: 'qa', enabled: true, attributes: ['plan'] };
      expect((await admin.put('/context-sampling', sampling)).status).toBe(200);
      const streams = [
        await open('/stream', { 'X-API-Key': key.secret }),
        await open('/stream?data=delta', { 'X-API-Key': key.secret }),
        await open('/stream?env=qa', elsewhere.credentials),
      ];
      const kept = () => readdir(join(folder, 'environments')).catch(() => []);
      await eventually(async () => expect(await kept()).toContain(id), EVENTUALLY_MS);
      await unput('qa');
      expect((await remove('qa')).status).toBe(204);
      await eventually(async () => {
        expect(streams.map(({ ended }) => ended)).toEqual([true, true, true]);
        expect(await kept()).not.toContain(id);
      }, EVENTUALLY_MS);
      expect(await ask(key.secret)).toBe(401);
      expect((await withKey(there, key.secret).get('/snapshot')).status).toBe(401);
      expect((await elsewhere.get('/environments/qa')).status).toBe(404);
      expect((await elsewhere.get(`/features?tenant=${tenant}&env=qa`)).status).toBe(404);
      expect((await elsewhere.get(`/context-sampling?tenant=${tenant}&env=qa`)).status).toBe(404);
      const keys = (await admin.get(`/api-keys?tenant=${tenant}`)).body.items as { id: string }[];
      expect(keys.map((one) => one.id)).toEqual([manage.id]);
      await eventually(async () => {
        const { body } = await admin.get(`/audit-logs?tenant=${tenant}&env=qa`);
        const actions = (body.items as { action: string }[]).map(({ action }) => action);
        expect(actions.slice(0, 2)).toEqual(['environment.deleted', 'flag.deleted']);
      }, EVENTUALLY_MS);
      const revoked = await admin.get(`/audit-logs?tenant=${tenant}&action=api_key.revoked`);
      expect(revoked.body.items).toMatchObject([{ key: key.id, before: { environment: 'qa' } }]);
    },
    TIMEOUT_MS,
  );

  it(
    'ends what a process keeps that has not had it in memory since it started',
    async () => {
      await create('idle');
      const { id } = await get('idle');
      const { secret } = await newKey('idle');
      expect(await ask(secret)).toBe(404);
      const kept = () => readdir(join(folder, 'environments')).catch(() => []);
      await eventually(async () => expect(await kept()).toContain(id), EVENTUALLY_MS);
      await cp(folder, copy, { recursive: true });
      await app.another({ SNAPSHOT_DIR: copy });
      expect((await remove('idle')).status).toBe(204);
      await eventually(
        async () => expect(await readdir(join(copy, 'environments'))).not.toContain(id),
        EVENTUALLY_MS,
      );
    },
    TIMEOUT_MS,
  );

  it('makes room for another one of the same name, with which nothing of it is confused', async () => {
    await create('again');
    const former = await get('again');
    const key = await newKey('again');
    await put('again');
    const held = await withKey(there, key.secret).get('/snapshot');
    const list = `/features?tenant=${tenant}&env=again`;
    const listed = (await elsewhere.get(list)).headers.get('ETag') ?? '';
    const session = () => elsewhere.post(`${OFREP_FLAGS}/${FLAG}?env=again`, {});
    expect((await session()).status).toBe(200);
    await unput('again');
    await remove('again');

    expect((await create('again')).status).toBe(201);
    const present = await get('again');
    expect(present).toMatchObject({ revision: 0 });
    expect([former.id, former.epoch]).not.toContain(present.id);
    expect(present.epoch).not.toBe(former.epoch);
    await put('again');
    const unmodified = (etag: string) => ({ headers: { 'If-None-Match': etag } });
    expect((await elsewhere.get(list, unmodified(listed))).status).toBe(200);
    const next = await newKey('again');
    const etag = held.headers.get('ETag') ?? '';
    const answer = await withKey(there, next.secret).get('/snapshot', unmodified(etag));
    expect([answer.status, answer.body.epoch]).toEqual([200, present.epoch]);
    await eventually(async () => {
      expect((await session()).status).toBe(200);
      expect(await ask(key.secret)).toBe(401);
    }, EVENTUALLY_MS);
    const recent = await admin.get(`/usage/stale?tenant=${tenant}&env=again`);
    expect(recent.status).toBe(200);
  });

  it('holds the state that was seen against the present one', async () => {
    await create('seen');
    const { headers } = await admin.get('/environments/seen');
    const ifMatch = { headers: { 'If-Match': headers.get('ETag') ?? '' } };
    await put('seen');
    await unput('seen');
    const refused = await remove('seen', ifMatch);
    expect([refused.status, refused.body.code]).toEqual([412, 'request.precondition_failed']);
    const { headers: now } = await admin.get('/environments/seen');
    const query = `?tenant=${tenant}&env=seen`;
    const current = { headers: { 'If-Match': now.get('ETag') ?? '' } };
    expect((await admin.delete(`/environments${query}`, undefined, current)).status).toBe(204);
  });

  it('is done by one of two at once, and repeated safely with a key', async () => {
    await create('twice');
    const answers = await Promise.all([remove('twice'), remove('twice')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 404]);
    await create('twice');
    const repeated = { headers: { 'Idempotency-Key': 'leave-twice' } };
    expect((await remove('twice', repeated)).status).toBe(204);
    expect((await remove('twice', repeated)).status).toBe(204);
  });

  it('never takes what is written or made at the same moment with it', async () => {
    for (let round = 0; round < 5; round += 1) {
      await create('raced');
      const [removed, written, key] = await Promise.all([
        remove('raced'),
        put('raced'),
        admin.post('/api-keys', { tenant, env: 'raced', name: 'raced', scope: 'evaluate:server' }),
      ]);
      expect([201, 404]).toContain(key.status);
      if (removed.status === 204) {
        expect(written.status).toBe(404);
        const { body } = await admin.get(`/api-keys?tenant=${tenant}`);
        expect((body.items as { name: string }[]).map(({ name }) => name)).not.toContain('raced');
      } else {
        expect([removed.status, written.status, key.status]).toEqual([409, 201, 201]);
        await unput('raced');
        expect((await remove('raced')).status).toBe(204);
      }
    }
  });

  it('is for those alone whose it is, and who may', async () => {
    await create('mine');
    const stranger = await register(() => app.url, `stranger-${mode}`);
    const foreign = await stranger.delete('/environments', { tenant, env: 'mine' });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'tenant.foreign']);
    const none = await stranger.delete('/environments', {
      tenant: `stranger-${mode}`,
      env: 'mine',
    });
    expect([none.status, none.body.code]).toEqual([404, 'environment.not_found']);
    for (const scope of ['evaluate:server', 'evaluate:client', 'manage']) {
      const { secret } = await newKey('mine', scope);
      const refused = await withKey(app.url, secret).delete('/environments', {
        tenant,
        env: 'mine',
      });
      expect([refused.status, refused.body.code]).toEqual([403, 'auth.forbidden']);
    }
    expect((await new HttpClient(() => app.url).delete('/environments', {})).status).toBe(401);
    const missing = await admin.delete('/environments', { tenant });
    expect([missing.status, missing.body.errors]).toMatchObject([422, [{ pointer: '#/env' }]]);
    expect((await get('mine')).revision).toBe(0);
  });

  it('leaves a tenant one environment', async () => {
    const alone = await register(() => app.url, `alone-${mode}`);
    const leave = (env: string) => alone.delete('/environments', { tenant: `alone-${mode}`, env });
    const answers = await Promise.all(['dev', 'staging', 'prod'].map(leave));
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 204, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body).toMatchObject({ code: 'environment.last' });
    expect((await alone.get('/environments')).body.total).toBe(1);
  });
});
