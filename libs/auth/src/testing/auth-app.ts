import {
  type ArgumentsHost,
  Catch,
  Controller,
  type ExceptionFilter,
  Get,
  Injectable,
  Module,
  Post,
  ValidationPipe,
} from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import fastifyCookie from '@fastify/cookie';
import { Authenticator, DomainError, type Principal, RequestContext } from '@app/kernel';
import { OUTBOX_MIGRATIONS, OutboxModule } from '@app/outbox';
import { ConfigModule, loadConfig } from '@app/platform/config';
import { Caller, ContextModule } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { HealthModule } from '@app/platform/health';
import { PostgresModule } from '@app/platform/postgres';
import { TENANCY_MIGRATIONS } from '@app/tenancy';
import {
  CreateRecordedEvents1764000002999,
  TableRecorder,
} from '../../../outbox/src/testing/table-recorder';
import { AuthModule } from '../auth.module';
import { JwtAuthGuard } from '../http/jwt-auth.guard';
import { ScopeGuard } from '../http/scope.guard';
import { AUTH_MIGRATIONS } from '../persistence';
import { aPrincipal } from './auth.builders';

/** Everything that an application of `authApp` finds in its database. */
export const AUTH_APP_MIGRATIONS = [
  ...TENANCY_MIGRATIONS,
  ...OUTBOX_MIGRATIONS,
  CreateRecordedEvents1764000002999,
  ...AUTH_MIGRATIONS,
];

/** Knows one key, `test-key`. */
@Injectable()
export class OneKeyAuthenticator extends Authenticator {
  override recognises(credential: string): boolean {
    return credential.startsWith('test-');
  }

  override async authenticate(credential: string): Promise<Principal | undefined> {
    if (credential !== 'test-key') return undefined;
    return aPrincipal({ actor: { type: 'api-key', id: 'k-1' }, scopes: new Set(['flags:read']) });
  }
}

/** Something to be let in to, or not. */
@Controller('probe')
class ProbeController {
  @Endpoint({ summary: 'Say who calls', access: 'flags:read', apiKey: true })
  @Get('caller')
  caller(@Caller() { tenant, actor }: Principal): object {
    return { tenant, actor };
  }

  @Endpoint({ summary: 'Change something', access: 'flags:write' })
  @Post('change')
  change(): object {
    return { changed: true };
  }

  @Get('undeclared')
  undeclared(): object {
    return {};
  }
}

/** Errors by their code, with statuses of no meaning: the application's own table is tested there. */
@Catch(DomainError)
class CodeFilter implements ExceptionFilter<DomainError> {
  catch(error: DomainError, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<{
      status(code: number): { send(body: unknown): void };
    }>();
    const { code, message, details } = error;
    reply.status(400).send({ code, message, ...details });
  }
}

@Module({ providers: [TableRecorder], exports: [TableRecorder] })
class RecorderModule {}

@Module({ providers: [OneKeyAuthenticator], exports: [OneKeyAuthenticator] })
class KeysModule {}

/** One process of the service, as far as it is about who is calling. Close it after use. */
export async function authApp(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<NestFastifyApplication> {
  const config = loadConfig({ JWT_SECRET: 's'.repeat(32), NODE_ENV: 'test', ...settings });
  const testing = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      ContextModule,
      HealthModule,
      PostgresModule.forRoot({ type: 'postgres', url: databaseUrl, entities: [] }),
      OutboxModule.forRoot({ imports: [RecorderModule], recorder: TableRecorder }),
      AuthModule.forRoot({ imports: [KeysModule], authenticators: [OneKeyAuthenticator] }),
    ],
    controllers: [ProbeController],
    providers: [
      { provide: APP_GUARD, useExisting: JwtAuthGuard },
      { provide: APP_GUARD, useExisting: ScopeGuard },
      { provide: APP_PIPE, useValue: new ValidationPipe({ transform: true, whitelist: true }) },
      { provide: APP_FILTER, useClass: CodeFilter },
    ],
  }).compile();
  const app = testing.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
    logger: false,
  });
  await app.register(fastifyCookie);
  openRequestContext(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}

function openRequestContext(app: NestFastifyApplication): void {
  const context = app.get(RequestContext);
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, _reply, done) => {
      context.run({ requestId: request.id, ip: request.ip, committed: [] }, done);
    });
}
