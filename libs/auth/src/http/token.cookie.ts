import { Injectable } from '@nestjs/common';
import { AppConfig } from '@app/platform/config';
import type { SessionToken } from '../application/session.tokens';
import { TOKEN_COOKIE } from './credential';

interface CookieOptions {
  readonly httpOnly: boolean;
  readonly sameSite: 'strict';
  readonly secure: boolean;
  readonly path: string;
  readonly maxAge?: number;
}

/** A reply that can set cookies, as @fastify/cookie makes it. */
export interface CookieReply {
  setCookie(name: string, value: string, options: CookieOptions): unknown;
  clearCookie(name: string, options: CookieOptions): unknown;
}

/** The cookie that keeps a browser logged in: no script reads it, no other site makes it be sent. */
@Injectable()
export class TokenCookie {
  private readonly options: CookieOptions;

  constructor(config: AppConfig) {
    this.options = {
      httpOnly: true,
      sameSite: 'strict',
      secure: config.secureCookies,
      path: '/',
    };
  }

  set(reply: CookieReply, { token, ttlSeconds }: SessionToken): void {
    reply.setCookie(TOKEN_COOKIE, token, { ...this.options, maxAge: ttlSeconds });
  }

  clear(reply: CookieReply): void {
    reply.clearCookie(TOKEN_COOKIE, this.options);
  }
}
