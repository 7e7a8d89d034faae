import {
  type ArgumentsHost,
  Body,
  type CallHandler,
  type CanActivate,
  Catch,
  Controller,
  type ExceptionFilter,
  type ExecutionContext,
  Get,
  Injectable,
  type NestInterceptor,
  Post,
  Query,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';
import { RequestContext } from '@app/kernel';
import { ContextModule } from '../context';
import { HttpModule } from './http.module';

/** Who saw which request id, in the order in which Nest asked them. */
const sightings: [place: string, requestId: string | undefined][] = [];
const see = (place: string, context: RequestContext): void => {
  sightings.push([place, context.current()?.requestId]);
};

@Injectable()
class SeeingGuard implements CanActivate {
  constructor(private readonly context: RequestContext) {}
  canActivate(): boolean {
    see('guard', this.context);
    return true;
  }
}

@Injectable()
class SeeingInterceptor implements NestInterceptor {
  constructor(private readonly context: RequestContext) {}
  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    see('interceptor before', this.context);
    return next.handle().pipe(
      map((answer: unknown) => {
        see('interceptor after', this.context);
        return answer;
      }),
    );
  }
}

@Catch()
class SeeingFilter implements ExceptionFilter {
  constructor(private readonly context: RequestContext) {}
  catch(_: unknown, host: ArgumentsHost): void {
    see('filter', this.context);
    void host.switchToHttp().getResponse<FastifyReply>().status(500).send();
  }
}

@Controller()
class SeeingController {
  constructor(private readonly context: RequestContext) {}
  @Get('get')
  async get(@Query('wait') wait?: string): Promise<object> {
    if (wait !== undefined) await new Promise((resolve) => setImmediate(resolve));
    see('handler', this.context);
    return { state: this.context.current() };
  }
  @Post('post')
  post(@Body() body: object): object {
    see('handler', this.context);
    return { body, requestId: this.context.current()?.requestId };
  }
  @Get('fail')
  fail(): never {
    throw new Error('on purpose');
  }
}

describe('given an application with the request context', () => {
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const module = await Test.createTestingModule({
      imports: [ContextModule, HttpModule],
      controllers: [SeeingController],
      providers: [
        { provide: APP_GUARD, useClass: SeeingGuard },
        { provide: APP_INTERCEPTOR, useClass: SeeingInterceptor },
        { provide: APP_FILTER, useClass: SeeingFilter },
      ],
    }).compile();
    app = module.createNestApplication<NestFastifyApplication>(
      new FastifyAdapter({ trustProxy: '127.0.0.1' }),
      { logger: false },
    );
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  beforeEach(() => sightings.splice(0));
  afterAll(() => app.close());

  const everywhere = ['guard', 'interceptor before', 'handler', 'interceptor after'];

  it('lets guards, interceptors and handlers see one and the same request', async () => {
    const answer = await app.inject({ url: '/get', headers: { 'x-request-id': 'abc-1' } });
    expect(answer.headers['x-request-id']).toBe('abc-1');
    expect(sightings).toEqual(everywhere.map((place) => [place, 'abc-1']));
  });

  it('keeps the context across the parsing of a body', async () => {
    const headers = { 'x-request-id': 'abc-2' };
    const answer = await app.inject({ method: 'POST', url: '/post', headers, body: { a: 1 } });
    expect(answer.json()).toEqual({ body: { a: 1 }, requestId: 'abc-2' });
    expect(sightings).toEqual(everywhere.map((place) => [place, 'abc-2']));
  });

  it.each([
    ['a handler that throws', { url: '/fail' }],
    ['an address without a route', { url: '/nowhere' }],
    [
      'a body that cannot be parsed',
      {
        method: 'POST' as const,
        url: '/post',
        payload: '{"a":',
        headers: { 'content-type': 'application/json' },
      },
    ],
  ])('lets the exception filter see it after %s', async (_, request) => {
    const given = 'headers' in request ? request.headers : {};
    const headers = { ...given, 'x-request-id': 'abc-3' };
    const answer = await app.inject({ ...request, headers });
    expect(answer.headers['x-request-id']).toBe('abc-3');
    expect(sightings.at(-1)).toEqual(['filter', 'abc-3']);
  });

  it.each(['', 'two words', 'line\tbreak', 'x'.repeat(129), '"quoted"'])(
    'makes an id of its own when the given one is %j',
    async (given) => {
      const answer = await app.inject({ url: '/get', headers: { 'x-request-id': given } });
      expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    },
  );

  it('never mixes up requests that are served at the same time', async () => {
    const ids = Array.from({ length: 50 }, (_, index) => `id-${index}`);
    const answers = await Promise.all(
      ids.map((id) => app.inject({ url: '/get?wait=1', headers: { 'x-request-id': id } })),
    );
    expect(
      answers.map((answer) => answer.json<{ state: { requestId: string } }>().state.requestId),
    ).toEqual(ids);
  });

  it('knows the address of the caller behind a trusted proxy, and the user agent', async () => {
    const answer = await app.inject({
      url: '/get',
      headers: { 'x-forwarded-for': '203.0.113.7', 'user-agent': 'curl/8' },
    });
    expect(answer.json().state).toMatchObject({ ip: '203.0.113.7', userAgent: 'curl/8' });
  });
});
