import type { OFREPWebProviderOptions } from '@openfeature/ofrep-web-provider';

/** How usage is reported. */
export interface UsageOptions {
  /** Milliseconds between two reports, five minutes at most; 60,000 unless given. */
  readonly flushIntervalMs?: number;
}

/** What a `ToggleWebProvider` is made with; all of the OFREP web provider's own options are taken too. */
export interface ToggleWebOptions extends Omit<OFREPWebProviderOptions, 'fetchImplementation'> {
  /** Where the service is, up to what precedes `/ofrep`, e.g. `https://flags.example.com`. */
  readonly baseUrl: string;
  /**
   * An API key of scope `evaluate:client`: it is meant to be read by anyone who opens the page, and
   * shows client-visible flags only. Leave it out where a proxy of yours adds the key.
   */
  readonly clientKey?: string;
  /** Replaces the browser's `fetch`. */
  readonly fetchImplementation?: typeof globalThis.fetch;
  /**
   * Whether it is counted which flags the page really asks for, and reported to the service with the
   * revision it has applied. On unless `false`.
   */
  readonly usage?: boolean | UsageOptions;
}

/** The headers that prove who asks, for every request. */
export async function credentialHeaders(options: ToggleWebOptions): Promise<[string, string][]> {
  return [...staticHeaders(options), ...((await options.headersFactory?.()) ?? [])];
}

/** The same, as far as they are known without asking. */
export function staticHeaders({ clientKey, headers = [] }: ToggleWebOptions): [string, string][] {
  return clientKey === undefined ? headers : [['Authorization', `Bearer ${clientKey}`], ...headers];
}
