import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock, StoreUnavailable } from '@app/kernel';
import { isConnectionLoss } from '@app/platform/postgres';
import type { Revocation } from '../domain/revocation';
import { RevocationList } from '../domain/revocation-list';
import type { Session } from '../domain/session';
import { RevocationStore } from './revocation.store';

/** Below a second together with the query, so that a session ends everywhere within one. */
const POLL_MS = 800;
/** How far each poll looks back beyond the last: a transaction this old may only just have committed. */
const OVERLAP_SECONDS = 60;
/** Everything is read anew this often, in case a transaction took longer than the overlap. */
const RELOAD_MS = 5 * 60_000;

/**
 * Which sessions have been ended, known to this process without asking: its own at once, those of
 * other processes within a second. While the store cannot be reached, what is known stays known.
 */
@Injectable()
export class Revocations implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Revocations.name);
  private readonly list = new RevocationList();
  private timer: NodeJS.Timeout | undefined;
  private polling: Promise<void> = Promise.resolve();
  private stopped = false;
  private failing = false;
  private away = false;
  private polledAt = 0;
  private loadedAt = 0;

  constructor(
    private readonly store: RevocationStore,
    private readonly clock: Clock,
  ) {}

  /** A database that is away is waited for; no session is valid until it has been read. */
  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.load();
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
      this.away = true;
      this.failing = true;
    }
    this.schedule();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.polling;
  }

  /** Whether the list has never been read: then no session can be judged. */
  get unread(): boolean {
    return this.away;
  }

  /**
   * Whether a session has been ended.
   * @throws StoreUnavailable while the list has never been read: an ended session would be valid again
   */
  covers(session: Session): boolean {
    if (this.away) throw new StoreUnavailable('The list of sessions that have ended');
    return this.list.covers(session);
  }

  /** Call after the commit that stored it. */
  remember(revocation: Revocation): void {
    this.list.add(revocation);
  }

  /** Reads what is new. Never throws: a failure is logged once and made up for by the next success. */
  async poll(): Promise<void> {
    try {
      if (this.clock.now() - this.loadedAt >= RELOAD_MS) await this.reload();
      else await this.readRecent();
      if (this.failing) this.logger.log('Revoked sessions are read again.');
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.warn({ err: error }, 'Revoked sessions cannot be read.');
      this.failing = true;
    }
  }

  private async load(): Promise<void> {
    const startedAt = this.clock.now();
    for (const revocation of await this.store.listAll()) this.list.add(revocation);
    this.polledAt = startedAt;
    this.loadedAt = startedAt;
    this.away = false;
  }

  private async reload(): Promise<void> {
    await this.store.deleteExpired();
    this.list.prune(this.clock.now());
    await this.load();
  }

  private async readRecent(): Promise<void> {
    const startedAt = this.clock.now();
    const elapsed = Math.max(0, startedAt - this.polledAt) / 1000;
    const recent = await this.store.listRecent(Math.ceil(elapsed) + OVERLAP_SECONDS);
    for (const revocation of recent) this.list.add(revocation);
    this.polledAt = startedAt;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.polling = this.poll().finally(() => this.schedule());
    }, POLL_MS);
    this.timer.unref();
  }
}
