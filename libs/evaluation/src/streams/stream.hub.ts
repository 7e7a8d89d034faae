import { setImmediate as turn } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { Readiness } from '@app/platform/health';
import { KeyDirectory } from '../keys/application/key.directory';
import type { Position } from '../snapshots/environment-ref';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import { SnapshotStore } from '../snapshots/snapshot.store';
import { DeltaEvents } from './delta.events';
import { DeltaRoom } from './delta.room';
import { ScheduleTimers } from './schedule-timers';
import { HEARTBEAT, refetchEvent } from './sse-event';
import type { StreamClient } from './stream-client';
import { type DropReason, StreamMetrics } from './stream.metrics';
import { StreamRoom } from './stream.room';

const HEARTBEAT_MS = 20_000;
/** The heartbeat goes round in slices, so that ten thousand streams are not written at once. */
const SLICES = 20;

/** All open streams, by environment. Tells them when answers may have changed, by a write or by time alone. */
@Injectable()
export class StreamHub implements OnModuleDestroy {
  private readonly rooms = new Map<string, StreamRoom>();
  private readonly deltaRooms = new Map<string, DeltaRoom>();
  private readonly schedules = new ScheduleTimers((id) => this.onSchedule(id));
  private readonly heartbeat: NodeJS.Timeout;
  private readonly unsubscribe: (() => void)[];
  private slice = 0;
  private open = 0;

  constructor(
    private readonly store: SnapshotStore,
    private readonly keys: KeyDirectory,
    private readonly clock: Clock,
    private readonly metrics: StreamMetrics,
    private readonly deltas: DeltaEvents,
    readiness: Readiness,
  ) {
    this.unsubscribe = [
      store.onChange((loaded) => this.onChange(loaded)),
      store.onGone((id) => this.closeRoom(id, 'gone')),
      keys.onRevoked(() => this.dropInvalid()),
    ];
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS / SLICES);
    this.heartbeat.unref();
    readiness.draining.addEventListener('abort', () => this.closeAll());
    metrics.observe(() => this.open);
  }

  onModuleDestroy(): void {
    clearInterval(this.heartbeat);
    for (const stop of this.unsubscribe) stop();
    this.closeAll();
  }

  /** How many streams are open here. */
  get size(): number {
    return this.open;
  }

  /** @param loaded where the client stands: it hears of everything after that */
  join(client: StreamClient, loaded: LoadedEnvironment): void {
    const { environmentId } = client.caller.ref;
    const room = this.rooms.get(environmentId) ?? this.openRoom(loaded);
    room.clients.add(client);
    this.open += 1;
  }

  /**
   * As `join`, for a client that is sent the changes themselves.
   * @param since where it stands, which may be long ago
   */
  joinDeltas(client: StreamClient, loaded: LoadedEnvironment, since: Position): void {
    const { environmentId } = client.caller.ref;
    const room = this.deltaRooms.get(environmentId) ?? this.openDeltaRoom(loaded);
    room.join(client, since);
    this.open += 1;
  }

  /** Forgets a client; one that has left already is no matter. */
  leave(client: StreamClient): void {
    if (this.leaveRoom(client) || this.leaveDeltaRoom(client)) this.open -= 1;
  }

  private leaveRoom(client: StreamClient): boolean {
    const { environmentId } = client.caller.ref;
    const room = this.rooms.get(environmentId);
    if (room?.clients.delete(client) !== true) return false;
    if (room.clients.size > 0) return true;
    this.schedules.stop(environmentId);
    this.rooms.delete(environmentId);
    return true;
  }

  private leaveDeltaRoom(client: StreamClient): boolean {
    const { environmentId } = client.caller.ref;
    const room = this.deltaRooms.get(environmentId);
    if (room?.leave(client) !== true) return false;
    if (room.size === 0) this.deltaRooms.delete(environmentId);
    return true;
  }

  private openDeltaRoom(loaded: LoadedEnvironment): DeltaRoom {
    const room = new DeltaRoom(loaded, {
      between: (since, present) => this.deltas.between(since, present),
      deliver: (client, text) => this.deliver(client, text),
      turn,
    });
    this.deltaRooms.set(loaded.ref.environmentId, room);
    return room;
  }

  private openRoom(loaded: LoadedEnvironment): StreamRoom {
    const { environmentId } = loaded.ref;
    const room = new StreamRoom((client, text) => this.deliver(client, text));
    this.rooms.set(environmentId, room);
    this.awaitSchedule(loaded);
    return room;
  }

  private onChange(loaded: LoadedEnvironment): void {
    this.notify(loaded);
    this.deltaRooms.get(loaded.ref.environmentId)?.advance(loaded);
  }

  private notify(loaded: LoadedEnvironment): void {
    const room = this.rooms.get(loaded.ref.environmentId);
    if (room === undefined) return;
    room.broadcast(refetchEvent(loaded, this.clock.now()));
    this.awaitSchedule(loaded);
  }

  /** A rule that begins or ends is a change that nobody writes. */
  private awaitSchedule(loaded: LoadedEnvironment): void {
    const now = this.clock.now();
    this.schedules.set(loaded.ref.environmentId, { now, at: loaded.nextScheduleAt(now) });
  }

  private onSchedule(environmentId: string): void {
    const loaded = this.store.find(environmentId, this.clock.now());
    if (loaded !== undefined) this.notify(loaded);
  }

  private deliver(client: StreamClient, text: string): void {
    if (!this.send(client, text)) return;
    this.metrics.sent(1);
  }

  private send(client: StreamClient, text: string): boolean {
    if (client.send(text)) return true;
    this.metrics.closed('slow');
    this.leave(client);
    return false;
  }

  /** Each second: who may not listen any more goes, and one slice of the others is sent a sign of life. */
  private beat(): void {
    let index = 0;
    for (const client of this.clients()) {
      if (this.dropIfInvalid(client)) continue;
      if (index % SLICES === this.slice) this.send(client, HEARTBEAT);
      index += 1;
    }
    this.slice = (this.slice + 1) % SLICES;
  }

  private dropInvalid(): void {
    for (const client of this.clients()) this.dropIfInvalid(client);
  }

  private dropIfInvalid(client: StreamClient): boolean {
    const { credential, validUntil } = client.caller;
    if (validUntil !== undefined && validUntil <= this.clock.now()) {
      this.close(client, 'expired');
      return true;
    }
    if (credential === undefined || this.keys.opens(credential)) return false;
    this.close(client, 'revoked');
    return true;
  }

  private closeRoom(environmentId: string, reason: DropReason): void {
    for (const client of this.clients()) {
      if (client.caller.ref.environmentId === environmentId) this.close(client, reason);
    }
  }

  private closeAll(): void {
    for (const client of this.clients()) this.close(client, 'draining');
  }

  private close(client: StreamClient, reason: DropReason): void {
    this.metrics.closed(reason);
    this.leave(client);
    client.end();
  }

  private *clients(): Iterable<StreamClient> {
    for (const { clients } of this.rooms.values()) yield* clients;
    for (const { clients } of this.deltaRooms.values()) yield* clients;
  }
}
