/** Where Redis is, and in which of its three forms it runs. */
export type RedisTopology = RedisServer | RedisCluster | RedisSentinels;

interface RedisAccess {
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
}

export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** One server, or one address behind which a managed service hides several. */
export interface RedisServer extends RedisAccess, RedisNode {
  readonly kind: 'server';
  readonly db: number;
}

/** Redis Cluster: any of its nodes will do to find the others. */
export interface RedisCluster extends RedisAccess {
  readonly kind: 'cluster';
  readonly nodes: readonly RedisNode[];
}

/** A primary that the sentinels name, and whose successor they name after a fail-over. */
export interface RedisSentinels extends RedisAccess {
  readonly kind: 'sentinel';
  readonly nodes: readonly RedisNode[];
  readonly primary: string;
  readonly db: number;
}

const SHAPE =
  /^redis(?<tls>s?)(?:\+(?<kind>cluster|sentinel))?:\/\/(?:(?<user>[^:@/?]*)(?::(?<password>[^@/?]*))?@)?(?<nodes>[^/?@]+)(?:\/(?<path>[^?/]*))?(?:\?db=(?<db>\d+))?$/;
const NODE = /^(?<host>\[[0-9A-Fa-f:.]+\]|[^\s:]+)(?::(?<port>\d{1,5}))?$/;
const DEFAULT_PORT = { server: 6379, cluster: 6379, sentinel: 26379 } as const;

/** The forms of `REDIS_URL`, as the documentation of the setting states them. */
export const REDIS_URL_FORMS =
  '`redis://[user:password@]host[:port][/db]`, `redis+cluster://[user:password@]host[:port],host[:port],…` or ' +
  '`redis+sentinel://[user:password@]host[:port],…/primary-name[?db=n]`; `rediss` in place of `redis` for TLS';

/**
 * Reads one of the forms of `REDIS_URL`. Names with a reserved character are percent-encoded.
 * @returns `undefined` when it is none of them
 */
export function parseRedisUrl(raw: string): RedisTopology | undefined {
  const parts = SHAPE.exec(raw)?.groups;
  if (parts === undefined) return undefined;
  const kind = (parts.kind ?? 'server') as RedisTopology['kind'];
  const nodes = nodesOf(parts.nodes ?? '', DEFAULT_PORT[kind]);
  const access = accessOf(parts);
  if (nodes === undefined || access === undefined) return undefined;
  const path = parts.path ?? '';
  switch (kind) {
    case 'server':
      return serverOf({ ...access, path, db: parts.db }, nodes);
    case 'cluster':
      return path === '' && parts.db === undefined ? { kind, ...access, nodes } : undefined;
    case 'sentinel':
      return path === ''
        ? undefined
        : { kind, ...access, nodes, primary: path, db: Number(parts.db ?? 0) };
    default:
      return kind satisfies never;
  }
}

type Groups = Readonly<Record<string, string | undefined>>;

function serverOf(
  { path, db, ...access }: RedisAccess & { path: string; db: string | undefined },
  nodes: readonly RedisNode[],
): RedisServer | undefined {
  const [node, ...others] = nodes;
  if (node === undefined || others.length > 0 || db !== undefined) return undefined;
  return /^\d*$/.test(path) ? { kind: 'server', ...access, ...node, db: Number(path) } : undefined;
}

function accessOf(parts: Groups): RedisAccess | undefined {
  try {
    const username = decodeURIComponent(parts.user ?? '');
    const password = decodeURIComponent(parts.password ?? '');
    return {
      tls: parts.tls === 's',
      ...(username === '' ? {} : { username }),
      ...(password === '' ? {} : { password }),
    };
  } catch {
    return undefined;
  }
}

function nodesOf(list: string, defaultPort: number): RedisNode[] | undefined {
  const nodes = list.split(',').map((entry) => nodeOf(entry, defaultPort));
  return nodes.every((node) => node !== undefined) ? nodes : undefined;
}

function nodeOf(entry: string, defaultPort: number): RedisNode | undefined {
  const parts = NODE.exec(entry)?.groups;
  if (parts?.host === undefined) return undefined;
  const port = Number(parts.port ?? defaultPort);
  if (port < 1 || port > 65535) return undefined;
  return { host: parts.host.replace(/^\[|\]$/g, ''), port };
}
