import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { Readiness } from '@app/platform/health';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter, Gauge } from 'prom-client';
import { KeyDirectory } from '../keys/application/key.directory';
import { metric } from '../metrics/metric';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import { SnapshotStore } from '../snapshots/snapshot.store';
import { HEARTBEAT, refetchEvent } from './sse-event';
import type { StreamClient } from './stream-client';

const HEARTBEAT_MS = 20_000;
/** The heartbeat goes round in slices, so that ten thousand streams are not written at once. */
const SLICES = 20;
/** Longest time a timer of Node can wait. */
const LONGEST_TIMER_MS = 2_147_483_647;

interface Room {
  readonly clients: Set<StreamClient>;
  schedule?: NodeJS.Timeout;
}

/** All open streams, by environment. Tells them when answers may have changed, by a write or by time alone. */
@Injectable()
export class StreamHub implements OnModuleDestroy {
  private readonly rooms = new Map<string, Room>();
  private readonly perTenant = new Map<string, number>();
  private readonly heartbeat: NodeJS.Timeout;
  private readonly unsubscribe: (() => void)[];
  private slice = 0;
  private open = 0;
  private readonly events = metric(
    'evaluation_stream_events_total',
    (name) => new Counter({ name, help: 'Events sent to streams.' }),
  );
  private readonly dropped = metric(
    'evaluation_streams_dropped_total',
    (name) => new Counter({ name, help: 'Streams closed by the server.', labelNames: ['reason'] }),
  );
  private readonly streams = metric(
    'evaluation_streams_open',
    (name) => new Gauge({ name, help: 'Open event streams.' }),
  );

  constructor(
    private readonly store: SnapshotStore,
    private readonly keys: KeyDirectory,
    private readonly clock: Clock,
    readiness: Readiness,
    hooks: ScrapeHooks,
  ) {
    this.unsubscribe = [
      store.onChange((loaded) => this.notify(loaded)),
      keys.onRevoked(() => this.dropRevoked()),
    ];
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS / SLICES);
    this.heartbeat.unref();
    readiness.draining.addEventListener('abort', () => this.endAll());
    hooks.add(() => this.streams.set(this.open));
  }

  onModuleDestroy(): void {
    clearInterval(this.heartbeat);
    for (const stop of this.unsubscribe) stop();
    this.endAll();
  }

  /** How many streams a tenant has open here. */
  countOf(tenantId: string): number {
    return this.perTenant.get(tenantId) ?? 0;
  }

  get size(): number {
    return this.open;
  }

  join(client: StreamClient, loaded: LoadedEnvironment): void {
    const { environmentId, tenantId } = client.caller.ref;
    const room = this.rooms.get(environmentId) ?? { clients: new Set() };
    this.rooms.set(environmentId, room);
    room.clients.add(client);
    this.perTenant.set(tenantId, this.countOf(tenantId) + 1);
    this.open += 1;
    if (room.schedule === undefined) this.awaitSchedule(room, loaded);
  }

  leave(client: StreamClient): void {
    const { environmentId, tenantId } = client.caller.ref;
    const room = this.rooms.get(environmentId);
    if (room?.clients.delete(client) !== true) return;
    this.open -= 1;
    const left = this.countOf(tenantId) - 1;
    if (left > 0) this.perTenant.set(tenantId, left);
    else this.perTenant.delete(tenantId);
    if (room.clients.size > 0) return;
    clearTimeout(room.schedule);
    this.rooms.delete(environmentId);
  }

  private notify(loaded: LoadedEnvironment): void {
    const room = this.rooms.get(loaded.ref.environmentId);
    if (room === undefined) return;
    const event = refetchEvent(loaded, this.clock.now());
    for (const client of room.clients) this.deliver(client, event);
    this.events.inc(room.clients.size);
    this.awaitSchedule(room, loaded);
  }

  /** A rule that begins or ends is a change that nobody writes. */
  private awaitSchedule(room: Room, loaded: LoadedEnvironment): void {
    clearTimeout(room.schedule);
    room.schedule = undefined;
    const now = this.clock.now();
    const at = loaded.nextChangeAt(now);
    if (at === Number.POSITIVE_INFINITY) return;
    const wait = Math.min(Math.max(at - now, 1), LONGEST_TIMER_MS);
    room.schedule = setTimeout(() => this.onSchedule(room, loaded.ref.environmentId, at), wait);
    room.schedule.unref();
  }

  private onSchedule(room: Room, environmentId: string, at: number): void {
    const now = this.clock.now();
    const loaded = this.store.find(environmentId, now);
    if (loaded === undefined) return;
    if (now >= at) this.notify(loaded);
    else this.awaitSchedule(room, loaded);
  }

  private deliver(client: StreamClient, text: string): void {
    if (client.send(text)) return;
    this.dropped.inc({ reason: 'slow' });
    this.leave(client);
  }

  private beat(): void {
    let index = 0;
    for (const { clients } of this.rooms.values()) {
      for (const client of clients) {
        if (index % SLICES === this.slice && this.stillValid(client))
          this.deliver(client, HEARTBEAT);
        index += 1;
      }
    }
    this.slice = (this.slice + 1) % SLICES;
  }

  private dropRevoked(): void {
    for (const { clients } of this.rooms.values()) {
      for (const client of clients) this.stillValid(client);
    }
  }

  private stillValid(client: StreamClient): boolean {
    const { credential } = client.caller;
    if (credential === undefined || this.keys.opens(credential)) return true;
    this.dropped.inc({ reason: 'revoked' });
    this.leave(client);
    client.end();
    return false;
  }

  private endAll(): void {
    for (const { clients } of this.rooms.values()) {
      for (const client of clients) {
        this.leave(client);
        client.end();
      }
    }
  }
}
