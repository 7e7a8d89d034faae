import { Body, Controller, Get, Logger as NestLogger, Post } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Logger } from 'nestjs-pino';
import { type Principal, RequestContext, type TenantSlug } from '@app/kernel';
import { ConfigModule, loadConfig } from '../config';
import { ContextModule } from '../context';
import { HttpModule } from '../http';
import { LoggingModule } from './logging.module';

const PRINCIPAL: Principal = {
  tenantId: '0190-tenant',
  tenant: 'zebra' as TenantSlug,
  actor: { type: 'user', id: 'u1' },
  scopes: new Set(),
};

@Controller()
class ChattyController {
  private readonly logger = new NestLogger('Chatty');
  constructor(private readonly context: RequestContext) {}
  @Get('features/:key')
  get(): string {
    const state = this.context.current();
    if (state !== undefined) Object.assign(state, { principal: PRINCIPAL, action: 'flag.get' });
    this.logger.warn({ flag: 'f1' }, 'inside');
    return 'fine';
  }
  @Post('login')
  login(@Body() body: object): string {
    this.logger.log({ body, headers: { Authorization: 'Bearer s3cret', cookie: 's3cret' } });
    return 'fine';
  }
  @Get('fail')
  fail(): never {
    throw new Error('on purpose');
  }
  @Get('health/live')
  health(): string {
    return 'fine';
  }
}

describe('given an application that logs by pino', () => {
  const text: string[] = [];
  const lines = () => text.map((line) => JSON.parse(line) as Record<string, unknown>);
  const accessLine = () => lines().find((line) => line.context === 'Http');
  let app: NestFastifyApplication;
  let start = '';

  beforeAll(async () => {
    const config = loadConfig({ NODE_ENV: 'test' });
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(config),
        ContextModule,
        HttpModule,
        LoggingModule.forRoot({ write: (line) => void text.push(line) }),
      ],
      controllers: [ChattyController],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    app.useLogger(app.get(Logger));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    start = text.join('');
  });
  it('does not list every module and route when it starts', () => {
    expect(start).not.toContain('Mapped {');
    expect(start).toContain('Nest application successfully started');
  });

  beforeEach(() => text.splice(0));
  afterAll(() => app.close());

  it('writes one line per request: id, tenant, action, route, status and duration', async () => {
    await app.inject({ url: '/features/f1', headers: { 'x-request-id': 'r-1' } });
    expect(accessLine()).toMatchObject({
      level: 'info',
      requestId: 'r-1',
      tenant: 'zebra',
      action: 'flag.get',
      method: 'GET',
      path: '/features/f1',
      route: '/features/:key',
      status: 200,
      msg: 'request completed',
    });
    expect(accessLine()?.durationMs).toEqual(expect.any(Number));
  });

  it('adds the same fields to what a handler logs', async () => {
    await app.inject({ url: '/features/f1', headers: { 'x-request-id': 'r-2' } });
    expect(lines().find((line) => line.msg === 'inside')).toMatchObject({
      level: 'warn',
      context: 'Chatty',
      requestId: 'r-2',
      tenant: 'zebra',
      flag: 'f1',
    });
  });

  it('logs a failed request as an error', async () => {
    await app.inject({ url: '/fail' });
    expect(accessLine()).toMatchObject({ level: 'error', status: 500, msg: 'request failed' });
  });

  it('names an address without a route "unmatched"', async () => {
    await app.inject({ url: '/nowhere' });
    expect(accessLine()).toMatchObject({ route: 'unmatched', path: '/nowhere', status: 404 });
  });

  it('is silent about probes', async () => {
    await app.inject({ url: '/health/live' });
    expect(lines()).toEqual([]);
  });

  it('logs an error with its cause, and nothing that hangs on it', () => {
    const cause = Object.assign(new Error('query failed'), { parameters: ['s3cret'] });
    new NestLogger('Spec').error(new Error('on purpose', { cause }));
    expect(lines()[0]).toMatchObject({
      level: 'error',
      context: 'Spec',
      err: { type: 'Error', message: 'on purpose', cause: { message: 'query failed' } },
    });
    expect(text.join('')).not.toContain('s3cret');
  });

  it('writes no secret: not from a query, a header or a body', async () => {
    await app.inject({ url: '/features/f1?token=s3cret' });
    await app.inject({
      method: 'POST',
      url: '/login?password=s3cret',
      headers: { authorization: 'Bearer s3cret', 'x-api-key': 's3cret', cookie: 'token=s3cret' },
      body: { tenant: 'zebra', password: 's3cret', nested: { token: 's3cret', secret: 's3cret' } },
    });
    expect(text.length).toBeGreaterThan(2);
    expect(text.join('')).not.toContain('s3cret');
    expect(text.join('')).toContain('[redacted]');
  });
});
