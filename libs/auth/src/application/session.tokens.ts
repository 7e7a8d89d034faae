import type { Tenant, User } from '@app/tenancy';

/** A token as its holder gets it. */
export interface SessionToken {
  readonly token: string;
  /** For how long it is valid, in seconds. */
  readonly ttlSeconds: number;
}

/** Makes the tokens that prove who somebody is. */
export abstract class SessionTokens {
  abstract issue(tenant: Tenant, user: User): Promise<SessionToken>;
}
