import { SigningKeys } from './signing-keys';

const [OLD, NEW] = ['old-secret-of-32-characters-or-so', 'new-secret-of-32-characters-or-so'];

describe('signing keys', () => {
  it('are known by a fingerprint that stays the same and says nothing', () => {
    const { current } = new SigningKeys(NEW);
    expect(current.id).toBe(new SigningKeys(NEW).current.id);
    expect(current.id).toMatch(/^[\w-]{16}$/);
    expect(NEW).not.toContain(current.id);
  });

  it('keep the previous secret for verifying, and sign with the present one', () => {
    const before = new SigningKeys(OLD);
    const after = new SigningKeys(NEW, OLD);
    expect(after.current.secret).toBe(NEW);
    expect(after.find(before.current.id)?.secret).toBe(OLD);
    expect(before.find(after.current.id)).toBeUndefined();
  });
});
