import { type Client, logIn, register } from './support/client';
import { MODES, useApp } from './support/use-app';

const percentage = (value: number) => ({ type: 'percentage', percentage: value });

describe.each(MODES)('flags over HTTP, %s', (mode) => {
  const app = useApp(mode);
  let zebra: Client;

  const put = (key: string, more: object = {}, headers = {}) =>
    zebra.post(
      '/features',
      { tenant: 'zebra', env: 'dev', key, enabled: true, strategy: { type: 'boolean' }, ...more },
      { headers },
    );
  const path = (key: string, env = 'dev') => `/features/${key}?tenant=zebra&env=${env}`;

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
  });

  it('reads a flag whose key is as long as one may be', async () => {
    const key = 'k'.repeat(128);
    await put(key);
    expect((await zebra.get(path(key))).body).toMatchObject({ key });
    expect((await zebra.get(path(`${key}k`))).body.code).toMatch(/^[a-z_]+\.[a-z_]+$/);
  });

  it('creates a flag with 201 and Location, changes it with 200', async () => {
    const created = await put('life', { name: 'Life', tags: ['a'] });
    expect(created.status).toBe(201);
    expect(created.headers.get('Location')).toBe(path('life'));
    expect(created.body).toMatchObject({ key: 'life', version: 1, enabled: true, name: 'Life' });

    const changed = await put('life', { enabled: false });
    expect(changed.status).toBe(200);
    expect(changed.body).toMatchObject({ version: 2, enabled: false, name: 'Life', tags: ['a'] });

    const reset = await put('life', { enabled: false, name: null });
    expect(reset.body.name).toBeUndefined();
    expect(reset.body.version).toBe(3);
  });

  it('changes nothing when there is nothing to change', async () => {
    const before = await put('still');
    const revision = (await zebra.get('/environments/dev')).body.revision;
    const after = await put('still');
    expect(after.status).toBe(200);
    expect(after.body).toEqual(before.body);
    expect((await zebra.get('/environments/dev')).body.revision).toBe(revision);
  });

  it('refuses a write that was made for another state', async () => {
    const created = await put('guarded');
    const tag = created.headers.get('ETag') ?? '';
    expect((await put('guarded', { enabled: false }, { 'If-Match': tag })).status).toBe(200);
    const late = await put('guarded', { name: 'late' }, { 'If-Match': tag });
    expect(late.status).toBe(412);
    expect(late.body.code).toBe('request.precondition_failed');
    expect((await zebra.get(path('guarded'))).body.name).toBeUndefined();
  });

  it('replays the answer of a repeated Idempotency-Key, and refuses it for another body', async () => {
    const headers = { 'Idempotency-Key': '"8e03978e-40d5-43dd-bc93-6894a57f9324"' };
    const first = await put('once', {}, headers);
    const second = await put('once', {}, headers);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    const other = await put('once', { enabled: false }, headers);
    expect(other.status).toBe(422);
    expect(other.body.code).toBe('idempotency.key_reused');
  });

  it('says which fields are wrong, and stores nothing', async () => {
    const answer = await put('wrong', { strategy: percentage(101), colour: 'red', tags: 'x' });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('Content-Type')).toContain('application/problem+json');
    const pointers = (answer.body.errors as { pointer: string }[]).map(({ pointer }) => pointer);
    expect(pointers).toEqual(expect.arrayContaining(['#/colour', '#/tags']));
    const again = await put('wrong', { strategy: percentage(101) });
    expect(again.body.errors[0].pointer).toBe('#/strategy/percentage');
    expect((await zebra.get(path('wrong'))).status).toBe(404);
  });

  it('deletes by body or by query', async () => {
    await put('gone-1');
    await put('gone-2');
    const where = { tenant: 'zebra', env: 'dev' };
    expect((await zebra.delete('/features', { ...where, key: 'gone-1' })).status).toBeLessThan(300);
    expect((await zebra.delete('/features?tenant=zebra&env=dev&key=gone-2')).status).toBeLessThan(
      300,
    );
    expect((await zebra.get(path('gone-1'))).status).toBe(404);
    expect((await zebra.delete('/features', { ...where, key: 'gone-1' })).status).toBe(404);
  });

  it('makes a flag that is deleted and made again another one', async () => {
    const tag = (await put('reborn')).headers.get('ETag') ?? '';
    await zebra.delete('/features?tenant=zebra&env=dev&key=reborn');
    const again = await put('reborn');
    expect(again.body.version).toBe(1);
    expect(again.headers.get('ETag')).not.toBe(tag);
    expect((await put('reborn', { name: 'x' }, { 'If-Match': tag })).status).toBe(412);
  });

  it('lists from the cache, answers 304, and never gives an old list after a write', async () => {
    const list = '/features?tenant=zebra&env=staging&page=1&pageSize=100';
    const first = await zebra.get(list);
    const hit = await zebra.get(list);
    expect(hit.headers.get('X-Cache')).toBe('HIT');
    expect(hit.text).toBe(first.text);
    const etag = first.headers.get('ETag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    const same = await zebra.get(list, { headers: { 'If-None-Match': etag } });
    expect(same.status).toBe(304);
    expect(same.text).toBe('');
    for (let round = 0; round < 5; round += 1) {
      await put('fresh', { env: 'staging', description: `round ${round}` });
      const fresh = await zebra.get(list, { headers: { 'If-None-Match': etag } });
      expect(fresh.status).toBe(200);
      const items = fresh.body.items as { key: string; description: string }[];
      const flag = items.find(({ key }) => key === 'fresh');
      expect(flag?.description).toBe(`round ${round}`);
    }
  });

  it('evaluates each flag for the user it is asked for, under another validator per user', async () => {
    await put('bucketed', { key: 'checkout-redesign', strategy: percentage(30) });
    const forUser = (user: string) =>
      zebra.get(`/features?tenant=zebra&env=dev&search=checkout-redesign&userId=${user}`);
    const [alice, bob] = [await forUser('alice'), await forUser('bob')];
    expect(alice.body.items[0].evaluation).toEqual({
      value: false,
      variant: 'off',
      reason: 'SPLIT',
    });
    expect(bob.body.items[0].evaluation).toEqual({ value: true, variant: 'on', reason: 'SPLIT' });
    expect(alice.headers.get('ETag')).not.toBe(bob.headers.get('ETag'));
  });

  it('gives every one of many writers at once a version of its own', async () => {
    await put('raced');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, i) => put('raced', { description: `writer ${i}` })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    const versions = answers.map(({ body }) => body.version as number).sort((a, b) => a - b);
    expect(versions).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  describe('given another tenant', () => {
    let giraffe: Client;

    beforeAll(async () => {
      giraffe = await register(() => app.url, `giraffe-${mode}`);
    });

    it('refuses it whatever it names, whether that exists or not', async () => {
      for (const tenant of ['zebra', 'no-such-tenant']) {
        const list = await giraffe.get(`/features?tenant=${tenant}&env=dev`);
        expect([list.status, list.body.code]).toEqual([403, 'tenant.foreign']);
        const write = await giraffe.post('/features', {
          tenant,
          env: 'dev',
          key: 'theirs',
          enabled: true,
          strategy: { type: 'boolean' },
        });
        expect(write.status).toBe(403);
        const promote = await giraffe.post('/features/promote', {
          tenant,
          from: 'dev',
          to: 'prod',
        });
        expect(promote.status).toBe(403);
        expect((await giraffe.get(`/audit-logs?tenant=${tenant}`)).status).toBe(403);
      }
    });

    it('keeps the same key in two tenants apart', async () => {
      await put('shared-key', { name: 'zebra’s' });
      const theirs = await giraffe.get(`/features/shared-key?tenant=giraffe-${mode}&env=dev`);
      expect(theirs.status).toBe(404);
    });
  });
});
