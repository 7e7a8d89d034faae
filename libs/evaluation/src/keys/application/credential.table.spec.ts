import { aKeyRecord, aSecret } from '../../testing/api-key.builders';
import { CredentialTable } from './credential.table';

const NOW = 10_000;

describe('API keys in memory', () => {
  const setUp = () => {
    const table = new CredentialTable();
    const { secret, kept } = aSecret();
    const record = aKeyRecord({}, { secrets: [kept], changedAt: 1_000 });
    table.apply(record, NOW);
    return { table, secret, kept, record };
  };

  it('are found by their secret, the same object each time', () => {
    const { table, secret, record } = setUp();
    const found = table.find(secret, NOW);
    expect(found?.key).toBe(record.key);
    expect(table.find(secret, NOW)).toBe(found);
    expect(table.find(aSecret().secret, NOW)).toBeUndefined();
    expect(table.find('no key at all', NOW)).toBeUndefined();
  });

  it('keep their object when the same news comes again', () => {
    const { table, secret, record } = setUp();
    const found = table.find(secret, NOW);
    expect(table.apply({ ...record, changedAt: new Date(1_500) }, NOW)).toBe(false);
    expect(table.find(secret, NOW)).toBe(found);
  });

  it('open nothing once they are revoked, and no older news brings them back', () => {
    const { table, secret, record } = setUp();
    const found = table.find(secret, NOW);
    if (found === undefined) throw new Error('It was there.');
    const revoked = { ...record.key, revokedAt: new Date(2_000) };
    expect(table.apply({ ...record, key: revoked, changedAt: new Date(2_000) }, NOW)).toBe(true);
    expect(table.find(secret, NOW)).toBeUndefined();
    expect(table.opens(found, NOW)).toBe(false);
    expect(table.apply(record, NOW)).toBe(false);
    expect(table.find(secret, NOW)).toBeUndefined();
  });

  it('open with both secrets while a rotation overlaps, and then with the new one', () => {
    const { table, secret, kept, record } = setUp();
    const before = table.find(secret, NOW);
    if (before === undefined) throw new Error('It was there.');
    const next = aSecret();
    const secrets = [{ ...kept, expiresAt: new Date(NOW + 500) }, next.kept];
    expect(table.apply({ ...record, secrets, changedAt: new Date(2_000) }, NOW)).toBe(false);
    expect(table.credentialsOf(record.key.id, NOW)).toHaveLength(2);
    expect(table.opens(before, NOW)).toBe(true);
    expect(table.opens(before, NOW + 500)).toBe(false);
    expect(table.find(secret, NOW + 500)).toBeUndefined();
    expect(table.find(next.secret, NOW + 500)).toBeDefined();
    expect(table.credentialsOf(record.key.id, NOW + 500)).toHaveLength(1);
  });

  it('end with the key’s own end, whatever their secret says', () => {
    const table = new CredentialTable();
    const { secret, kept } = aSecret({ expiresAt: new Date(NOW + 900) });
    table.apply(aKeyRecord({ expiresAt: new Date(NOW + 100) }, { secrets: [kept] }), NOW);
    expect(table.find(secret, NOW + 99)).toBeDefined();
    expect(table.find(secret, NOW + 100)).toBeUndefined();
  });

  it('are dropped when they are not among those that exist', () => {
    const { table, secret, record } = setUp();
    expect(table.retain(new Set([record.key.id]))).toBe(false);
    expect(table.find(secret, NOW)).toBeDefined();
    expect(table.retain(new Set())).toBe(true);
    expect(table.find(secret, NOW)).toBeUndefined();
  });
});
