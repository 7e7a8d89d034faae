import type { ClientSighting } from './connected-client';

/** Of all environments: about 20 MB. */
const MOST_NOTED = 50_000;

/** Keeps the last word of each client in memory until it is written. Bounded: who finds no room is not noted. */
export class NotedClients {
  private readonly sightings = new Map<string, ClientSighting>();

  /**
   * @param mostPerEnvironment so that no environment takes the room of the others
   * @param most of all environments together
   */
  constructor(
    private readonly mostPerEnvironment: number,
    private readonly most = MOST_NOTED,
  ) {}

  private readonly sizes = new Map<string, number>();

  get size(): number {
    return this.sightings.size;
  }

  /** @returns whether there was room */
  note(sighting: ClientSighting): boolean {
    const id = idOf(sighting);
    const known = this.sightings.get(id);
    if (known === undefined) {
      const size = this.sizes.get(sighting.environmentId) ?? 0;
      if (size >= this.mostPerEnvironment || this.size >= this.most) return false;
      this.sizes.set(sighting.environmentId, size + 1);
    }
    if (known === undefined || known.seenAt <= sighting.seenAt) this.sightings.set(id, sighting);
    return true;
  }

  /** Takes out at most `most` clients, those noted first. */
  take(most: number): ClientSighting[] {
    const taken: ClientSighting[] = [];
    for (const [id, sighting] of this.sightings) {
      if (taken.length === most) break;
      taken.push(sighting);
      this.sightings.delete(id);
      this.shrink(sighting.environmentId);
    }
    return taken;
  }

  private shrink(environmentId: string): void {
    const size = (this.sizes.get(environmentId) ?? 0) - 1;
    if (size > 0) this.sizes.set(environmentId, size);
    else this.sizes.delete(environmentId);
  }
}

function idOf({ environmentId, apiKeyId, clientId }: ClientSighting): string {
  return `${environmentId}\n${apiKeyId}\n${clientId}`;
}
