import type { Logger } from '@openfeature/server-sdk';
import type { Settings } from '../options';
import type { EnvironmentState } from '../state/environment.state';
import type { StreamEnd } from '../transport/toggle.transport';
import { Backoff } from './backoff';
import { ConnectionHealth } from './connection.health';
import type { Poll, SnapshotPoller } from './snapshot.poller';
import { type FollowerParts, StreamFollower, type StreamOwner } from './stream.follower';
import type { SyncListener } from './sync.listener';

/** What the synchroniser works with. */
export interface SyncParts extends Omit<FollowerParts, 'owner'> {
  readonly settings: Pick<Settings, 'streaming' | 'pollIntervalMs' | 'staleAfterMs'>;
  readonly state: EnvironmentState;
  readonly poller: SnapshotPoller;
  readonly listener: SyncListener;
  readonly logger: Logger;
}

/** Until the first answer nobody wants to wait for the next poll. */
const FIRST_RETRY = { firstMs: 500, longestMs: 30_000 };
const REFUSED_RETRY_MS = 60_000;
/** Beside an open stream: would find what a stream that only seems alive does not bring. */
const GUARD_INTERVAL_MS = 5 * 60_000;
/** A change that is too large for the stream is fetched by all who follow it, but not at the same moment. */
const REFETCH_SPREAD_MS = 300;

/**
 * Keeps the state up to date: asks for it, then follows the stream from there; polls while there is no stream, and
 * seldom beside it. Ends at the first refusal if there is no state to answer from.
 */
export class Synchroniser implements StreamOwner {
  private readonly stopped = new AbortController();
  private readonly health: ConnectionHealth;
  private readonly follower: StreamFollower;
  private readonly firstRetry = new Backoff(FIRST_RETRY);
  private pollTimer: NodeJS.Timeout | undefined;
  private following: Promise<void> | undefined;
  private streamOpen = false;
  private told: string | undefined;

  constructor(private readonly parts: SyncParts) {
    this.health = new ConnectionHealth(parts.listener, parts.settings);
    this.follower = new StreamFollower({ ...parts, owner: this });
  }

  start(): void {
    this.pollIn(0);
  }

  /** Resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.stopped.abort();
    clearTimeout(this.pollTimer);
    this.health.end();
    await this.following;
  }

  opened(): void {
    this.streamOpen = true;
    // A stream that opens says that the key is accepted, not that the state can be trusted.
    this.pollIn(this.health.isFaulty ? 0 : jittered(GUARD_INTERVAL_MS));
    this.health.opened();
  }

  closed(end: StreamEnd): void {
    const { logger, settings } = this.parts;
    if (this.streamOpen) this.pollIn(jittered(settings.pollIntervalMs));
    this.streamOpen = false;
    this.health.closed();
    if (end.kind === 'refused') this.health.found(keyRefused(end.detail));
    if (end.kind === 'failed') logger.debug(`There is no stream: ${end.detail}.`);
  }

  advanced(): void {
    this.health.confirmed();
  }

  behind(reason?: string): void {
    if (reason !== undefined) this.health.found(reason);
    this.pollIn(Math.random() * REFETCH_SPREAD_MS);
  }

  private pollIn(ms: number): void {
    clearTimeout(this.pollTimer);
    if (this.stopped.signal.aborted) return;
    this.pollTimer = setTimeout(() => void this.poll(), ms).unref();
  }

  private async poll(): Promise<void> {
    this.pollTimer = undefined;
    const poll = await this.parts.poller.poll(this.stopped.signal);
    if (this.stopped.signal.aborted) return;
    if (poll.kind === 'refused' && this.parts.state.snapshot === undefined) {
      this.parts.listener.fatal(keyRefused(poll.detail));
      return;
    }
    this.judge(poll);
    if (poll.kind === 'current') this.follow();
    // Whoever has asked for another poll meanwhile wants it sooner.
    if (this.pollTimer === undefined) this.pollIn(this.waitAfter(poll));
  }

  private judge(poll: Poll): void {
    switch (poll.kind) {
      case 'current':
        this.told = undefined;
        return this.health.confirmed();
      case 'refused':
        return this.health.found(keyRefused(poll.detail));
      case 'untrusted':
        return this.health.found(poll.detail);
      case 'failed':
        this.tell(poll.detail);
        return this.health.missed();
      default:
        return poll satisfies never;
    }
  }

  /** An outage is told once, not at every attempt. */
  private tell(detail: string): void {
    if (this.told !== detail) this.parts.logger.warn(`The service does not answer: ${detail}.`);
    this.told = detail;
  }

  private follow(): void {
    if (!this.parts.settings.streaming) return;
    this.following ??= this.follower.follow(this.stopped.signal);
  }

  private waitAfter(poll: Poll): number {
    const { settings, state } = this.parts;
    if (poll.kind === 'refused') return jittered(REFUSED_RETRY_MS);
    if (this.streamOpen && poll.kind === 'current') return jittered(GUARD_INTERVAL_MS);
    const retryAfterMs = poll.kind === 'failed' ? (poll.retryAfterMs ?? 0) : 0;
    const usual =
      state.snapshot === undefined ? this.firstRetry.next() : jittered(settings.pollIntervalMs);
    return Math.max(usual, retryAfterMs);
  }
}

function keyRefused(detail: string): string {
  return `The API key is refused: ${detail}`;
}

/** Up to a tenth more or less, so that clients that began together drift apart. */
function jittered(ms: number): number {
  return ms * (0.9 + Math.random() * 0.2);
}
