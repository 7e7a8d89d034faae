import type { TenantSlug, Tx } from '@app/kernel';
import { InMemoryTx } from '../../../outbox/src/testing/in-memory-unit-of-work';
import {
  ApiKeyRepository,
  type KeyedEnvironment,
  type KeyRecord,
  type KeyUse,
} from '../keys/application/api-key.repository';
import type { ApiKey, KeySecret } from '../keys/domain/api-key';

/** API keys in memory, on a clock of its own that ticks with every change. */
export class InMemoryApiKeyRepository extends ApiKeyRepository {
  /** Makes every question fail, as a lost database does. */
  lost = false;
  private readonly records = new Map<string, KeyRecord>();

  /** @param now epoch milliseconds, as the database's clock says */
  constructor(private readonly now: () => number = Date.now) {
    super();
  }

  override async add(tx: Tx, key: ApiKey, secret: KeySecret): Promise<void> {
    this.put(tx, { key, secrets: [secret] });
  }

  override async list(tenantId: string): Promise<ApiKey[]> {
    return this.all()
      .map(({ key }) => key)
      .filter((key) => key.tenantId === tenantId && key.revokedAt === undefined)
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
  }

  override async count(tenantId: string): Promise<number> {
    return (await this.list(tenantId)).length;
  }

  override async findForUpdate(_tx: Tx, tenantId: string, id: string): Promise<ApiKey | undefined> {
    return (await this.list(tenantId)).find((key) => key.id === id);
  }

  override async listForUpdate(_tx: Tx, { tenantId, id }: KeyedEnvironment): Promise<ApiKey[]> {
    return (await this.list(tenantId)).filter(({ environment }) => environment?.id === id);
  }

  override async revoke(tx: Tx, { id }: ApiKey, at: Date): Promise<void> {
    const { key, secrets } = this.get(id);
    this.put(tx, { key: { ...key, revokedAt: at }, secrets });
  }

  override async keepRevoked(tx: Tx, { tenantId, id }: KeyedEnvironment): Promise<void> {
    for (const { key, secrets } of this.all()) {
      const isOfIt = key.tenantId === tenantId && key.environment?.id === id;
      if (!isOfIt || key.revokedAt === undefined) continue;
      this.put(tx, { key: { ...key, environment: undefined }, secrets });
    }
  }

  override async rotate(
    tx: Tx,
    { id }: ApiKey,
    { prefix, ...secret }: KeySecret & { readonly prefix: string },
    formerUntil: Date,
  ): Promise<void> {
    const { key, secrets } = this.get(id);
    const former = secrets
      .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > secret.createdAt)
      .map((one) => ({ ...one, expiresAt: earlier(one.expiresAt, formerUntil) }));
    this.put(tx, { key: { ...key, prefix }, secrets: [...former, secret] });
  }

  override async loadAll(): Promise<KeyRecord[]> {
    return this.all().filter(({ key }) => key.revokedAt === undefined);
  }

  override async changedWithin(seconds: number): Promise<KeyRecord[]> {
    const since = this.now() - seconds * 1000;
    return this.all().filter(({ changedAt }) => changedAt.getTime() > since);
  }

  override async findByHash(tenant: TenantSlug, hash: Buffer): Promise<KeyRecord | undefined> {
    return this.all().find(
      ({ key, secrets }) => key.tenant === tenant && secrets.some((one) => one.hash.equals(hash)),
    );
  }

  override async touch(uses: readonly KeyUse[]): Promise<void> {
    this.all();
    for (const { id, at } of uses) {
      const record = this.records.get(id);
      if (record === undefined) continue;
      const { lastUsedAt = at } = record.key;
      const latest = lastUsedAt > at ? lastUsedAt : at;
      this.records.set(id, { ...record, key: { ...record.key, lastUsedAt: latest } });
    }
  }

  private all(): KeyRecord[] {
    if (this.lost) throw new Error('The database is lost.');
    return [...this.records.values()];
  }

  private get(id: string): KeyRecord {
    const record = this.records.get(id);
    if (record === undefined) throw new Error('Find it for update first.');
    return record;
  }

  private put(tx: Tx, record: Omit<KeyRecord, 'changedAt'>): void {
    const { id } = record.key;
    const before = this.records.get(id);
    this.records.set(id, { ...record, changedAt: new Date(this.now()) });
    if (!(tx instanceof InMemoryTx)) return;
    tx.onRollback(() => {
      if (before === undefined) this.records.delete(id);
      else this.records.set(id, before);
    });
  }
}

function earlier(one: Date | undefined, other: Date): Date {
  return one !== undefined && one < other ? one : other;
}
