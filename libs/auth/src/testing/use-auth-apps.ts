import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type TestDatabase, usePostgres } from '@app/testing';
import { AUTH_APP_MIGRATIONS, authApp } from './auth-app';

type Response = Awaited<ReturnType<NestFastifyApplication['inject']>>;

/** Of every tenant that is made here. */
export const PASSWORD = 'zebra-demo-password';

/** A request beside its path and body. */
export interface PostOptions {
  readonly to?: NestFastifyApplication;
  readonly headers?: Record<string, string>;
  /** Address of the client. */
  readonly from?: string;
}

export interface RecordedEvent {
  readonly action: string;
  readonly actor: object;
}

/** Applications on one database, the first there from `beforeAll` on, and what callers do with them. */
export class AuthApps {
  readonly all: NestFastifyApplication[] = [];
  private tenants = 0;

  constructor(private readonly database: TestDatabase) {}

  get first(): NestFastifyApplication {
    const [first] = this.all;
    if (first === undefined) throw new Error('The application is there from beforeAll on.');
    return first;
  }

  /** One more process on the same database. */
  async start(settings: Record<string, string> = {}): Promise<NestFastifyApplication> {
    const started = await authApp(this.database.url, settings);
    this.all.push(started);
    return started;
  }

  post(path: string, payload: object, options: PostOptions = {}): Promise<Response> {
    const { to = this.first, headers = {}, from = '203.0.113.7' } = options;
    return to.inject({ method: 'POST', url: path, payload, headers, remoteAddress: from });
  }

  /** Asks who is logged in with `token`. */
  me(token: string, to = this.first): Promise<Response> {
    return to.inject({ method: 'GET', url: '/auth/me', headers: bearer(token) });
  }

  /** A name that no tenant of this spec file has. */
  freshName(): string {
    this.tenants += 1;
    return `tenant-${this.tenants}`;
  }

  /** Makes a tenant with `PASSWORD`, and answers its name. */
  async register(): Promise<string> {
    const tenant = this.freshName();
    const answer = await this.post('/auth/register', { tenant, password: PASSWORD });
    expect(answer.statusCode).toBe(201);
    return tenant;
  }

  /** Logs in, and answers the token. */
  async login(tenant: string, password = PASSWORD, to = this.first): Promise<string> {
    const answer = await this.post('/auth/login', { tenant, password }, { to });
    expect(answer.json()).toMatchObject({ ok: true, tenant });
    return answer.json<{ token: string }>().token;
  }

  async eventsOf(tenant: string): Promise<RecordedEvent[]> {
    const rows: { event: RecordedEvent }[] = await this.database.dataSource.query(
      `SELECT event FROM recorded_events WHERE event->'tenant'->>'slug' = $1 ORDER BY position`,
      [tenant],
    );
    return rows.map(({ event }) => event);
  }
}

export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

/** Gives the spec file a database of its own and a first application on it; closes all at the end. */
export function useAuthApps(): AuthApps {
  const apps = new AuthApps(usePostgres({ migrations: AUTH_APP_MIGRATIONS }));
  beforeAll(async () => void (await apps.start()));
  afterAll(() => Promise.all(apps.all.map((app) => app.close())));
  return apps;
}
