import { eventually } from '@app/testing';
import { Client, logIn, register } from './support/client';
import { MODES, useApp } from './support/use-app';

const PASSWORD = 'a long enough sentence';

describe.each(MODES)('authentication over HTTP, %s', (mode) => {
  const app = useApp(mode);
  const anyone = new Client(() => app.url);
  const name = (animal: string) => `${animal}-${mode}`;
  const join = (tenant: string) => anyone.post('/auth/register', { tenant, password: PASSWORD });
  const logInAs = (tenant: string, password = PASSWORD) =>
    anyone.post('/auth/login', { tenant, password });
  const cookieOf = (headers: Headers) => headers.getSetCookie()[0]?.split(';')[0] ?? '';

  it('registers a tenant once, with its three environments', async () => {
    const first = await join(name('lynx'));
    expect([first.status, first.body]).toEqual([201, { ok: true, tenant: name('lynx') }]);
    expect((await join(name('lynx'))).status).toBe(409);
    const lynx = await logIn(() => app.url, name('lynx'), PASSWORD);
    const { items } = (await lynx.get('/environments')).body as { items: { name: string }[] };
    expect(items.map((one) => one.name)).toEqual(['dev', 'staging', 'prod']);
    expect((await lynx.get('/auth/me')).body).toMatchObject({ tenant: name('lynx') });
  });

  it('answers a login with a token and an HttpOnly cookie', async () => {
    await join(name('ibex'));
    const { status, body, headers } = await logInAs(name('ibex'));
    expect(status).toBe(200);
    expect(body).toEqual({ ok: true, token: expect.any(String), tenant: name('ibex') });
    expect(headers.getSetCookie()[0]).toMatch(/^token=[^;]+;.*HttpOnly.*SameSite=(Lax|Strict)/i);
  });

  it('does not say whether the tenant or the password was wrong', async () => {
    await join(name('seal'));
    const wrong = await logInAs(name('seal'), 'something else entirely');
    const unknown = await logInAs(name('nobody'), 'something else entirely');
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    const comparable = ({ body }: typeof wrong) => ({ ...body, requestId: '' }) as object;
    expect(comparable(wrong)).toEqual(comparable(unknown));
  });

  it('refuses weak passwords and bad names at the field', async () => {
    const weak = await anyone.post('/auth/register', {
      tenant: name('crow'),
      password: 'password1',
    });
    expect(weak.status).toBe(422);
    expect(weak.body.errors[0].pointer).toBe('#/password');
    const bad = await anyone.post('/auth/register', { tenant: 'Not A Slug!', password: PASSWORD });
    expect([bad.status, bad.body.errors[0].pointer]).toEqual([422, '#/tenant']);
  });

  it('ends a session at logout, on every process within a second', async () => {
    await join(name('hare'));
    const hare = await logIn(() => app.url, name('hare'), PASSWORD);
    const other = new Client(() => elsewhere);
    const elsewhere = await app.another();
    expect((await hare.get('/auth/me')).status).toBe(200);
    expect((await hare.post('/auth/logout')).status).toBeLessThan(300);
    expect((await hare.get('/auth/me')).status).toBe(401);
    expect((await other.get('/auth/me')).status).toBe(401);
  });

  it('changes the password, which ends all other sessions', async () => {
    await join(name('mole'));
    const [one, two] = [
      await logIn(() => app.url, name('mole'), PASSWORD),
      await logIn(() => app.url, name('mole'), PASSWORD),
    ];
    const next = 'another long sentence';
    const wrong = await one.post('/auth/password', {
      currentPassword: 'not it',
      newPassword: next,
    });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    const changed = await one.post('/auth/password', {
      currentPassword: PASSWORD,
      newPassword: next,
    });
    expect(changed.status).toBeLessThan(300);
    expect((await two.get('/auth/me')).status).toBe(401);
    expect((await logInAs(name('mole'))).status).toBe(401);
    expect((await logInAs(name('mole'), next)).status).toBe(200);
  });

  it('takes an unsafe request by cookie only from its own pages', async () => {
    await join(name('wren'));
    const Cookie = cookieOf((await logInAs(name('wren'))).headers);
    const body = {
      tenant: name('wren'),
      env: 'dev',
      key: 'by-cookie',
      enabled: true,
      strategy: { type: 'boolean' },
    };
    const write = (headers: Record<string, string>) =>
      anyone.post('/features', body, { headers: { Cookie, ...headers } });
    expect((await write({})).body.code).toBe('auth.csrf');
    expect((await write({ Origin: 'https://evil.example' })).status).toBe(403);
    expect((await write({ Origin: new URL(app.url).origin })).status).toBe(201);
    const read = await anyone.get(`/features?tenant=${name('wren')}&env=dev`, {
      headers: { Cookie },
    });
    expect(read.status).toBe(200);
  });

  it.each(['garbage', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.', ''])(
    'refuses the token %j',
    async (token) => {
      const answer = await anyone.get('/auth/me', {
        headers: { Authorization: `Bearer ${token}` },
      });
      expect([answer.status, answer.body.code]).toEqual([401, 'auth.unauthenticated']);
    },
  );

  it('keeps refused logins and attempts on other tenants in the audit log', async () => {
    const kudu = await register(() => app.url, name('kudu'));
    await logInAs(name('kudu'), 'not the password');
    await kudu.get('/features?tenant=zebra&env=dev');
    const actions = async () =>
      (
        (await kudu.get(`/audit-logs?tenant=${name('kudu')}&pageSize=50`)).body.items as {
          action: string;
        }[]
      ).map(({ action }) => action);
    await eventually(async () => {
      expect(await actions()).toEqual(
        expect.arrayContaining(['auth.login_refused', 'access.refused', 'tenant.registered']),
      );
    });
  });
});

describe('authentication with settings of its own', () => {
  const app = useApp('embedded', { REGISTRATION: 'closed', PUBLIC_URL: 'https://flags.example' });
  const anyone = new Client(() => app.url);

  it('takes no registration when it is closed', async () => {
    const answer = await anyone.post('/auth/register', { tenant: 'stoat', password: PASSWORD });
    expect([answer.status, answer.body.code]).toEqual([403, 'auth.registration_closed']);
  });

  it('sends cookies over TLS only when it is reached over TLS', async () => {
    const { headers } = await anyone.post('/auth/login', {
      tenant: 'zebra',
      password: 'zebra-demo-password',
    });
    expect(headers.getSetCookie()[0]).toMatch(/; Secure/);
  });

  it('accepts tokens of the secret before this one, and none of a secret it does not know', async () => {
    const rotated = await app.another({
      JWT_SECRET: 'the-new-secret-after-the-rotation-0123456789',
      JWT_SECRET_PREVIOUS: 'a-secret-that-only-the-tests-know-0123456789',
    });
    const stranger = await app.another({ JWT_SECRET: 'quite-another-secret-of-nobody-0123456789' });
    const { body } = await anyone.post('/auth/login', {
      tenant: 'zebra',
      password: 'zebra-demo-password',
    });
    const headers = { Authorization: `Bearer ${body.token as string}` };
    expect((await new Client(() => rotated, headers).get('/auth/me')).status).toBe(200);
    expect((await new Client(() => stranger, headers).get('/auth/me')).status).toBe(401);
  });
});
