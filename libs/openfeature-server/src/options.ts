import type { Logger } from '@openfeature/server-sdk';
import type { JSONWebKeySet, JWK } from 'jose';

/** What a `ToggleProvider` is made with. Only `url` and `apiKey` are required. */
export interface ToggleProviderOptions {
  /** Where the service is, without a path of the API: `https://flags.example.com`. */
  readonly url: string;
  /** An API key of scope `evaluate:server`, bound to one environment. */
  readonly apiKey: string;

  /** Follow changes as they happen. Without it they are polled for. Default: true. */
  readonly streaming?: boolean;
  /** Milliseconds between two polls while there is no stream. Default: 30,000. */
  readonly pollIntervalMs?: number;
  /** Milliseconds after which `initialize` gives up waiting; the provider goes on trying. Default: 10,000. */
  readonly initTimeoutMs?: number;
  /** Milliseconds without contact after which answers count as stale. Default: 60,000. */
  readonly staleAfterMs?: number;
  /** Milliseconds that a request may take. Default: 10,000. */
  readonly requestTimeoutMs?: number;

  /** A folder for the last known good state, from which a process starts while the service is away. Default: none. */
  readonly cacheDir?: string;
  /** A file with a snapshot that is delivered with the application, for the very first start. Default: none. */
  readonly bootstrapFile?: string;

  /** Refuse what the service did not sign. Default: true. */
  readonly verify?: boolean;
  /** The keys that may sign, instead of those that the service itself publishes. */
  readonly trustedKeys?: JSONWebKeySet | readonly JWK[];
  /** Refuse what is signed for another tenant. Default: any. */
  readonly tenant?: string;
  /** Refuse what is signed for another environment. Default: any. */
  readonly environment?: string;

  /** Report how often flags are evaluated, and which revision is applied. Default: true. */
  readonly usage?: boolean;
  /** Milliseconds between two reports, five minutes at most. Default: 60,000. */
  readonly usageIntervalMs?: number;

  /** Where warnings go. Default: OpenFeature's, which writes warnings and errors to the console. */
  readonly logger?: Logger;
  /** Brings requests to the service, for instance through a proxy. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Options with every default filled in. */
export type Settings = ToggleProviderOptions &
  Required<
    Pick<
      ToggleProviderOptions,
      | 'streaming'
      | 'pollIntervalMs'
      | 'initTimeoutMs'
      | 'staleAfterMs'
      | 'requestTimeoutMs'
      | 'verify'
      | 'usage'
      | 'usageIntervalMs'
      | 'fetch'
    >
  >;

const DEFAULTS = {
  streaming: true,
  pollIntervalMs: 30_000,
  initTimeoutMs: 10_000,
  staleAfterMs: 60_000,
  requestTimeoutMs: 10_000,
  verify: true,
  usage: true,
  usageIntervalMs: 60_000,
};

/** @throws TypeError that says which option is wrong and what would be right; never with the key in it */
export function settingsOf(options: ToggleProviderOptions): Settings {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  const settings = {
    ...DEFAULTS,
    fetch: globalThis.fetch,
    ...(Object.fromEntries(given) as unknown as ToggleProviderOptions),
  };
  if (typeof options.apiKey !== 'string' || options.apiKey === '') {
    throw new TypeError('apiKey must be an API key of scope evaluate:server.');
  }
  for (const [name, value] of Object.entries(settings)) {
    if (name.endsWith('Ms') && !(typeof value === 'number' && value > 0)) {
      throw new TypeError(`${name} must be a number of milliseconds above 0.`);
    }
  }
  return { ...settings, url: originOf(options.url) };
}

function originOf(url: string): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TypeError('url must be an absolute http or https URL of the service.');
  }
  return url.replace(/\/+$/, '');
}
