import { createHash } from 'node:crypto';
import type { RedisClient } from './redis.tokens';

/**
 * A Lua script that Redis runs as one step. Sent by its hash, and in full only when the server does
 * not know it (yet, or since a restart). Every key it touches goes into `keys`, all in one slot.
 */
export class RedisScript {
  private readonly sha: string;

  constructor(private readonly lua: string) {
    this.sha = createHash('sha1').update(lua).digest('hex');
  }

  /** @returns the reply as the script's author knows it: numbers arrive as integers */
  async run(
    redis: RedisClient,
    keys: readonly string[],
    args: readonly (string | number)[],
  ): Promise<unknown> {
    try {
      return await redis.evalsha(this.sha, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.startsWith('NOSCRIPT')) throw error;
      return redis.eval(this.lua, keys.length, ...keys, ...args);
    }
  }
}
