import { createLocalJWKSet, type FlattenedVerifyGetKey, type JSONWebKeySet, errors } from 'jose';
import type { StoredCopy } from '../files/stored-copy';
import type { Settings } from '../options';
import { JoseVerifier } from './jose.verifier';
import { pinnedKeys, PublishedKeys } from './published.keys';
import type { SignatureVerifier } from './signature.verifier';
import { TrustingVerifier } from './trusting.verifier';

type TrustSettings = Pick<
  Settings,
  'verify' | 'trustedKeys' | 'url' | 'fetch' | 'requestTimeoutMs'
>;

/** Whose signatures count: those of the pinned keys, else those of the keys that the service publishes. */
export class Trust {
  readonly verifier: SignatureVerifier;
  private readonly published: PublishedKeys | undefined;
  /** Those of the copy that was restored: a process that the service never answers keeps them for the next one. */
  private stored: JSONWebKeySet | undefined;

  constructor(settings: TrustSettings) {
    const { verify, trustedKeys } = settings;
    if (!verify) this.verifier = new TrustingVerifier();
    else if (trustedKeys !== undefined) this.verifier = new JoseVerifier(pinnedKeys(trustedKeys));
    else {
      this.published = new PublishedKeys(settings);
      this.verifier = new JoseVerifier(this.published.find);
    }
  }

  /** Gets ready to judge what will be sent. */
  async prepare(): Promise<void> {
    await this.published?.prefetch();
  }

  /** The published keys, as last seen. */
  get keys(): JSONWebKeySet | undefined {
    return this.published?.keys ?? this.stored;
  }

  /** Who checks a stored copy. Without pinned keys those stored with it count, so that the service need not be there. */
  verifierOf({ keys }: StoredCopy): SignatureVerifier {
    if (this.published === undefined || keys === undefined) return this.verifier;
    this.stored = keys;
    return new JoseVerifier(firstOf(createLocalJWKSet(keys), this.published.find));
  }
}

function firstOf(near: FlattenedVerifyGetKey, far: FlattenedVerifyGetKey): FlattenedVerifyGetKey {
  return async (header, jws) => {
    try {
      return await near(header, jws);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey) return far(header, jws);
      throw error;
    }
  };
}
