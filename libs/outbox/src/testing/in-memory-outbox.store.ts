import type { DomainEvent } from '@app/kernel';
import { type OutboxCensus, OutboxSession, OutboxStore } from '../application/outbox.store';
import type { OutboxRow } from '../domain/outbox-row';
import { PARTITIONS, partitionOf } from '../domain/partition';
import type { Settlement } from '../domain/settlement';

interface Stored {
  row: OutboxRow;
  readonly partition: number;
  readonly createdAt: number;
  detoured: boolean;
  readonly done: Set<string>;
  readonly dead: Set<string>;
  nextAttemptAt: number;
  reason?: string;
}

/** The outbox in a list. `now` is in milliseconds. */
export class InMemoryOutboxStore extends OutboxStore {
  readonly rows: Stored[] = [];
  /** The holder of each partition. */
  readonly locks = new Map<number, OutboxSession>();
  private lastId = 0;

  constructor(readonly now: () => number = () => performance.now()) {
    super();
  }

  add(...events: readonly DomainEvent[]): void {
    for (const event of events) {
      this.lastId += 1;
      this.rows.push({
        row: { tenantId: event.tenant.id, id: String(this.lastId), event, attempts: 0 },
        partition: partitionOf(event.tenant.id),
        createdAt: this.now(),
        detoured: false,
        done: new Set(),
        dead: new Set(),
        nextAttemptAt: this.now(),
      });
    }
  }

  override async connect(): Promise<OutboxSession> {
    return new InMemoryOutboxSession(this);
  }
}

class InMemoryOutboxSession extends OutboxSession {
  constructor(private readonly store: InMemoryOutboxStore) {
    super();
  }

  override async acquire(): Promise<number> {
    const { locks } = this.store;
    const free = Array.from({ length: PARTITIONS }, (_, number) => number).filter(
      (partition) => !locks.has(partition),
    );
    for (const partition of free) locks.set(partition, this);
    return free.length;
  }

  override async claim(limit: number): Promise<OutboxRow[]> {
    return this.mine()
      .filter(({ detoured }) => !detoured)
      .slice(0, limit)
      .map(({ row }) => row);
  }

  override async claimFor(sink: string, limit: number): Promise<OutboxRow[]> {
    const open = this.openFor(sink);
    const waiting = open.filter(({ nextAttemptAt }) => nextAttemptAt > this.store.now());
    return open
      .filter((stored) => !waiting.some((other) => other === stored || precedes(other, stored)))
      .slice(0, limit)
      .map(({ row }) => row);
  }

  override async isBehind(sink: string): Promise<boolean> {
    return this.openFor(sink).length > 0;
  }

  override async settle(
    settlements: readonly Settlement[],
    sinks: readonly string[],
  ): Promise<void> {
    for (const settlement of settlements) this.settleOne(settlement, sinks);
  }

  override async census(): Promise<OutboxCensus> {
    const pending = this.store.rows.filter(({ dead }) => dead.size === 0);
    const now = this.store.now();
    const oldest = Math.min(now, ...pending.map(({ createdAt }) => createdAt));
    return {
      pending: pending.length,
      oldestAgeSeconds: (now - oldest) / 1000,
      dead: this.store.rows.length - pending.length,
    };
  }

  override async close(): Promise<void> {
    for (const [partition, holder] of this.store.locks) {
      if (holder === this) this.store.locks.delete(partition);
    }
  }

  private mine(): Stored[] {
    return this.store.rows.filter(({ partition }) => this.store.locks.get(partition) === this);
  }

  private openFor(sink: string): Stored[] {
    return this.mine().filter(
      ({ detoured, done, dead }) => detoured && !done.has(sink) && !dead.has(sink),
    );
  }

  private settleOne(
    { row, done, dead, attempts, retryInMs, reason }: Settlement,
    sinks: readonly string[],
  ): void {
    const { rows, now } = this.store;
    const stored = rows.find((candidate) => candidate.row.id === row.id);
    if (stored === undefined) return;
    stored.detoured = true;
    for (const sink of done) stored.done.add(sink);
    for (const sink of dead) stored.dead.add(sink);
    stored.row = { ...stored.row, attempts };
    if (retryInMs !== undefined) stored.nextAttemptAt = now() + retryInMs;
    if (reason !== undefined) stored.reason = reason;
    const taken = stored.dead.size === 0 && sinks.every((sink) => stored.done.has(sink));
    if (taken) rows.splice(rows.indexOf(stored), 1);
  }
}

function precedes(earlier: Stored, later: Stored): boolean {
  return (
    Number(earlier.row.id) < Number(later.row.id) &&
    earlier.row.event.environment?.id === later.row.event.environment?.id &&
    earlier.row.tenantId === later.row.tenantId
  );
}
