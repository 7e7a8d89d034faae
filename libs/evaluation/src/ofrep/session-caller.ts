import { Injectable } from '@nestjs/common';
import {
  Clock,
  type EnvironmentName,
  environmentName,
  Forbidden,
  type Principal,
} from '@app/kernel';
import { EnvironmentDirectory } from '@app/tenancy';
import type { EvaluationCaller } from './evaluation-caller';

/** A session may end while a stream is open, which no guard sees: after so long it has to be opened again. */
const LONGEST_LISTENING_MS = 15 * 60_000;

/** Evaluation on behalf of a person who is logged in, or of a key that reaches several environments. */
@Injectable()
export class SessionCaller {
  constructor(
    private readonly environments: EnvironmentDirectory,
    private readonly clock: Clock,
  ) {}

  /**
   * @param env named in the request; a credential that is bound to an environment needs none
   * @throws Forbidden when no environment is named; InvalidName, EnvironmentNotFound
   */
  async of(principal: Principal, env: string | undefined): Promise<EvaluationCaller> {
    const { tenantId, tenant } = principal;
    const name = env === undefined ? principal.environment?.name : environmentName(env);
    if (name === undefined) throw new Forbidden('Name the environment: "?env=dev".');
    const environmentId = await this.idOf(principal, name);
    const validUntil = Math.min(
      this.clock.now() + LONGEST_LISTENING_MS,
      (principal.session?.expiresAt ?? Number.POSITIVE_INFINITY) * 1000,
    );
    const ref = { tenantId, tenant, environmentId, environment: name };
    return { ref, audience: 'server', validUntil };
  }

  /** A credential that is bound to the environment has its id already: nobody needs to be asked. */
  private async idOf({ tenantId, environment }: Principal, name: EnvironmentName): Promise<string> {
    if (environment?.name === name) return environment.id;
    return (await this.environments.get(tenantId, name)).id;
  }
}
