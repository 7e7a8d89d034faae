import { follows, type Position, positionText, samePosition } from '../snapshots/environment-ref';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import type { DeltaEvent } from './delta.events';
import type { StreamClient } from './stream-client';

/** Streams written to in one go; then other work has its turn. */
const BATCH = 250;

/** What a room of delta streams needs of the rest. */
export interface DeltaRoomParts {
  /** What brings a client from where it stands to a newer state. Never rejects. */
  readonly between: (since: Position, loaded: LoadedEnvironment) => Promise<DeltaEvent>;
  readonly deliver: (client: StreamClient, text: string) => void;
  /** Lets other work of the process have its turn, then goes on. */
  readonly turn: () => Promise<void>;
}

/**
 * The delta streams of one environment. Each client has a place of its own, from which it is brought
 * to the newest state: those who stand at the same one get the same text, and a state that comes
 * while another is being sent skips nobody's changes.
 */
export class DeltaRoom {
  private readonly positions = new Map<StreamClient, Position>();
  private readonly behind = new Set<StreamClient>();
  private serving: Promise<void> | undefined;

  constructor(
    private present: LoadedEnvironment,
    private readonly parts: DeltaRoomParts,
  ) {}

  get clients(): Iterable<StreamClient> {
    return this.positions.keys();
  }

  get size(): number {
    return this.positions.size;
  }

  /** @param since where the client stands: it is sent everything after that */
  join(client: StreamClient, since: Position): void {
    this.positions.set(client, since);
    if (samePosition(since, this.present)) return;
    this.behind.add(client);
    this.serve();
  }

  /** @returns whether it was here */
  leave(client: StreamClient): boolean {
    this.behind.delete(client);
    return this.positions.delete(client);
  }

  /** There is a newer state. */
  advance(loaded: LoadedEnvironment): void {
    this.present = loaded;
    for (const client of this.positions.keys()) this.behind.add(client);
    this.serve();
  }

  private serve(): void {
    this.serving ??= this.serveAll().finally(() => {
      this.serving = undefined;
    });
  }

  private async serveAll(): Promise<void> {
    // Those who come back together are asked about together.
    for (await this.parts.turn(); this.behind.size > 0;) {
      const groups = Map.groupBy(this.behind, (client) => this.placeOf(client));
      this.behind.clear();
      for (const group of groups.values()) {
        await this.serveGroup(group.filter((client) => this.positions.has(client)));
      }
    }
  }

  private placeOf(client: StreamClient): string {
    return positionText(this.positions.get(client) ?? this.present);
  }

  /** @param group clients that stand at the same state */
  private async serveGroup(group: readonly StreamClient[]): Promise<void> {
    const [first] = group;
    const since = (first && this.positions.get(first)) ?? this.present;
    // Who is further on already was told by another process, whose state is on its way here.
    if (samePosition(since, this.present) || follows(since, this.present)) return;
    const { text, leadsTo } = await this.parts.between(since, this.present);
    for (const [index, client] of group.entries()) {
      if (index > 0 && index % BATCH === 0) await this.parts.turn();
      if (!this.positions.has(client)) continue;
      this.positions.set(client, leadsTo);
      this.parts.deliver(client, text);
    }
  }
}
