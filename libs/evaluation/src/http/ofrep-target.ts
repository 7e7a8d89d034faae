import { EVERY_FLAG, type FlagSelection, parseSelection } from '../ofrep/flag-selection';

/** What a request of the protocol is about, read from its URL. */
export type OfrepTarget = (
  | { readonly kind: 'single'; readonly key: string }
  | { readonly kind: 'bulk'; readonly selection: FlagSelection; readonly flagConfigEtag?: string }
) & {
  /** The environment that the request names: it must be the key's own. */
  readonly env?: string;
};

export const OFREP_PATH = '/ofrep/v1/evaluate/flags';

/** Reads `/ofrep/v1/evaluate/flags[/{key}][?…]`; `undefined` for any other URL. */
export function ofrepTarget(url: string): OfrepTarget | undefined {
  if (!url.startsWith(OFREP_PATH)) return undefined;
  const rest = url.slice(OFREP_PATH.length);
  if (rest === '') return { kind: 'bulk', selection: EVERY_FLAG };
  if (rest.startsWith('?')) return bulkTarget(rest);
  if (!rest.startsWith('/')) return undefined;
  return singleTarget(rest.slice(1));
}

function bulkTarget(query: string): OfrepTarget {
  const parameters = new URLSearchParams(query);
  const flagConfigEtag = parameters.get('flagConfigEtag');
  return {
    kind: 'bulk',
    selection: parseSelection(parameters),
    ...(flagConfigEtag !== null && { flagConfigEtag }),
    ...envIn(parameters),
  };
}

function singleTarget(rest: string): OfrepTarget | undefined {
  const end = rest.indexOf('?');
  const raw = end === -1 ? rest : rest.slice(0, end);
  if (raw === '') return bulkTarget(end === -1 ? '' : rest.slice(end));
  if (raw.includes('/')) return undefined;
  const query = end === -1 ? undefined : envIn(new URLSearchParams(rest.slice(end)));
  return { kind: 'single', key: decoded(raw), ...query };
}

function envIn(parameters: URLSearchParams): { readonly env?: string } {
  const env = parameters.get('env');
  return env === null ? {} : { env };
}

/** A key that cannot be decoded is one that does not exist. */
function decoded(raw: string): string {
  if (!raw.includes('%')) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw;
  }
}
