import { crc32 } from 'node:zlib';

/** How many relays can work at once, one partition each. Stored with every row: never changed. */
export const PARTITIONS = 8;

/** The partition of a tenant's events: the same one for ever, so that their order is kept. */
export function partitionOf(tenantId: string): number {
  return crc32(tenantId) % PARTITIONS;
}
