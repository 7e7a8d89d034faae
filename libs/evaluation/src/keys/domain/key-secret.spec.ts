import { tenantSlug } from '@app/kernel';
import { hashOf, newSecret, tenantOfSecret } from './key-secret';

describe('the secret of an API key', () => {
  const tenant = tenantSlug('zebra-2');

  it('names the product and the tenant in the clear, and is never the same twice', () => {
    const [one, two] = [newSecret(tenant), newSecret(tenant)];
    expect(one.secret).toMatch(/^toggle_zebra-2_[0-9a-f]{48}$/);
    expect(one.secret).not.toBe(two.secret);
    expect(one.secret.startsWith(one.prefix)).toBe(true);
    expect(tenantOfSecret(one.secret)).toBe('zebra-2');
  });

  it('is kept as a hash from which it cannot be read', () => {
    const { secret, hash } = newSecret(tenant);
    expect(hash).toEqual(hashOf(secret));
    expect(hash).toHaveLength(32);
  });

  it.each([
    '',
    'toggle_',
    'toggle_zebra_short',
    'eyJhbGciOiJIUzI1NiJ9.e30.x',
    'toggle_Zebra_' + 'a'.repeat(48),
  ])('is not recognised in %j', (text) => {
    expect(tenantOfSecret(text)).toBeUndefined();
  });
});
