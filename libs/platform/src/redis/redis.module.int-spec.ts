import { Injectable, type LoggerService } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { eventually, ToxicProxy, useRedis } from '@app/testing';
import { register } from 'prom-client';
import { ConfigModule, loadConfig } from '../config';
import { HealthModule, HealthRegistry } from '../health';
import { REDIS_COMMAND_TIMEOUT_MS } from './create-redis';
import { RedisModule } from './redis.module';
import { InjectRedis, type RedisClient } from './redis.tokens';

@Injectable()
class Consumer {
  constructor(@InjectRedis() readonly redis: RedisClient | undefined) {}
}

/** Remembers what was logged, by level. */
class Memory implements LoggerService {
  readonly warnings: string[] = [];
  readonly notices: string[] = [];
  log(message: string): void {
    this.notices.push(message);
  }
  warn(message: string): void {
    this.warnings.push(message);
  }
  error(message: string): void {
    throw new Error(message);
  }
}

const start = async (url: string | undefined, logger: LoggerService): Promise<TestingModule> => {
  const config = loadConfig({ NODE_ENV: 'test', ...(url === undefined ? {} : { REDIS_URL: url }) });
  const module = await Test.createTestingModule({
    imports: [ConfigModule.forRoot(config), HealthModule, RedisModule],
    providers: [Consumer],
  })
    .setLogger(logger)
    .compile();
  return module.init();
};
const gauge = async (): Promise<number | undefined> =>
  (await register.getSingleMetric('redis_up')?.get())?.values[0]?.value;

describe('the Redis module', () => {
  const server = useRedis();
  let module: TestingModule;
  let logger: Memory;

  beforeEach(() => {
    logger = new Memory();
  });
  afterEach(() => module.close());

  it('gives nothing, and reports nothing, where no URL is set', async () => {
    module = await start(undefined, logger);
    expect(module.get(Consumer).redis).toBeUndefined();
    expect(await module.get(HealthRegistry).report()).toEqual([]);
    expect(await gauge()).toBeUndefined();
  });

  it('gives a connection that stands when the application has started', async () => {
    module = await start(server.url, logger);
    expect(await module.get(Consumer).redis?.ping()).toBe('PONG');
    expect(await gauge()).toBe(1);
    expect(await module.get(HealthRegistry).report()).toEqual([
      { name: 'redis', kind: 'optional', status: 'up' },
    ]);
  });

  it('tells an outage once, however often it is asked, and its end once', async () => {
    module = await start(server.url, logger);
    const redis = module.get(Consumer).redis;
    await server.stop();
    await eventually(async () => expect(await gauge()).toBe(0));
    for (let i = 0; i < 20; i += 1) await expect(redis?.get('key')).rejects.toThrow();
    await server.start();
    await eventually(async () => expect(await gauge()).toBe(1));
    expect(logger.warnings.filter((line) => line.includes('Redis'))).toHaveLength(1);
    expect(logger.notices.filter((line) => line === 'Redis is back.')).toHaveLength(1);
  });

  it('lets the application start without it, and connects when it is there', async () => {
    await server.stop();
    module = await start(server.url, logger);
    const [report] = await module.get(HealthRegistry).report();
    expect(report).toMatchObject({ name: 'redis', status: 'down' });
    await server.start();
    await eventually(async () => expect(await gauge()).toBe(1));
  });

  it('takes a server that hangs for lost, so that commands fail at once', async () => {
    const proxy = await ToxicProxy.start(server.url);
    module = await start(proxy.url, logger);
    const redis = module.get(Consumer).redis;
    proxy.freeze();
    await eventually(async () => expect(await gauge()).toBe(0));
    const startedAt = performance.now();
    for (let i = 0; i < 20; i += 1) await expect(redis?.get('key')).rejects.toThrow();
    expect(performance.now() - startedAt).toBeLessThan(5 * REDIS_COMMAND_TIMEOUT_MS);
    await proxy.restore();
    await eventually(async () => expect(await gauge()).toBe(1));
    expect(await redis?.ping()).toBe('PONG');
    expect(logger.warnings).toHaveLength(1);
    await proxy.stop();
  });

  it('closes with the application, without a word about an outage', async () => {
    module = await start(server.url, logger);
    const redis = module.get(Consumer).redis;
    await module.close();
    await eventually(() => expect(redis?.status).toBe('end'));
    expect(logger.warnings).toEqual([]);
  });
});
