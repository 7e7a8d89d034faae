import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JwtService } from '@nestjs/jwt';
import { PASSWORD, useAuthApps } from '../testing/use-auth-apps';
import { SigningKeys } from './signing-keys';

const OLD_SECRET = 'o'.repeat(40);
const NEW_SECRET = 'n'.repeat(40);

const apps = useAuthApps();

describe('the secret', () => {
  it('can be replaced without logging anyone out', async () => {
    const tenant = await apps.register();
    const token = await apps.login(tenant, PASSWORD, await apps.start({ JWT_SECRET: OLD_SECRET }));
    const rotated = { JWT_SECRET: NEW_SECRET, JWT_SECRET_PREVIOUS: OLD_SECRET };
    expect((await apps.me(token, await apps.start(rotated))).statusCode).toBe(200);
    expect((await apps.me(token, await apps.start({ JWT_SECRET: NEW_SECRET }))).statusCode).toBe(
      400,
    );
  });

  it('is made and kept under DATA_DIR when none is set', async () => {
    const DATA_DIR = await mkdtemp(join(tmpdir(), 'auth-'));
    const unset = { JWT_SECRET: '', DATA_DIR };
    const [one, other] = await Promise.all([apps.start(unset), apps.start(unset)]);
    const token = await apps.login(await apps.register(), PASSWORD, one);
    expect((await apps.me(token, other)).statusCode).toBe(200);
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
    return (await apps.me(token)).statusCode;
  };

  beforeAll(async () => {
    key = apps.first.get(SigningKeys).current;
    claims = jwt.decode(await apps.login(await apps.register()));
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
    expect((await apps.me(`${encode(header)}.${encode(claims)}.`)).statusCode).toBe(400);
  });
});
