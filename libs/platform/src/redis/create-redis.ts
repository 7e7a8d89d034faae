import type { RedisTopology } from '../config';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisClient } from './redis.tokens';

/** Longest that one command may take before its caller goes on without Redis. */
export const REDIS_COMMAND_TIMEOUT_MS = 100;
const CONNECT_TIMEOUT_MS = 2_000;
/** How long a server that hangs may hold up the end of this process. */
const FAREWELL_MS = 200;
const SLOWEST_RECONNECT_MS = 2_000;
const RECONNECT_STEP_MS = 50;

/**
 * Opens a connection that fails fast and comes back by itself: no command waits for a lost server
 * (no offline queue, no resending), while reconnecting goes on for ever in the background.
 * It never throws; what goes wrong is told by the client's events.
 * @param overrides for a connection of another kind, such as one that only subscribes
 */
export function createRedis(topology: RedisTopology, overrides: RedisOptions = {}): RedisClient {
  const options = { ...commonOptions(topology), ...overrides };
  switch (topology.kind) {
    case 'server':
      return new Redis({ ...options, host: topology.host, port: topology.port, db: topology.db });
    case 'sentinel':
      return new Redis({
        ...options,
        sentinels: topology.nodes.map((node) => ({ ...node })),
        name: topology.primary,
        db: topology.db,
        sentinelRetryStrategy: backOff,
        enableTLSForSentinelMode: topology.tls,
      });
    case 'cluster':
      return new Cluster(
        topology.nodes.map((node) => ({ ...node })),
        {
          redisOptions: options,
          enableOfflineQueue: options.enableOfflineQueue ?? false,
          clusterRetryStrategy: backOff,
          // A fail-over answers from the local fallback meanwhile; waiting longer helps no request.
          maxRedirections: 3,
          retryDelayOnFailover: 20,
          retryDelayOnClusterDown: 20,
          slotsRefreshTimeout: CONNECT_TIMEOUT_MS,
        },
      );
    default:
      return topology satisfies never;
  }
}

function commonOptions(topology: RedisTopology): RedisOptions {
  return {
    ...(topology.username === undefined ? {} : { username: topology.username }),
    ...(topology.password === undefined ? {} : { password: topology.password }),
    ...(topology.tls ? { tls: {} } : {}),
    connectTimeout: CONNECT_TIMEOUT_MS,
    disconnectTimeout: FAREWELL_MS,
    commandTimeout: REDIS_COMMAND_TIMEOUT_MS,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: backOff,
    // After a fail-over the old primary answers READONLY: connect anew, to find the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  };
}

/** Milliseconds before the next attempt to connect: 50, 100, … at most 2,000, without end. */
function backOff(attempts: number): number {
  return Math.min(attempts * RECONNECT_STEP_MS, SLOWEST_RECONNECT_MS);
}
