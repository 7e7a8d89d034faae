import {
  Controller,
  Get,
  Injectable,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { register } from 'prom-client';
import { type Principal, RequestContext, type TenantSlug } from '@app/kernel';
import { ConfigModule, loadConfig } from '@app/platform/config';
import { ContextModule } from '@app/platform/context';
import { HttpModule } from '@app/platform/http';
import { Endpoint } from '@app/platform/openapi';
import { RateLimitModule } from '../rate-limit.module';
import { RateLimitGuard } from './rate-limit.guard';

/** Believes whatever tenant the request claims. */
@Injectable()
class ClaimGuard implements CanActivate {
  constructor(private readonly context: RequestContext) {}
  canActivate(execution: ExecutionContext): boolean {
    const { headers } = execution.switchToHttp().getRequest<{ headers: Record<string, string> }>();
    const state = this.context.current();
    if (state !== undefined && headers['x-claim'] !== undefined) {
      const principal: Principal = {
        tenantId: headers['x-claim'],
        tenant: headers['x-claim'] as TenantSlug,
        actor: { type: 'user', id: 'u1' },
        scopes: new Set(),
      };
      state.principal = principal;
    }
    return true;
  }
}

@Controller()
class ThingsController {
  @Endpoint({ summary: 'Limited', access: 'authenticated' })
  @Get('limited')
  limited(): string {
    return 'fine';
  }
  @Endpoint({ summary: 'Free', access: 'authenticated', limit: 'none' })
  @Get('free')
  free(): string {
    return 'fine';
  }
}

describe('given an application that limits each tenant to a burst of 2', () => {
  let app: NestFastifyApplication;

  beforeEach(async () => {
    register.clear();
    const config = loadConfig({
      NODE_ENV: 'test',
      RATE_LIMIT_BURST: '2',
      RATE_LIMIT_SUSTAINED_PER_SEC: '0.1',
    });
    const module = await Test.createTestingModule({
      imports: [ConfigModule.forRoot(config), ContextModule, HttpModule, RateLimitModule],
      controllers: [ThingsController],
      providers: [
        { provide: APP_GUARD, useClass: ClaimGuard },
        { provide: APP_GUARD, useExisting: RateLimitGuard },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
      logger: false,
    });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterEach(() => app.close());

  const get = (url: string, tenant?: string) =>
    app.inject({ url, headers: tenant === undefined ? {} : { 'x-claim': tenant } });

  it('answers with the level of the bucket, then refuses and says when to come again', async () => {
    const first = await get('/limited', 'zebra');
    expect(first.statusCode).toBe(200);
    expect(first.headers).toMatchObject({
      'x-ratelimit-limit': '2',
      'x-ratelimit-remaining': '1',
      'ratelimit-policy': '"tenant";q=2;w=20',
      ratelimit: '"tenant";r=1;t=10',
    });
    expect(first.headers['retry-after']).toBeUndefined();

    await get('/limited', 'zebra');
    const refused = await get('/limited', 'zebra');
    // Which status the error has is the application's table to say; here it only must not pass.
    expect(refused.statusCode).not.toBe(200);
    expect(refused.headers).toMatchObject({
      'x-ratelimit-remaining': '0',
      ratelimit: '"tenant";r=0;t=10',
      'retry-after': '10',
    });
  });

  it('does not let one tenant use up the tokens of another', async () => {
    for (let i = 0; i < 3; i += 1) await get('/limited', 'zebra');
    expect((await get('/limited', 'okapi')).statusCode).toBe(200);
  });

  it('leaves routes alone that say so, and callers it does not know', async () => {
    for (const answer of [await get('/free', 'zebra'), await get('/limited')]) {
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['x-ratelimit-limit']).toBeUndefined();
    }
  });

  it('counts its decisions and who made them', async () => {
    for (let i = 0; i < 3; i += 1) await get('/limited', 'zebra');
    const metrics = await register.metrics();
    expect(metrics).toContain('rate_limit_decisions_total{decision="allowed",source="local"} 2');
    expect(metrics).toContain('rate_limit_decisions_total{decision="limited",source="local"} 1');
    expect(metrics).toContain('rate_limit_degraded 0');
  });
});
