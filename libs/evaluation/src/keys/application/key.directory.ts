import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '@app/kernel';
import { KeptState } from '../../kept/kept-state';
import { NothingKept } from '../../kept/nothing-kept';
import { TrailingRun } from '../../waiting/trailing-run';
import { within } from '../../waiting/within';
import { hashOf, tenantOfSecret } from '../domain/key-secret';
import { ApiKeyRepository, type KeyRecord } from './api-key.repository';
import type { Credential } from './credential';
import { CredentialTable } from './credential.table';
import { LookupBudget } from './lookup.budget';

const POLL_MS = 400;
/** After so long without an answer it is asked again, on another connection: together less than a second. */
const PATIENCE_MS = 500;
/** Questions that wait for an answer, at most: a database that hangs must not use up the pool. */
const MOST_UNANSWERED = 3;
/** Asked for beyond the time since the last answer, so that a transaction that commits late is not missed. */
const OVERLAP_S = 10;
/** After so long without an answer everything is read anew: the database may be an older one, restored. */
const REREAD_AFTER_S = 60;

/** Called when something that opened does not any more; `opens` tells which. */
export type RevocationListener = () => void;

/**
 * Every API key in memory, found by its secret without I/O. Changes made by other processes are
 * told by `KeyNews` and polled for: with the database, and whatever becomes of broadcasts, they are
 * known within a second. A key that is not known yet is looked up once, within a budget. Without
 * the database what is known goes on opening, and revocations arrive when it is back.
 */
@Injectable()
export class KeyDirectory implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(KeyDirectory.name);
  private readonly table = new CredentialTable();
  private readonly lookups = new LookupBudget();
  private readonly listeners = new Set<RevocationListener>();
  private readonly reading = new TrailingRun(() => this.read());
  private timer?: NodeJS.Timeout;
  private failing = false;
  private readAt = 0;
  private unanswered = 0;

  constructor(
    private readonly repository: ApiKeyRepository,
    private readonly clock: Clock,
    private readonly kept: KeptState = new NothingKept(),
  ) {}

  /** @throws when the database cannot be read and nothing is kept: without keys a process is of no use */
  async onApplicationBootstrap(): Promise<void> {
    try {
      await this.readAll();
    } catch (error) {
      const kept = await this.kept.findKeys();
      if (kept === undefined) throw error;
      this.apply(kept);
    }
    this.schedule();
  }

  /** Whether the keys are those that were kept, since the database has not answered yet. */
  get restored(): boolean {
    return this.readAt === 0;
  }

  /** Grows with every change of what opens. */
  get version(): number {
    return this.table.version;
  }

  /** What opens something, for keeping it elsewhere. */
  records(): KeyRecord[] {
    return this.table.records();
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** The credential behind a secret that this process knows and that still opens. No I/O. */
  find(secret: string): Credential | undefined {
    return this.table.find(secret, this.clock.now());
  }

  /**
   * As `find`, and asks the database about a key that this process has not heard of yet.
   * @throws when the database cannot be asked
   */
  async resolve(secret: string): Promise<Credential | undefined> {
    const known = this.find(secret);
    const tenant = tenantOfSecret(secret);
    if (known !== undefined || tenant === undefined) return known;
    if (!this.lookups.take(this.clock.now())) return undefined;
    const record = await this.repository.findByHash(tenant, hashOf(secret));
    if (record === undefined) return undefined;
    this.apply([record]);
    return this.find(secret);
  }

  /** Everything that opens for a key: more than one while a rotation overlaps. */
  credentialsOf(keyId: string): Credential[] {
    return this.table.credentialsOf(keyId, this.clock.now());
  }

  /** Whether a credential that was found before opens still. */
  opens(credential: Credential): boolean {
    return this.table.opens(credential, this.clock.now());
  }

  /** Hears of keys that were revoked, whose secret was ended early, or that are gone. Not of those that expire. */
  onRevoked(listener: RevocationListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * Takes in what changed; what is asked of the database then is asked after the call. Never throws:
   * the poll tries again.
   */
  refresh(): Promise<void> {
    return this.reading.ask();
  }

  private async read(): Promise<void> {
    try {
      await this.readChanged();
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.warn({ err: error }, 'API keys cannot be refreshed');
      this.failing = true;
    }
  }

  private schedule(): void {
    this.timer = setTimeout(() => void this.poll(), POLL_MS);
    this.timer.unref();
  }

  private async poll(): Promise<void> {
    await this.refresh();
    if (this.timer !== undefined) this.schedule();
  }

  private async readChanged(): Promise<void> {
    const silenceS = Math.max(0, (this.clock.now() - this.readAt) / 1000);
    if (silenceS > REREAD_AFTER_S) return this.readAll();
    if (this.unanswered >= MOST_UNANSWERED) return;
    await within(PATIENCE_MS, this.takeChanged(silenceS + OVERLAP_S));
  }

  /** An answer that comes late is taken in as well: of two records of a key the newer one counts. */
  private async takeChanged(seconds: number): Promise<void> {
    const startedAt = this.clock.now();
    this.unanswered += 1;
    try {
      this.apply(await this.repository.changedWithin(seconds));
      this.readAt = Math.max(this.readAt, startedAt);
    } finally {
      this.unanswered -= 1;
    }
  }

  private async readAll(): Promise<void> {
    const startedAt = this.clock.now();
    const records = await this.repository.loadAll();
    const dropped = this.table.retain(new Set(records.map(({ key }) => key.id)));
    this.apply(records);
    if (dropped) this.announce();
    this.readAt = startedAt;
  }

  private apply(records: readonly KeyRecord[]): void {
    const now = this.clock.now();
    let revoked = false;
    for (const record of records) revoked = this.table.apply(record, now) || revoked;
    if (revoked) this.announce();
  }

  private announce(): void {
    for (const listener of this.listeners) listener();
  }
}
