import { randomUUID } from 'node:crypto';
import type { ClientSighting } from '../clients/connected-client';

const KEY_ID = '0199a3c2-7a51-7c3e-b0a5-5f2b6c1d9e10';

/** A server that runs revision 1 of epoch `e`, heard of at noon; of an environment of its own unless one is named. */
export function aClient(clientId: string, more: Partial<ClientSighting> = {}): ClientSighting {
  return {
    tenantId: randomUUID(),
    environmentId: randomUUID(),
    clientId,
    apiKeyId: KEY_ID,
    audience: 'server',
    sdk: { name: 'sdk', version: '1.2.3' },
    epoch: 'e',
    revision: 1,
    seenAt: Date.parse('2026-11-25T12:00:00Z'),
    ...more,
  };
}
