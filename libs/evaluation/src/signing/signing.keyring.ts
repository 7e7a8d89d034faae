import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { Clock, StoreUnavailable } from '@app/kernel';
import { KeptState } from '../kept/kept-state';
import { NothingKept } from '../kept/nothing-kept';
import { KeySeal } from './key.seal';
import { publishedAt, RELOAD_MS, signerAt } from './key-schedule';
import { publicJwk, type PublicSigningJwk, SigningKey } from './signing-key';
import { SigningKeys } from './signing.keys';
import type { StoredSigningKey } from './stored-signing-key';

/** The keys as this process knows them: the one that signs, and those that are published. */
@Injectable()
export class SigningKeyring implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SigningKeyring.name);
  private stored: readonly StoredSigningKey[] = [];
  private signer: SigningKey | undefined;
  private signerUntil = 0;
  private loading: Promise<void> | undefined;
  private timer?: NodeJS.Timeout;
  private failing = false;

  constructor(
    private readonly keys: SigningKeys,
    private readonly seal: KeySeal,
    private readonly clock: Clock,
    private readonly kept: KeptState = new NothingKept(),
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.reload();
    if (this.signer === undefined) await this.take((await this.kept.findSigningKeys()) ?? []);
    this.schedule();
  }

  onModuleDestroy(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** The key that signs now, if it is at hand. No I/O. */
  find(): SigningKey | undefined {
    return this.clock.now() < this.signerUntil ? this.signer : undefined;
  }

  /**
   * The key that signs now.
   * @throws StoreUnavailable when it cannot be read from anywhere
   */
  async current(): Promise<SigningKey> {
    const known = this.find();
    if (known !== undefined) return known;
    await this.take(this.stored);
    if (this.find() === undefined) await this.reload();
    const key = this.find();
    if (key === undefined) throw new StoreUnavailable('The key that signs snapshots');
    return key;
  }

  /** The public keys, the newest first. */
  publicKeys(): PublicSigningJwk[] {
    return publishedAt(this.stored, this.clock.now()).map(publicJwk);
  }

  /** What is known, for keeping it elsewhere: private halves are sealed. */
  get known(): readonly StoredSigningKey[] {
    return this.stored;
  }

  /** Takes over keys that were kept elsewhere, until the record can be asked. */
  async take(stored: readonly StoredSigningKey[]): Promise<void> {
    const now = this.clock.now();
    const signer = signerAt(stored, now);
    const opened = signer && this.seal.open(signer);
    if (signer === undefined || opened === undefined) return;
    if (this.signer?.id !== signer.id) {
      this.signer = await SigningKey.of(signer.id, { x: signer.x, d: opened.d });
    }
    this.stored = stored;
    const turns = stored.map(({ signsFrom }) => signsFrom.getTime()).filter((at) => at > now);
    this.signerUntil = Math.min(Number.POSITIVE_INFINITY, ...turns);
  }

  /** Reads what there is now. Never throws: what is known goes on signing. */
  async reload(): Promise<void> {
    try {
      await this.load();
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.logger.warn({ err: error }, 'The signing keys cannot be read.');
      this.failing = true;
    }
  }

  private load(): Promise<void> {
    this.loading ??= this.keys
      .ensure()
      .then((stored) => this.take(stored))
      .finally(() => {
        this.loading = undefined;
      });
    return this.loading;
  }

  private schedule(): void {
    this.timer = setTimeout(() => void this.poll(), RELOAD_MS);
    this.timer.unref();
  }

  private async poll(): Promise<void> {
    await this.reload();
    if (this.timer !== undefined) this.schedule();
  }
}
