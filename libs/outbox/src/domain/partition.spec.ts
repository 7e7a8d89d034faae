import { PARTITIONS, partitionOf } from './partition';

describe('the partition of a tenant', () => {
  // Rows in databases out there carry these numbers: vectors are added, never edited.
  it.each([
    ['0199a3c2-7a51-7c3e-b0a5-000000000001', 0],
    ['0199a3c2-7a51-7c3e-b0a5-000000000002', 2],
    ['11111111-1111-4111-8111-111111111111', 0],
  ])('of %s never changes', (tenantId, partition) => {
    expect(partitionOf(tenantId)).toBe(partition);
  });

  it('spreads tenants over all partitions', () => {
    const tenants = Array.from({ length: 200 }, (_, number) => `tenant-${number}`);
    expect(new Set(tenants.map(partitionOf)).size).toBe(PARTITIONS);
  });
});
