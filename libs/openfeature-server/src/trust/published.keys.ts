import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  type FlattenedVerifyGetKey,
  type JSONWebKeySet,
  jwksCache,
  type JWKSCacheInput,
  type JWK,
} from 'jose';
import type { Settings } from '../options';

const HOUR_MS = 3_600_000;
/** A signature with an unknown key makes the keys be fetched again, but not more often than this. */
const COOL_DOWN_MS = 30_000;

/** Keys that are given beforehand. */
export function pinnedKeys(trusted: JSONWebKeySet | readonly JWK[]): FlattenedVerifyGetKey {
  return createLocalJWKSet(isList(trusted) ? { keys: [...trusted] } : trusted);
}

/** The keys that the service publishes: fetched when first needed, hourly, and when a signature names an unknown one. */
export class PublishedKeys {
  readonly find: FlattenedVerifyGetKey;
  private readonly reload: () => Promise<void>;
  private readonly cache: JWKSCacheInput = {};

  constructor({
    url,
    fetch,
    requestTimeoutMs,
  }: Pick<Settings, 'url' | 'fetch' | 'requestTimeoutMs'>) {
    const remote = createRemoteJWKSet(new URL(`${url}/.well-known/jwks.json`), {
      cacheMaxAge: HOUR_MS,
      cooldownDuration: COOL_DOWN_MS,
      timeoutDuration: requestTimeoutMs,
      [customFetch]: fetch,
      [jwksCache]: this.cache,
    });
    this.find = remote;
    this.reload = () => remote.reload();
  }

  /** Fetches them before they are needed. Whether that works is seen when they are. */
  async prefetch(): Promise<void> {
    await this.reload().catch(() => {});
  }

  /** As last fetched. */
  get keys(): JSONWebKeySet | undefined {
    return (this.cache as { jwks?: JSONWebKeySet }).jwks;
  }
}

function isList(trusted: JSONWebKeySet | readonly JWK[]): trusted is readonly JWK[] {
  return Array.isArray(trusted);
}
