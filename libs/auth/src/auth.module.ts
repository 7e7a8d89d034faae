import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { type Authenticator, Clock } from '@app/kernel';
import { AppConfig } from '@app/platform/config';
import { REDIS, type RedisClient, RedisModule } from '@app/platform/redis';
import { TenancyModule } from '@app/tenancy';
import { makeCounterProvider } from '@willsoto/nestjs-prometheus';
import { Account } from './application/account';
import { AttemptLimiter } from './application/attempt.limiter';
import { Login } from './application/login';
import { AUTH_LOGINS_TOTAL, LoginJournal } from './application/login.journal';
import { LoginThrottle } from './application/login.throttle';
import { Logout } from './application/logout';
import { PasswordChange } from './application/password.change';
import { PasswordHasher } from './application/password.hasher';
import { PasswordPolicy } from './application/password.policy';
import { PasswordProof } from './application/password.proof';
import { PasswordReset } from './application/password.reset';
import { PasswordWriter } from './application/password.writer';
import { Pause } from './application/pause';
import { Registration } from './application/registration';
import { RevocationStore } from './application/revocation.store';
import { Revocations } from './application/revocations';
import { SessionHealth } from './application/session.health';
import { SessionTokens } from './application/session.tokens';
import { AUTHENTICATORS, type Authenticators } from './authenticators';
import { AccountController } from './http/account.controller';
import { AuthController } from './http/auth.controller';
import { JwtAuthGuard } from './http/jwt-auth.guard';
import { ScopeGuard } from './http/scope.guard';
import { TokenCookie } from './http/token.cookie';
import { VerifiedSessions } from './http/verified-sessions';
import { JwtSessionTokens } from './jwt/jwt-session.tokens';
import { JwtStrategy } from './jwt/jwt.strategy';
import { loadSigningKeys } from './jwt/load-signing-keys';
import { SigningKeys } from './jwt/signing-keys';
import { Argon2PasswordHasher } from './passwords/argon2-password.hasher';
import { AsvsPasswordPolicy } from './passwords/asvs-password.policy';
import { TypeOrmRevocationStore } from './persistence/typeorm-revocation.store';
import { InProcessAttemptLimiter } from './throttle/in-process-attempt.limiter';
import { RedisAttemptLimiter } from './throttle/redis-attempt.limiter';
import { TimerPause } from './throttle/timer.pause';

/** What else proves who is calling, beside session tokens. */
export interface AuthModuleOptions {
  /** Modules that export the `authenticators`. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
  /** Asked in this order; the first that recognises a credential decides. */
  readonly authenticators?: readonly Type<Authenticator>[];
}

const services = [
  Account,
  Login,
  LoginJournal,
  LoginThrottle,
  Logout,
  PasswordChange,
  PasswordProof,
  PasswordReset,
  PasswordWriter,
  Registration,
  Revocations,
  SessionHealth,
];

const adapters = [
  {
    provide: AttemptLimiter,
    inject: [Clock, REDIS],
    useFactory: (clock: Clock, redis: RedisClient | undefined): AttemptLimiter => {
      const inProcess = new InProcessAttemptLimiter(clock);
      return redis === undefined ? inProcess : new RedisAttemptLimiter(redis, inProcess);
    },
  },
  { provide: PasswordHasher, useClass: Argon2PasswordHasher },
  { provide: PasswordPolicy, useClass: AsvsPasswordPolicy },
  { provide: Pause, useClass: TimerPause },
  { provide: RevocationStore, useClass: TypeOrmRevocationStore },
  { provide: SessionTokens, useClass: JwtSessionTokens },
  { provide: SigningKeys, inject: [AppConfig], useFactory: loadSigningKeys },
  makeCounterProvider({
    name: AUTH_LOGINS_TOTAL,
    help: 'Logins by outcome: success, failure (wrong), limited (refused unseen).',
    labelNames: ['outcome'],
  }),
];

const guards = [JwtStrategy, VerifiedSessions, TokenCookie, JwtAuthGuard, ScopeGuard];

/** Who is calling and what they may do. The application registers the two guards globally, with `useExisting`. */
@Module({})
export class AuthModule {
  static forRoot({ imports = [], authenticators = [] }: AuthModuleOptions = {}): DynamicModule {
    const others = {
      provide: AUTHENTICATORS,
      inject: [...authenticators],
      useFactory: (...given: Authenticator[]): Authenticators => given,
    };
    return {
      module: AuthModule,
      imports: [TenancyModule, RedisModule, PassportModule, JwtModule.register({}), ...imports],
      controllers: [AuthController, AccountController],
      providers: [...services, ...adapters, others, ...guards],
      exports: [JwtAuthGuard, ScopeGuard, PasswordHasher, PasswordReset],
    };
  }
}
