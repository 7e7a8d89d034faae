import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JwtService } from '@nestjs/jwt';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eventually, usePostgres } from '@app/testing';
import { PasswordReset } from './application/password.reset';
import { SigningKeys } from './jwt/signing-keys';
import { AUTH_APP_MIGRATIONS, authApp } from './testing/auth-app';

const PASSWORD = 'zebra-demo-password';
const NEW_PASSWORD = 'a savanna full of stripes';
const OLD_SECRET = 'o'.repeat(40);
const NEW_SECRET = 'n'.repeat(40);

describe('who is calling', () => {
  const database = usePostgres({ migrations: AUTH_APP_MIGRATIONS });
  const apps: NestFastifyApplication[] = [];
  let app: NestFastifyApplication;
  let tenants = 0;

  const start = async (settings: Record<string, string> = {}): Promise<NestFastifyApplication> => {
    const started = await authApp(database.url, settings);
    apps.push(started);
    return started;
  };
  const post = (
    path: string,
    payload: object,
    {
      to = app,
      headers = {},
      from = '203.0.113.7',
    }: {
      to?: NestFastifyApplication;
      headers?: Record<string, string>;
      from?: string;
    } = {},
  ) => to.inject({ method: 'POST', url: path, payload, headers, remoteAddress: from });
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
  const me = (token: string, to = app) =>
    to.inject({ method: 'GET', url: '/auth/me', headers: bearer(token) });
  const register = async (): Promise<string> => {
    tenants += 1;
    const tenant = `tenant-${tenants}`;
    expect((await post('/auth/register', { tenant, password: PASSWORD })).statusCode).toBe(201);
    return tenant;
  };
  const login = async (tenant: string, password = PASSWORD, to = app): Promise<string> => {
    const answer = await post('/auth/login', { tenant, password }, { to });
    expect(answer.json()).toMatchObject({ ok: true, tenant });
    return answer.json<{ token: string }>().token;
  };
  const eventsOf = async (tenant: string): Promise<{ action: string; actor: object }[]> => {
    const rows: { event: { action: string; actor: object } }[] = await database.dataSource.query(
      `SELECT event FROM recorded_events WHERE event->'tenant'->>'slug' = $1 ORDER BY position`,
      [tenant],
    );
    return rows.map(({ event }) => event);
  };

  beforeAll(async () => {
    app = await start();
  });
  afterAll(() => Promise.all(apps.map((one) => one.close())));

  describe('registration', () => {
    it('makes a tenant that can log in', async () => {
      const answer = await post('/auth/register', {
        tenant: 'zebra',
        name: 'Zebra Ltd.',
        password: PASSWORD,
      });
      expect(answer.statusCode).toBe(201);
      expect(answer.json()).toEqual({ ok: true, tenant: 'zebra' });
      expect(answer.headers.location).toBe('/auth/me');
      const account = await me(await login('zebra'));
      expect(account.json()).toMatchObject({
        tenant: 'zebra',
        tenantName: 'Zebra Ltd.',
        user: { name: 'zebra', role: 'owner' },
        scopes: expect.arrayContaining(['flags:write', 'keys:write']),
      });
    });

    it('refuses a name that is taken', async () => {
      const tenant = await register();
      const answer = await post('/auth/register', { tenant, password: PASSWORD });
      expect(answer.json()).toMatchObject({ code: 'tenant.taken' });
    });

    it('says what is wrong with a password', async () => {
      const answer = await post('/auth/register', { tenant: 'okapi', password: 'okapi-123' });
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
      tenants += 1;
      const answer = await post('/auth/register', {
        tenant: `tenant-${tenants}`,
        name,
        password: PASSWORD,
      });
      expect(answer.statusCode).toBe(status);
    });

    it('can be closed', async () => {
      const closed = await start({ REGISTRATION: 'closed' });
      const answer = await post(
        '/auth/register',
        { tenant: 'okapi', password: PASSWORD },
        { to: closed },
      );
      expect(answer.json()).toMatchObject({ code: 'auth.registration_closed' });
    });
  });

  describe('a login', () => {
    it('sets a cookie that scripts and other sites cannot use', async () => {
      const tenant = await register();
      const answer = await post('/auth/login', { tenant, password: PASSWORD });
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
      const secure = await start({ PUBLIC_URL: 'https://flags.example.com' });
      const tenant = await register();
      const answer = await post('/auth/login', { tenant, password: PASSWORD }, { to: secure });
      expect(answer.cookies).toMatchObject([{ name: 'token', secure: true }]);
    });

    it('is refused in the same words for a wrong password and an unknown tenant', async () => {
      const tenant = await register();
      const wrong = await post('/auth/login', { tenant, password: 'wrong' });
      const unknown = await post('/auth/login', { tenant: 'unknown', password: 'wrong' });
      expect(wrong.json()).toMatchObject({ code: 'auth.unauthenticated' });
      expect(unknown.payload).toBe(wrong.payload);
    });

    it('is in the audit log, refused or not', async () => {
      const tenant = await register();
      await post('/auth/login', { tenant, password: 'wrong' });
      await login(tenant);
      await eventually(async () => {
        const actions = (await eventsOf(tenant)).map(({ action }) => action);
        expect(actions).toEqual(expect.arrayContaining(['auth.login_refused', 'auth.logged_in']));
      });
    });

    it('is limited for an address that keeps being wrong, and for no other', async () => {
      const tenant = await register();
      const from = '198.51.100.9';
      const guesses = Array.from({ length: 25 }, () =>
        post('/auth/login', { tenant: 'guessed', password: 'wrong' }, { from }),
      );
      const codes = (await Promise.all(guesses)).map(
        (guess) => guess.json<{ code: string }>().code,
      );
      expect(codes.filter((code) => code === 'rate_limit.exceeded')).toHaveLength(5);
      await login(tenant);
    });
  });

  describe('a session', () => {
    it('is proved by bearer token or by cookie', async () => {
      const tenant = await register();
      const token = await login(tenant);
      const byHeader = await app.inject({ url: '/probe/caller', headers: bearer(token) });
      const byCookie = await app.inject({ url: '/probe/caller', cookies: { token } });
      expect(byHeader.json()).toMatchObject({ tenant, actor: { type: 'user', name: tenant } });
      expect(byCookie.json()).toEqual(byHeader.json());
    });

    it('changes something by cookie only from this origin', async () => {
      const token = await login(await register());
      const change = (headers: Record<string, string>) =>
        app.inject({ method: 'POST', url: '/probe/change', cookies: { token }, headers });
      expect((await change({})).json()).toMatchObject({ code: 'auth.csrf' });
      const evil = await change({ origin: 'https://evil.example' });
      expect(evil.json()).toMatchObject({ code: 'auth.csrf' });
      expect((await change({ 'sec-fetch-site': 'same-origin' })).json()).toEqual({ changed: true });
      const byHeader = await post('/probe/change', {}, { headers: bearer(token) });
      expect(byHeader.json()).toEqual({ changed: true });
    });

    it.each([
      ['no credential', {}],
      ['an empty bearer', { authorization: 'Bearer ' }],
      ['another scheme', { authorization: 'Basic emVicmE6' }],
      ['nonsense', { authorization: 'Bearer a.b.c' }],
    ])('is not proved by %s', async (_, headers) => {
      const answer = await app.inject({ url: '/probe/caller', headers: headers as never });
      expect(answer.json()).toMatchObject({ code: 'auth.unauthenticated' });
    });

    it('opens no route that declares nothing', async () => {
      const token = await login(await register());
      const answer = await app.inject({ url: '/probe/undeclared', headers: bearer(token) });
      expect(answer.json()).toMatchObject({ code: 'auth.undeclared' });
    });

    it('ends with logging out, here at once and elsewhere within a second', async () => {
      const other = await start();
      const tenant = await register();
      const [token, second] = [await login(tenant), await login(tenant)];
      expect((await me(token, other)).statusCode).toBe(200);
      const answer = await post('/auth/logout', {}, { headers: bearer(token) });
      expect(answer.json()).toEqual({ ok: true });
      expect(answer.cookies).toMatchObject([{ name: 'token', value: '' }]);
      expect((await me(token)).json()).toMatchObject({ code: 'auth.unauthenticated' });
      await eventually(async () => expect((await me(token, other)).statusCode).toBe(400), 1_500);
      expect((await me(second)).statusCode).toBe(200);
      expect((await eventsOf(tenant)).at(-1)).toMatchObject({ action: 'auth.logged_out' });
    });

    it('stays ended for a process that starts later', async () => {
      const token = await login(await register());
      await post('/auth/logout', {}, { headers: bearer(token) });
      expect((await me(token, await start())).statusCode).toBe(400);
    });
  });

  describe('a change of password', () => {
    const change = (token: string, currentPassword: string, newPassword: string) =>
      post('/auth/password', { currentPassword, newPassword }, { headers: bearer(token) });

    it('ends every older session and opens a new one, in the same second', async () => {
      const tenant = await register();
      const [token, elsewhere] = [await login(tenant), await login(tenant)];
      const answer = await change(token, PASSWORD, NEW_PASSWORD);
      const fresh = answer.json<{ token: string }>().token;
      expect(answer.cookies).toMatchObject([{ name: 'token', value: fresh }]);
      expect((await me(token)).statusCode).toBe(400);
      expect((await me(elsewhere)).statusCode).toBe(400);
      expect((await me(fresh)).statusCode).toBe(200);
      expect((await me(await login(tenant, NEW_PASSWORD))).statusCode).toBe(200);
      const old = await post('/auth/login', { tenant, password: PASSWORD });
      expect(old.json()).toMatchObject({ code: 'auth.unauthenticated' });
    });

    it('needs the present password', async () => {
      const token = await login(await register());
      expect((await change(token, 'wrong', NEW_PASSWORD)).json()).toMatchObject({
        code: 'request.invalid',
        errors: [{ pointer: '#/currentPassword' }],
      });
      expect((await me(token)).statusCode).toBe(200);
    });

    it('wants a good one', async () => {
      const token = await login(await register());
      expect((await change(token, PASSWORD, 'password1')).json()).toMatchObject({
        errors: [{ pointer: '#/newPassword', code: 'too_common' }],
      });
    });

    it('can be made by an operator, in a process of their own', async () => {
      const operator = await start();
      const tenant = await register();
      const token = await login(tenant);
      const password = await operator.get(PasswordReset).reset(tenant);
      await eventually(async () => expect((await me(token)).statusCode).toBe(400), 1_500);
      expect((await me(await login(tenant, password))).statusCode).toBe(200);
      expect((await eventsOf(tenant)).at(-2)).toMatchObject({
        action: 'auth.password_reset',
        actor: { type: 'system' },
      });
      await expect(operator.get(PasswordReset).reset('nobody')).rejects.toThrow('"nobody"');
    });
  });

  describe('the secret', () => {
    it('can be replaced without logging anyone out', async () => {
      const tenant = await register();
      const token = await login(tenant, PASSWORD, await start({ JWT_SECRET: OLD_SECRET }));
      const rotated = { JWT_SECRET: NEW_SECRET, JWT_SECRET_PREVIOUS: OLD_SECRET };
      expect((await me(token, await start(rotated))).statusCode).toBe(200);
      expect((await me(token, await start({ JWT_SECRET: NEW_SECRET }))).statusCode).toBe(400);
    });

    it('is made and kept under DATA_DIR when none is set', async () => {
      const DATA_DIR = await mkdtemp(join(tmpdir(), 'auth-'));
      const unset = { JWT_SECRET: '', DATA_DIR };
      const [one, other] = await Promise.all([start(unset), start(unset)]);
      const token = await login(await register(), PASSWORD, one);
      expect((await me(token, other)).statusCode).toBe(200);
      await rm(DATA_DIR, { recursive: true });
    });
  });

  describe('a forged token', () => {
    let claims: Record<string, unknown>;
    let key: { id: string; secret: string };
    const jwt = new JwtService();

    const probe = async (
      changed: Record<string, unknown>,
      header: Record<string, unknown> = {},
      secret = key.secret,
    ): Promise<number> => {
      const full = { alg: 'HS256', typ: 'at+jwt', kid: key.id, ...header };
      const said = Object.entries({ ...claims, ...changed }).filter(
        ([, value]) => value !== undefined,
      );
      const token = jwt.sign(Object.fromEntries(said), {
        secret,
        algorithm: full.alg as 'HS256',
        header: full,
      });
      return (await me(token)).statusCode;
    };

    beforeAll(async () => {
      key = app.get(SigningKeys).current;
      claims = jwt.decode(await login(await register()));
    });

    it('would be taken if it were not forged', async () => {
      expect(await probe({})).toBe(200);
    });

    it.each([
      ['another issuer', { iss: 'someone-else' }, {}],
      ['another audience', { aud: 'another-service' }, {}],
      ['no audience', { aud: undefined }, {}],
      ['an expiry in the past', { exp: 1_700_000_000 }, {}],
      ['no expiry', { exp: undefined }, {}],
      ['no tenant', { tid: undefined }, {}],
      ['an invented role', { role: 'root' }, {}],
      ['another type', {}, { typ: 'JWT' }],
      ['another algorithm', {}, { alg: 'HS512' }],
      ['an unknown key', {}, { kid: 'unknown' }],
    ])('is refused with %s', async (_, changed, header) => {
      expect(await probe(changed, header)).toBe(400);
    });

    it('is refused when signed by somebody else, or by nobody', async () => {
      expect(await probe({}, {}, 'x'.repeat(32))).toBe(400);
      const encode = (part: object): string =>
        Buffer.from(JSON.stringify(part)).toString('base64url');
      const header = { alg: 'none', typ: 'at+jwt', kid: key.id };
      expect((await me(`${encode(header)}.${encode(claims)}.`)).statusCode).toBe(400);
    });
  });

  describe('another kind of credential', () => {
    it.each([{ authorization: 'Bearer test-key' }, { 'x-api-key': 'test-key' }])(
      'is asked of those who know it: %j',
      async (headers) => {
        const answer = await app.inject({ url: '/probe/caller', headers: headers as never });
        expect(answer.json()).toMatchObject({ actor: { type: 'api-key', id: 'k-1' } });
      },
    );

    it('proves nothing when it is unknown, and opens only what takes it', async () => {
      const headers = bearer('test-other');
      const unknown = await app.inject({ url: '/probe/caller', headers });
      expect(unknown.json()).toMatchObject({ code: 'auth.unauthenticated' });
      const change = await post('/probe/change', {}, { headers: bearer('test-key') });
      expect(change.json()).toMatchObject({ code: 'auth.forbidden' });
    });
  });
});
