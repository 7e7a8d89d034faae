import { RateLimited } from '@app/kernel';
import { passwordHasherContract } from '../testing/password-hasher.contract';
import { PlainPasswordHasher } from '../testing/plain-password.hasher';
import { Argon2PasswordHasher } from './argon2-password.hasher';

const FLOOD = 300;

describe('hashing with argon2id', () => {
  passwordHasherContract(() => new Argon2PasswordHasher());

  it('costs what OWASP advises, and salts', async () => {
    const hasher = new Argon2PasswordHasher();
    const [one, other] = await Promise.all([hasher.hash('the same'), hasher.hash('the same')]);
    expect(one).not.toBe(other);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('takes as long where there is nothing to compare with', async () => {
    const hasher = new Argon2PasswordHasher();
    const hash = await hasher.hash('zebra-demo-password');
    const median = async (stored: string | undefined): Promise<number> => {
      const times = [];
      for (let i = 0; i < 7; i += 1) {
        const start = performance.now();
        await hasher.verify(stored, 'wrong');
        times.push(performance.now() - start);
      }
      return times.sort((a, b) => a - b)[3] ?? 0;
    };
    const [known, unknown] = [await median(hash), await median(undefined)];
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });

  it('turns a flood away instead of queueing all of it', async () => {
    const hasher = new Argon2PasswordHasher();
    const hash = await hasher.hash('zebra-demo-password');
    const attempts = Array.from({ length: FLOOD }, () => hasher.verify(hash, 'wrong'));
    const outcomes = await Promise.allSettled(attempts);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).toBeGreaterThan(FLOOD / 2);
    expect(refused[0]?.reason).toBeInstanceOf(RateLimited);
    expect(await hasher.verify(hash, 'zebra-demo-password')).toBe(true);
  });
});

describe('the hasher for specs', () => passwordHasherContract(() => new PlainPasswordHasher()));
