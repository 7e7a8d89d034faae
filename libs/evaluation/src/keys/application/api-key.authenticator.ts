import { Injectable } from '@nestjs/common';
import { Authenticator, type Principal } from '@app/kernel';
import { scopesOf } from '../domain/api-key';
import { tenantOfSecret } from '../domain/key-secret';
import { KeyDirectory } from './key.directory';
import { KeyUsage } from './key.usage';

/** API keys as credentials of the management API. */
@Injectable()
export class ApiKeyAuthenticator extends Authenticator {
  constructor(
    private readonly directory: KeyDirectory,
    private readonly usage: KeyUsage,
  ) {
    super();
  }

  override recognises(credential: string): boolean {
    return tenantOfSecret(credential) !== undefined;
  }

  override async authenticate(secret: string): Promise<Principal | undefined> {
    const credential = await this.directory.resolve(secret);
    if (credential === undefined) return undefined;
    const { id, name, tenantId, tenant, environment, scope } = credential.key;
    this.usage.note(credential);
    return {
      tenantId,
      tenant,
      actor: { type: 'api-key', id, name },
      scopes: scopesOf(scope),
      ...(environment !== undefined && { environment }),
    };
  }
}
