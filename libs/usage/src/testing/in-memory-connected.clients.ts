import type { Audience } from '@app/evaluation';
import {
  type ClientIdentity,
  type ClientSighting,
  type ClientState,
  type ConnectedClient,
  stateOf,
} from '../clients/connected-client';
import {
  type ClientPage,
  type ClientSelection,
  ConnectedClients,
  MOST_CLIENTS,
} from '../clients/connected.clients';

interface Remembered extends ClientSighting {
  readonly firstSeenAt: number;
}

/** Connected clients in memory. */
export class InMemoryConnectedClients extends ConnectedClients {
  private readonly remembered = new Map<string, Remembered>();

  /** @param exists whether there is such an environment */
  constructor(private readonly exists: (environmentId: string) => boolean = () => true) {
    super();
  }

  override async note(sightings: readonly ClientSighting[]): Promise<number> {
    for (const sighting of sightings) this.remember(sighting);
    const before = this.remembered.size;
    for (const environmentId of new Set(sightings.map((sighting) => sighting.environmentId))) {
      this.trim(environmentId, 'server');
      this.trim(environmentId, 'client');
    }
    return before - this.remembered.size;
  }

  override async count(selection: ClientSelection): Promise<Record<ClientState, number>> {
    const counts = { current: 0, behind: 0, unknown: 0 };
    for (const client of this.select(selection)) counts[stateOf(client, selection.asked)] += 1;
    return counts;
  }

  override async list(
    selection: ClientSelection,
    { state, after, limit }: ClientPage,
  ): Promise<ConnectedClient[]> {
    return this.select(selection)
      .filter((client) => state === undefined || stateOf(client, selection.asked) === state)
      .filter((client) => after === undefined || compare(client, after) > 0)
      .toSorted(compare)
      .slice(0, limit)
      .map(({ clientId, apiKeyId, sdk, epoch, revision, firstSeenAt, seenAt }) => ({
        clientId,
        apiKeyId,
        sdk,
        epoch,
        revision,
        firstSeenAt,
        lastSeenAt: seenAt,
      }));
  }

  override async forget(before: number): Promise<void> {
    for (const [id, { seenAt }] of this.remembered) {
      if (seenAt < before) this.remembered.delete(id);
    }
  }

  private remember(sighting: ClientSighting): void {
    if (!this.exists(sighting.environmentId)) return;
    const id = `${sighting.environmentId}\n${sighting.clientId}\n${sighting.apiKeyId}`;
    const known = this.remembered.get(id);
    if (known !== undefined && known.seenAt > sighting.seenAt) return;
    const firstSeenAt = known?.firstSeenAt ?? sighting.seenAt;
    this.remembered.set(id, { ...sighting, firstSeenAt });
  }

  private trim(environmentId: string, audience: Audience): void {
    const surplus = [...this.remembered]
      .filter(([, one]) => one.environmentId === environmentId && one.audience === audience)
      .toSorted(([, a], [, b]) => b.seenAt - a.seenAt)
      .slice(MOST_CLIENTS);
    for (const [id] of surplus) this.remembered.delete(id);
  }

  private select({ tenantId, environmentId, since }: ClientSelection): Remembered[] {
    return [...this.remembered.values()].filter(
      (one) =>
        one.tenantId === tenantId && one.environmentId === environmentId && one.seenAt >= since,
    );
  }
}

function compare(a: ClientIdentity, b: ClientIdentity): number {
  return order(a.clientId, b.clientId) || order(a.apiKeyId, b.apiKeyId);
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
