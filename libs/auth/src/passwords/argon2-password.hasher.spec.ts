import { passwordHasherContract } from '../testing/password-hasher.contract';
import { PlainPasswordHasher } from '../testing/plain-password.hasher';
import { Argon2PasswordHasher } from './argon2-password.hasher';

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
    const cost = async (stored: string | undefined): Promise<number> => {
      const start = performance.now();
      await hasher.verify(stored, 'wrong');
      return performance.now() - start;
    };
    // In turns, so that whatever else the machine does weighs on both alike.
    const costs: [known: number, unknown: number][] = [];
    for (let i = 0; i < 9; i += 1) costs.push([await cost(hash), await cost(undefined)]);
    const [known, unknown] = [
      median(costs.map(([one]) => one)),
      median(costs.map(([, two]) => two)),
    ];
    expect(unknown / known).toBeGreaterThan(0.5);
    expect(unknown / known).toBeLessThan(2);
  });
});

describe('the hasher for specs', () => passwordHasherContract(() => new PlainPasswordHasher()));

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
