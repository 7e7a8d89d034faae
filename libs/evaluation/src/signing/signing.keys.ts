import { Injectable, Logger } from '@nestjs/common';
import { Clock, type Tx, UnitOfWork } from '@app/kernel';
import { publishedAt, PUBLISHED_BEFORE_MS, signerAt } from './key-schedule';
import { KeySeal } from './key.seal';
import { newKeyPair } from './signing-key';
import { SigningKeyRepository } from './signing-key.repository';
import { type KeyOccasion, signingKeyCreated } from './signing.events';
import type { StoredSigningKey } from './stored-signing-key';

/** Makes signing keys: the first one, one after the other, and a new one when the old one cannot be read. */
@Injectable()
export class SigningKeys {
  private readonly logger = new Logger(SigningKeys.name);

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: SigningKeyRepository,
    private readonly seal: KeySeal,
    private readonly clock: Clock,
  ) {}

  /**
   * Every key there is, one of which signs now and can be read. Of processes that start together one
   * makes it.
   * @throws StoreUnavailable
   */
  async ensure(): Promise<StoredSigningKey[]> {
    const keys = await this.repository.list();
    if (this.isFine(keys)) return keys;
    return this.unitOfWork.run(async (tx) => {
      const present = await this.repository.listForUpdate(tx);
      if (this.isFine(present)) return present;
      return this.mend(tx, present);
    });
  }

  /**
   * Makes the next key. It is published at once and signs when every copy of the published keys has
   * it; keys that were published for long enough after their time are removed.
   * @throws StoreUnavailable
   */
  async rotate(): Promise<StoredSigningKey> {
    return this.unitOfWork.run(async (tx) => {
      const present = await this.repository.listForUpdate(tx);
      const now = this.clock.now();
      const kept = new Set(publishedAt(present, now));
      const gone = present.filter((key) => !kept.has(key)).map(({ id }) => id);
      await this.repository.remove(tx, gone);
      return this.add(tx, now + PUBLISHED_BEFORE_MS, 'rotation');
    });
  }

  private isFine(keys: readonly StoredSigningKey[]): boolean {
    const signer = signerAt(keys, this.clock.now());
    return signer !== undefined && this.seal.open(signer)?.outdated === false;
  }

  /** Keys sealed with the secret before are sealed anew; without one that can be read there is a new one. */
  private async mend(tx: Tx, present: readonly StoredSigningKey[]): Promise<StoredSigningKey[]> {
    const keys = await Promise.all(present.map((key) => this.resealed(tx, key)));
    const signer = signerAt(keys, this.clock.now());
    if (signer !== undefined && this.seal.open(signer) !== undefined) return keys;
    if (signer !== undefined) {
      this.logger.warn(
        'The signing key was sealed with another JWT_SECRET; a new one signs from now on.',
      );
    }
    const occasion = signer === undefined ? 'first' : 'unreadable';
    return [...keys, await this.add(tx, this.clock.now(), occasion)];
  }

  private async resealed(tx: Tx, key: StoredSigningKey): Promise<StoredSigningKey> {
    const opened = this.seal.open(key);
    if (opened?.outdated !== true) return key;
    const sealed = this.seal.close(key.id, opened.d);
    await this.repository.reseal(tx, key.id, sealed);
    return { ...key, sealed };
  }

  private async add(tx: Tx, signsFrom: number, occasion: KeyOccasion): Promise<StoredSigningKey> {
    const { id, x, d } = await newKeyPair();
    const key: StoredSigningKey = {
      id,
      x,
      sealed: this.seal.close(id, d),
      createdAt: new Date(this.clock.now()),
      signsFrom: new Date(signsFrom),
    };
    await this.repository.add(tx, key);
    for (const tenant of await this.repository.tenants(tx)) {
      tx.record(signingKeyCreated(tenant, key, occasion));
    }
    return key;
  }
}
