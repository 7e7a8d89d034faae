import { eventually } from '@app/testing';
import { PASSWORD, useAuthApps } from '../testing/use-auth-apps';

const apps = useAuthApps();

describe('registration', () => {
  it('makes a tenant that can log in', async () => {
    const answer = await apps.post('/auth/register', {
      tenant: 'zebra',
      name: 'Zebra Ltd.',
      password: PASSWORD,
    });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({ ok: true, tenant: 'zebra' });
    expect(answer.headers.location).toBe('/auth/me');
    const account = await apps.me(await apps.login('zebra'));
    expect(account.json()).toMatchObject({
      tenant: 'zebra',
      tenantName: 'Zebra Ltd.',
      user: { name: 'zebra', role: 'owner' },
      scopes: expect.arrayContaining(['flags:write', 'keys:write']),
    });
  });

  it('refuses a name that is taken', async () => {
    const tenant = await apps.register();
    const answer = await apps.post('/auth/register', { tenant, password: PASSWORD });
    expect(answer.json()).toMatchObject({ code: 'tenant.taken' });
  });

  it('says what is wrong with a password', async () => {
    const answer = await apps.post('/auth/register', { tenant: 'okapi', password: 'okapi-123' });
    expect(answer.json()).toMatchObject({
      code: 'request.invalid',
      errors: [{ pointer: '#/password', code: 'is_name' }],
    });
  });

  it.each([
    ['null, as if it were absent', null, 201],
    ['control characters', 'a\u0000b', 400],
    ['nothing in it', '', 400],
  ])('takes a name for people: %s', async (_, name, status) => {
    const answer = await apps.post('/auth/register', {
      tenant: apps.freshName(),
      name,
      password: PASSWORD,
    });
    expect(answer.statusCode).toBe(status);
  });

  it('can be closed', async () => {
    const closed = await apps.start({ REGISTRATION: 'closed' });
    const answer = await apps.post(
      '/auth/register',
      { tenant: 'okapi', password: PASSWORD },
      { to: closed },
    );
    expect(answer.json()).toMatchObject({ code: 'auth.registration_closed' });
  });
});

describe('a login', () => {
  it('sets a cookie that scripts and other sites cannot use', async () => {
    const tenant = await apps.register();
    const answer = await apps.post('/auth/login', { tenant, password: PASSWORD });
    expect(answer.cookies).toEqual([
      {
        name: 'token',
        value: answer.json<{ token: string }>().token,
        httpOnly: true,
        sameSite: 'Strict',
        path: '/',
        maxAge: 43_200,
      },
    ]);
  });

  it('sets it for https only, where the service is reached by https', async () => {
    const secure = await apps.start({ PUBLIC_URL: 'https://flags.example.com' });
    const tenant = await apps.register();
    const answer = await apps.post('/auth/login', { tenant, password: PASSWORD }, { to: secure });
    expect(answer.cookies).toMatchObject([{ name: 'token', secure: true }]);
  });

  it('is refused in the same words for a wrong password and an unknown tenant', async () => {
    const tenant = await apps.register();
    const wrong = await apps.post('/auth/login', { tenant, password: 'wrong' });
    const unknown = await apps.post('/auth/login', { tenant: 'unknown', password: 'wrong' });
    expect(wrong.json()).toMatchObject({ code: 'auth.unauthenticated' });
    expect(unknown.payload).toBe(wrong.payload);
  });

  it('is in the audit log, refused or not', async () => {
    const tenant = await apps.register();
    await apps.post('/auth/login', { tenant, password: 'wrong' });
    await apps.login(tenant);
    await eventually(async () => {
      const actions = (await apps.eventsOf(tenant)).map(({ action }) => action);
      expect(actions).toEqual(expect.arrayContaining(['auth.login_refused', 'auth.logged_in']));
    });
  });

  it('is limited for an address that keeps being wrong, and for no other', async () => {
    const tenant = await apps.register();
    const from = '198.51.100.9';
    const guesses = Array.from({ length: 25 }, () =>
      apps.post('/auth/login', { tenant: 'guessed', password: 'wrong' }, { from }),
    );
    const codes = (await Promise.all(guesses)).map((guess) => guess.json<{ code: string }>().code);
    expect(codes.filter((code) => code === 'rate_limit.exceeded')).toHaveLength(5);
    await apps.login(tenant);
  });
});
