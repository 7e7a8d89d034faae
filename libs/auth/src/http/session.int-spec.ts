import { eventually } from '@app/testing';
import { bearer, useAuthApps } from '../testing/use-auth-apps';

const apps = useAuthApps();

describe('a session', () => {
  it('is proved by bearer token or by cookie', async () => {
    const tenant = await apps.register();
    const token = await apps.login(tenant);
    const byHeader = await apps.first.inject({ url: '/probe/caller', headers: bearer(token) });
    const byCookie = await apps.first.inject({ url: '/probe/caller', cookies: { token } });
    expect(byHeader.json()).toMatchObject({ tenant, actor: { type: 'user', name: tenant } });
    expect(byCookie.json()).toEqual(byHeader.json());
  });

  it('changes something by cookie only from this origin', async () => {
    const token = await apps.login(await apps.register());
    const change = (headers: Record<string, string>) =>
      apps.first.inject({ method: 'POST', url: '/probe/change', cookies: { token }, headers });
    expect((await change({})).json()).toMatchObject({ code: 'auth.csrf' });
    const evil = await change({ origin: 'https://evil.example' });
    expect(evil.json()).toMatchObject({ code: 'auth.csrf' });
    expect((await change({ 'sec-fetch-site': 'same-origin' })).json()).toEqual({ changed: true });
    const byHeader = await apps.post('/probe/change', {}, { headers: bearer(token) });
    expect(byHeader.json()).toEqual({ changed: true });
  });

  it.each([
    ['no credential', {}],
    ['an empty bearer', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: 'Basic emVicmE6' }],
    ['nonsense', { authorization: 'Bearer a.b.c' }],
  ])('is not proved by %s', async (_, headers) => {
    const answer = await apps.first.inject({ url: '/probe/caller', headers: headers as never });
    expect(answer.json()).toMatchObject({ code: 'auth.unauthenticated' });
  });

  it('opens no route that declares nothing', async () => {
    const token = await apps.login(await apps.register());
    const answer = await apps.first.inject({ url: '/probe/undeclared', headers: bearer(token) });
    expect(answer.json()).toMatchObject({ code: 'auth.undeclared' });
  });

  it('ends with logging out, here at once and elsewhere within a second', async () => {
    const other = await apps.start();
    const tenant = await apps.register();
    const [token, second] = [await apps.login(tenant), await apps.login(tenant)];
    expect((await apps.me(token, other)).statusCode).toBe(200);
    const answer = await apps.post('/auth/logout', {}, { headers: bearer(token) });
    expect(answer.json()).toEqual({ ok: true });
    expect(answer.cookies).toMatchObject([{ name: 'token', value: '' }]);
    expect((await apps.me(token)).json()).toMatchObject({ code: 'auth.unauthenticated' });
    await eventually(async () => expect((await apps.me(token, other)).statusCode).toBe(400), 1_500);
    expect((await apps.me(second)).statusCode).toBe(200);
    expect((await apps.eventsOf(tenant)).at(-1)).toMatchObject({ action: 'auth.logged_out' });
  });

  it('stays ended for a process that starts later', async () => {
    const token = await apps.login(await apps.register());
    await apps.post('/auth/logout', {}, { headers: bearer(token) });
    expect((await apps.me(token, await apps.start())).statusCode).toBe(400);
  });
});

describe('another kind of credential', () => {
  it.each([{ authorization: 'Bearer test-key' }, { 'x-api-key': 'test-key' }])(
    'is asked of those who know it: %j',
    async (headers) => {
      const answer = await apps.first.inject({ url: '/probe/caller', headers: headers as never });
      expect(answer.json()).toMatchObject({ actor: { type: 'api-key', id: 'k-1' } });
    },
  );

  it('proves nothing when it is unknown, and opens only what takes it', async () => {
    const headers = bearer('test-other');
    const unknown = await apps.first.inject({ url: '/probe/caller', headers });
    expect(unknown.json()).toMatchObject({ code: 'auth.unauthenticated' });
    const change = await apps.post('/probe/change', {}, { headers: bearer('test-key') });
    expect(change.json()).toMatchObject({ code: 'auth.forbidden' });
  });
});
