import { randomUUID } from 'node:crypto';
import { connectedClientsContract } from './connected-clients.contract';
import { InMemoryConnectedClients } from './in-memory-connected.clients';

describe('connected clients in memory', () => {
  connectedClientsContract(async () => {
    const tenantId = randomUUID();
    const place = { tenantId, environmentId: randomUUID() };
    const elsewhere = { tenantId, environmentId: randomUUID() };
    const known = new Set<string>([place.environmentId, elsewhere.environmentId]);
    return { clients: new InMemoryConnectedClients((id) => known.has(id)), place, elsewhere };
  });
});
