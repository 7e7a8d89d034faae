import type { Credential } from '../keys/application/credential';
import type { EnvironmentRef } from '../snapshots/environment-ref';

/** `client`: the credential can be read by anyone who opens a browser's tools, so it sees client-visible flags only. */
export type Audience = 'server' | 'client';

/** Who asks for answers, and of which environment: both come from the credential. */
export interface EvaluationCaller {
  readonly ref: EnvironmentRef;
  readonly audience: Audience;
  /** The API key, where it is one: its streams end and its limits apply with it. */
  readonly credential?: Credential;
  /** Epoch milliseconds until which the caller may listen, where it is known: for sessions. */
  readonly validUntil?: number;
}

/** What an API key reaches; `undefined` for one that is bound to no environment. */
export function callerOf(credential: Credential): EvaluationCaller | undefined {
  const { tenantId, tenant, environment, scope } = credential.key;
  if (environment === undefined) return undefined;
  return {
    ref: { tenantId, tenant, environmentId: environment.id, environment: environment.name },
    audience: scope === 'evaluate:client' ? 'client' : 'server',
    credential,
  };
}
