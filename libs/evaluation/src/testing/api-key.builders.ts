import { randomUUID } from 'node:crypto';
import { environmentName, tenantSlug } from '@app/kernel';
import type { KeyRecord } from '../keys/application/api-key.repository';
import type { ApiKey, KeySecret } from '../keys/domain/api-key';
import { newSecret } from '../keys/domain/key-secret';

const CREATED_AT = new Date('2026-11-25T09:30:00.000Z');

/** Where keys of tests belong unless it matters. */
export const ZEBRA_DEV = {
  tenantId: '0199a3c2-7a51-7c3e-b0a5-000000000001',
  tenant: tenantSlug('zebra'),
  environment: { id: '0199a3c2-7a51-7c3e-b0a5-000000000002', name: environmentName('dev') },
} as const;

/** A key of zebra's environment dev that evaluates as a server; `more` says what is otherwise. */
export function anApiKey(more: Partial<ApiKey> = {}): ApiKey {
  return {
    id: randomUUID(),
    ...ZEBRA_DEV,
    name: 'checkout service',
    scope: 'evaluate:server',
    prefix: 'toggle_zebra_00000000',
    createdAt: CREATED_AT,
    createdBy: { type: 'user', id: 'u-1', name: 'zebra' },
    ...more,
  };
}

/** A secret and what is kept of it. */
export function aSecret(more: Partial<KeySecret> = {}): { secret: string; kept: KeySecret } {
  const { secret, hash } = newSecret(ZEBRA_DEV.tenant);
  return { secret, kept: { hash, createdAt: CREATED_AT, ...more } };
}

/** A key with one secret as the database tells of it, changed `changedAt` milliseconds after an epoch. */
export function aKeyRecord(
  more: Partial<ApiKey> = {},
  {
    secrets = [aSecret().kept],
    changedAt = 1_000,
  }: { secrets?: KeySecret[]; changedAt?: number } = {},
): KeyRecord {
  return { key: anApiKey(more), secrets, changedAt: new Date(changedAt) };
}
