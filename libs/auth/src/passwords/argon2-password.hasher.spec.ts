import { verify } from '@node-rs/argon2';
import { passwordHasherContract } from '../testing/password-hasher.contract';
import { PlainPasswordHasher } from '../testing/plain-password.hasher';
import { Argon2PasswordHasher } from './argon2-password.hasher';

jest.mock('@node-rs/argon2', () => {
  const real = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
  return { ...real, verify: jest.fn(real.verify) };
});

describe('hashing with argon2id', () => {
  beforeEach(() => jest.mocked(verify).mockClear());

  passwordHasherContract(() => new Argon2PasswordHasher());

  it('costs what OWASP advises, and salts', async () => {
    const hasher = new Argon2PasswordHasher();
    const [one, other] = await Promise.all([hasher.hash('the same'), hasher.hash('the same')]);
    expect(one).not.toBe(other);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('does the same work where there is nothing to compare with', async () => {
    const hasher = new Argon2PasswordHasher();
    await hasher.verify(await hasher.hash('zebra-demo-password'), 'wrong');
    await hasher.verify(undefined, 'wrong');
    const [known, unknown] = jest.mocked(verify).mock.calls.map(([stored]) => partsOf(stored));
    expect(unknown).toEqual(known);
    expect(unknown?.cost).toBe('argon2id v=19 m=19456,t=2,p=1');
    // What is not well-formed would be refused, without the work.
    await expect(jest.mocked(verify).mock.results[1]?.value).resolves.toBe(false);
  });
});

describe('the hasher for specs', () => passwordHasherContract(() => new PlainPasswordHasher()));

/** What the work of a comparison depends on: cost, and the lengths of salt and digest. */
function partsOf(stored: string | Buffer | Uint8Array): { cost: string; lengths: number[] } {
  const [, algorithm, version, cost, ...rest] = String(stored).split('$');
  return { cost: `${algorithm} ${version} ${cost}`, lengths: rest.map(({ length }) => length) };
}
