import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Redis } from 'ioredis';
import type { Gauge } from 'prom-client';
import { InjectRedis, type RedisClient } from './redis.tokens';

export const REDIS_UP = 'redis_up';
const FIRST_CONNECT_WAIT_MS = 1_000;
const PROBE_EVERY_MS = 500;
const MISSES_TO_GIVE_UP = 2;

/**
 * Watches over the connection: one line in the log per outage, the gauge, and the end of it.
 *
 * A server that hangs keeps its connections open, and every command would wait for its timeout. So
 * a connection that misses two probes in a row is closed: from then on commands fail at once, until
 * it stands again. (A cluster goes on with its other nodes, so its connection is left alone.)
 */
@Injectable()
export class RedisConnection implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger('Redis');
  private lost = false;
  private closing = false;
  private misses = 0;
  private probes: NodeJS.Timeout | undefined;

  constructor(
    @InjectRedis() private readonly redis: RedisClient | undefined,
    @InjectMetric(REDIS_UP) private readonly up: Gauge,
  ) {
    if (redis === undefined) {
      up.remove(); // No sample at all: 0 would mean that it is lost, and wake someone.
      return;
    }
    up.set(0);
    redis.on('ready', () => this.onReady());
    redis.on('close', () => this.onLost());
    // Without a listener an 'error' event would end the process; each outage is told by onLost.
    redis.on('error', (error: Error) => this.onLost(error));
  }

  /** Commands fail at once until the connection stands, so the start waits for it a moment. */
  async onModuleInit(): Promise<void> {
    const { redis } = this;
    if (redis === undefined) return;
    if (redis instanceof Redis)
      this.probes = setInterval(() => void this.probe(redis), PROBE_EVERY_MS);
    this.probes?.unref();
    if (redis.status === 'ready') return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, FIRST_CONNECT_WAIT_MS);
      redis.once('ready', () => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  onApplicationShutdown(): void {
    this.closing = true;
    clearInterval(this.probes);
    this.redis?.disconnect();
  }

  private async probe(redis: Redis): Promise<void> {
    if (redis.status !== 'ready') return;
    try {
      await redis.ping();
      this.misses = 0;
    } catch {
      this.misses += 1;
      if (this.misses < MISSES_TO_GIVE_UP) return;
      this.misses = 0;
      redis.disconnect(true);
    }
  }

  private onReady(): void {
    this.up.set(1);
    this.logger.log(this.lost ? 'Redis is back.' : 'Connected to Redis.');
    this.lost = false;
  }

  private onLost(error?: Error): void {
    this.up.set(0);
    if (this.lost || this.closing) return;
    this.lost = true;
    const reason = error === undefined ? 'connection closed' : error.message;
    this.logger.warn(`Redis cannot be reached (${reason}); going on without it until it is back.`);
  }
}
