import { Injectable } from '@nestjs/common';
import { environmentName, Forbidden, type Principal } from '@app/kernel';
import { EnvironmentDirectory } from '@app/tenancy';
import type { EvaluationCaller } from './evaluation-caller';

/** Evaluation on behalf of a person who is logged in, or of a key that reaches several environments. */
@Injectable()
export class SessionCaller {
  constructor(private readonly environments: EnvironmentDirectory) {}

  /**
   * @param env named in the request; a credential that is bound to an environment needs none
   * @throws Forbidden when no environment is named; InvalidName, EnvironmentNotFound
   */
  async of(principal: Principal, env: string | undefined): Promise<EvaluationCaller> {
    const { tenantId, tenant } = principal;
    const name = env === undefined ? principal.environment?.name : environmentName(env);
    if (name === undefined) throw new Forbidden('Name the environment: "?env=dev".');
    const { id: environmentId } = await this.environments.get(tenantId, name);
    return { ref: { tenantId, tenant, environmentId, environment: name }, audience: 'server' };
  }
}
