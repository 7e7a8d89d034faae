import {
  Body,
  type CanActivate,
  Controller,
  Delete,
  type ExecutionContext,
  Get,
  HttpException,
  Injectable,
  Post,
  Res,
} from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { FastifyReply } from 'fastify';
import { type Principal, RequestContext, type TenantSlug } from '@app/kernel';
import { eventually } from '@app/testing';
import { ContextModule } from '../context';
import { HttpModule } from '../http';
import { Endpoint } from '../openapi';
import { AnswerKeeper } from './answer.keeper';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { IdempotencyStore } from './idempotency.store';
import { InMemoryIdempotencyStore } from './testing/in-memory-idempotency.store';

/** Everyone is the user whom the request names. */
@Injectable()
class ClaimGuard implements CanActivate {
  constructor(private readonly context: RequestContext) {}
  canActivate(execution: ExecutionContext): boolean {
    const { headers } = execution.switchToHttp().getRequest<{ headers: Record<string, string> }>();
    const state = this.context.current();
    const user = headers['x-user'];
    if (state === undefined || user === undefined) return true;
    const principal: Principal = {
      tenantId: 't1',
      tenant: 'zebra' as TenantSlug,
      actor: { type: 'user', id: user },
      scopes: new Set(),
    };
    state.principal = principal;
    return true;
  }
}

@Controller('things')
class ThingsController {
  calls = 0;
  gate: PromiseWithResolvers<void> | undefined;

  @Endpoint({ summary: 'Make', access: 'authenticated' })
  @Post()
  async make(
    @Body() body: { name: string },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    this.calls += 1;
    await this.gate?.promise;
    if (body.name === 'taken') throw new HttpException({ call: this.calls }, 409);
    if (body.name === 'broken') throw new HttpException('broken', 500);
    reply.status(201).header('Location', '/things/1').header('ETag', '"1"');
    return { call: this.calls, name: body.name };
  }
  @Endpoint({ summary: 'Remove', access: 'authenticated', status: 204 })
  @Delete()
  remove(): void {
    this.calls += 1;
  }
  @Endpoint({ summary: 'Make a secret', access: 'authenticated', idempotent: false })
  @Post('secret')
  secret(): object {
    this.calls += 1;
    return { secret: this.calls };
  }
  @Endpoint({ summary: 'Log in', access: 'authenticated' })
  @Post('cookie')
  cookie(@Res({ passthrough: true }) reply: FastifyReply): object {
    this.calls += 1;
    reply.header('Set-Cookie', 'token=s3cret');
    return {};
  }
  @Endpoint({ summary: 'Look', access: 'authenticated' })
  @Get()
  look(): object {
    this.calls += 1;
    return {};
  }
}

describe('given writes that take an Idempotency-Key', () => {
  let app: NestFastifyApplication;
  let things: ThingsController;

  beforeEach(async () => {
    const module = await Test.createTestingModule({
      imports: [ContextModule, HttpModule],
      controllers: [ThingsController],
      providers: [
        { provide: IdempotencyStore, useValue: new InMemoryIdempotencyStore() },
        AnswerKeeper,
        { provide: APP_GUARD, useClass: ClaimGuard },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
      logger: false,
    });
    await app.listen(0, '127.0.0.1');
    things = app.get(ThingsController);
  });
  afterEach(() => app.close());

  interface Call {
    readonly key?: string;
    readonly user?: string;
    readonly url?: string;
    readonly method?: 'POST' | 'DELETE' | 'GET';
  }
  const send = async (
    body: object | undefined,
    { key = 'k1', user = 'u1', ...call }: Call = {},
  ) => {
    const answer = await app.inject({
      method: call.method ?? 'POST',
      url: call.url ?? '/things',
      headers: { 'idempotency-key': key, 'x-user': user },
      ...(body === undefined ? {} : { body }),
    });
    const { statusCode: status, headers } = answer;
    return { status, headers, body: answer.body, replayed: headers['idempotency-replayed'] };
  };

  it('gives the first answer again, and does nothing twice', async () => {
    const first = await send({ name: 'a' });
    const second = await send({ name: 'a' }, { key: '"k1"' });
    expect(first).toMatchObject({ status: 201, replayed: undefined });
    expect(second).toMatchObject({ status: 201, body: first.body, replayed: 'true' });
    for (const header of ['content-type', 'etag', 'location']) {
      expect(second.headers[header]).toBe(first.headers[header]);
    }
    expect(things.calls).toBe(1);
  });

  it('gives an answer without a body again', async () => {
    await send(undefined, { method: 'DELETE' });
    const second = await send(undefined, { method: 'DELETE' });
    expect(second).toMatchObject({ status: 204, body: '', replayed: 'true' });
    expect(things.calls).toBe(1);
  });

  it('gives a refusal again, as the exception filter put it', async () => {
    const first = await send({ name: 'taken' });
    const second = await send({ name: 'taken' });
    expect(second).toMatchObject({ status: 409, body: first.body, replayed: 'true' });
    expect(things.calls).toBe(1);
  });

  it('does not keep an error of ours: the request may be repeated', async () => {
    await send({ name: 'broken' });
    expect(await send({ name: 'broken' })).toMatchObject({ status: 500, replayed: undefined });
    expect(things.calls).toBe(2);
  });

  it('refuses another request with the same key', async () => {
    await send({ name: 'a' });
    const other = await send({ name: 'b' });
    expect(other.replayed).toBeUndefined();
    expect(other.status).toBeGreaterThanOrEqual(400);
    expect(things.calls).toBe(1);
  });

  it('serves a key once at a time, and keeps the answer of the one it serves', async () => {
    things.gate = Promise.withResolvers<void>();
    const first = send({ name: 'a' });
    await eventually(() => expect(things.calls).toBe(1));
    expect((await send({ name: 'a' })).status).toBeGreaterThanOrEqual(400);
    things.gate.resolve();
    expect((await first).status).toBe(201);
    expect(await send({ name: 'a' })).toMatchObject({ status: 201, replayed: 'true' });
    expect(things.calls).toBe(1);
  });

  it('keeps the answer for a client that has hung up before it came', async () => {
    things.gate = Promise.withResolvers<void>();
    const hangUp = new AbortController();
    const lost = fetch(`${await app.getUrl()}/things`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'idempotency-key': 'k1',
        'x-user': 'u1',
      },
      body: JSON.stringify({ name: 'a' }),
      signal: hangUp.signal,
    });
    await eventually(() => expect(things.calls).toBe(1));
    hangUp.abort();
    await expect(lost).rejects.toThrow();
    things.gate.resolve();
    await eventually(async () => expect((await send({ name: 'a' })).replayed).toBe('true'));
    expect(things.calls).toBe(1);
  });

  it('keeps the keys of two callers apart', async () => {
    await send({ name: 'a' });
    expect(await send({ name: 'b' }, { user: 'u2' })).toMatchObject({ status: 201 });
  });

  it.each([
    ['routes whose answers are secret', { url: '/things/secret' }],
    ['answers that set a cookie', { url: '/things/cookie' }],
    ['reads', { method: 'GET' as const }],
  ])('keeps nothing of %s', async (_, call) => {
    await send(undefined, call);
    expect((await send(undefined, call)).replayed).toBeUndefined();
    expect(things.calls).toBe(2);
  });

  it('ignores the key of someone it does not know', async () => {
    const answers = [1, 2].map(() =>
      app.inject({
        method: 'POST',
        url: '/things',
        headers: { 'idempotency-key': 'k1' },
        body: { name: 'a' },
      }),
    );
    await Promise.all(answers);
    expect(things.calls).toBe(2);
  });
});
