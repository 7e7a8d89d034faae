import { Inject } from '@nestjs/common';
import type { Cluster, Redis } from 'ioredis';

/** A connection to Redis, whatever form it runs in. Scripts and multi-key commands keep to one hash slot. */
export type RedisClient = Redis | Cluster;

/** The process' connection for commands; `undefined` when `REDIS_URL` is not set. */
export const REDIS: unique symbol = Symbol('redis');

/** Injects `RedisClient | undefined`. */
export const InjectRedis = (): PropertyDecorator & ParameterDecorator => Inject(REDIS);
