import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock } from '@app/kernel';
import type { ApiKey } from '../domain/api-key';
import { hashOf, tenantOfSecret } from '../domain/key-secret';
import { ApiKeyRepository, type KeyRecord } from './api-key.repository';

const POLL_MS = 400;
/** Wider than the poll, so that a transaction that commits late is not missed. */
const OVERLAP_S = 10;
/** Look-ups of keys this process has not heard of, per second: a flood of made-up keys costs no database. */
const LOOKUPS_PER_S = 50;

/** A key as the data plane holds it: one object per key, replaced when the key changes. */
export interface Credential {
  readonly key: ApiKey;
  /** Hash of the secret that was shown, in hex. */
  readonly hash: string;
  /** Epoch milliseconds after which this secret opens nothing. */
  readonly validUntil: number;
}

/** Called with the id of each key that no longer opens what it did. */
export type RevocationListener = (keyId: string) => void;

/**
 * Every API key in memory, found by its secret without I/O. Changes made by other processes are
 * polled for; a key that is not known yet is looked up once, within a budget.
 */
@Injectable()
export class KeyDirectory implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(KeyDirectory.name);
  private readonly byHash = new Map<string, Credential>();
  /** Secret → credential of those in use, so that a hot caller is not hashed again. */
  private readonly bySecret = new Map<string, Credential>();
  private readonly hashesOfKey = new Map<string, readonly string[]>();
  private readonly listeners = new Set<RevocationListener>();
  private readonly usedKeys = new Set<ApiKey>();
  private timer?: NodeJS.Timeout;
  private failing = false;
  private budget = { second: 0, left: LOOKUPS_PER_S };

  constructor(
    private readonly repository: ApiKeyRepository,
    private readonly clock: Clock,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const record of await this.repository.loadAll()) this.apply(record);
    this.schedule();
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** The credential behind a secret that this process knows and that still opens. No I/O. */
  find(secret: string): Credential | undefined {
    const credential = this.bySecret.get(secret) ?? this.remember(secret);
    if (credential === undefined || credential.validUntil <= this.clock.now()) return undefined;
    return credential;
  }

  /** As `find`, and asks the database about a key that this process has not heard of yet. */
  async resolve(secret: string): Promise<Credential | undefined> {
    const known = this.find(secret);
    const tenant = tenantOfSecret(secret);
    if (known !== undefined || tenant === undefined || !this.mayLookUp()) return known;
    const record = await this.repository.findByHash(tenant, hashOf(secret));
    if (record === undefined) return undefined;
    this.apply(record);
    return this.find(secret);
  }

  /** Notes that a credential was used; costs a comparison for one that is noted already. */
  used(credential: Credential): void {
    this.usedKeys.add(credential.key);
  }

  /** The keys used since this was last asked. */
  takeUsed(): ApiKey[] {
    const keys = [...this.usedKeys];
    this.usedKeys.clear();
    return keys;
  }

  /** Everything that still opens for a key: more than one while a rotation overlaps. */
  credentialsOf(keyId: string): Credential[] {
    const now = this.clock.now();
    return (this.hashesOfKey.get(keyId) ?? [])
      .map((hash) => this.byHash.get(hash))
      .filter((credential) => credential !== undefined)
      .filter(({ validUntil }) => validUntil > now);
  }

  /** Whether a credential that was found before opens still. */
  opens({ hash, validUntil }: Credential): boolean {
    return validUntil > this.clock.now() && this.byHash.has(hash);
  }

  /** Hears of keys that were revoked, whose secret ended early, or that are gone. */
  onRevoked(listener: RevocationListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Takes in what changed lately. Called by the poll, and at once after a change of our own. */
  async refresh(): Promise<void> {
    for (const record of await this.repository.changedWithin(OVERLAP_S)) this.apply(record);
  }

  private schedule(): void {
    this.timer = setTimeout(() => void this.poll(), POLL_MS);
    this.timer.unref();
  }

  private async poll(): Promise<void> {
    try {
      await this.refresh();
      this.failing = false;
    } catch (error) {
      // What is known goes on working; revocations arrive when the database is back.
      if (!this.failing) this.logger.warn({ err: error }, 'API keys cannot be refreshed');
      this.failing = true;
    }
    if (this.timer !== undefined) this.schedule();
  }

  private remember(secret: string): Credential | undefined {
    if (tenantOfSecret(secret) === undefined) return undefined;
    const credential = this.byHash.get(hashOf(secret).toString('hex'));
    if (credential !== undefined) this.bySecret.set(secret, credential);
    return credential;
  }

  private apply({ key, secrets }: KeyRecord): void {
    const before = this.hashesOfKey.get(key.id) ?? [];
    const now = this.clock.now();
    const alive = key.revokedAt === undefined ? secrets.map((one) => credentialOf(key, one)) : [];
    const current = alive.filter(({ validUntil }) => validUntil > now);
    const hashes = current.map(({ hash }) => hash);
    if (sameCredentials(before, current, this.byHash)) return;
    for (const hash of before) this.byHash.delete(hash);
    for (const [secret, { key: known }] of this.bySecret) {
      if (known.id === key.id) this.bySecret.delete(secret);
    }
    for (const credential of current) this.byHash.set(credential.hash, credential);
    if (hashes.length > 0) this.hashesOfKey.set(key.id, hashes);
    else this.hashesOfKey.delete(key.id);
    if (before.some((hash) => !hashes.includes(hash))) this.announce(key.id);
  }

  private announce(keyId: string): void {
    for (const listener of this.listeners) listener(keyId);
  }

  private mayLookUp(): boolean {
    const second = Math.floor(this.clock.now() / 1000);
    if (this.budget.second !== second) this.budget = { second, left: LOOKUPS_PER_S };
    this.budget.left -= 1;
    return this.budget.left >= 0;
  }
}

function credentialOf(key: ApiKey, secret: KeyRecord['secrets'][number]): Credential {
  const ends = [key.expiresAt, secret.expiresAt].filter((date) => date !== undefined);
  return {
    key,
    hash: secret.hash.toString('hex'),
    validUntil: Math.min(...ends.map((date) => date.getTime()), Number.POSITIVE_INFINITY),
  };
}

function sameCredentials(
  before: readonly string[],
  current: readonly Credential[],
  known: ReadonlyMap<string, Credential>,
): boolean {
  return (
    before.length === current.length &&
    current.every(({ hash, validUntil }) => known.get(hash)?.validUntil === validUntil)
  );
}
