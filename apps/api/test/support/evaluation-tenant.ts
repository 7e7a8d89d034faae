import { type Client, Client as HttpClient } from './client';

export const OFREP_FLAGS = '/ofrep/v1/evaluate/flags';

/** A key with its secret. */
export interface NewKey {
  readonly id: string;
  readonly secret: string;
}

/** What tests of evaluation do with a tenant: flags in its environment `dev`, keys, questions. */
export class EvaluationTenant {
  /** @param admin logged in as the tenant `name` */
  constructor(
    readonly admin: Client,
    readonly name = 'zebra',
  ) {}

  /** Writes a flag, a plain boolean that is on unless `more` says otherwise. */
  async put(key: string, more: object = {}): Promise<void> {
    const { name: tenant } = this;
    const flag = { tenant, env: 'dev', key, enabled: true, strategy: { type: 'boolean' }, ...more };
    const { status, text } = await this.admin.post('/features', flag);
    if (status > 201) throw new Error(`The flag was not written: ${text}`);
  }

  async newKey(scope = 'evaluate:server', more: object = {}): Promise<NewKey> {
    const wanted = { tenant: this.name, env: 'dev', name: scope, scope, ...more };
    const { status, body, text } = await this.admin.post('/api-keys', wanted);
    if (status !== 201) throw new Error(`There is no key: ${text}`);
    return body as NewKey;
  }

  /** The present revision of `dev`. */
  async revision(): Promise<number> {
    const { body } = await this.admin.get('/environments/dev');
    return (body as { revision: number }).revision;
  }
}

/** Asks a process with an API key. */
export function withKey(base: string, secret: string): Client {
  return new HttpClient(() => base, { 'X-API-Key': secret });
}
