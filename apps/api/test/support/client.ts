import { DEMO_PASSWORD, DEMO_TENANT } from '../../src/bootstrap/demo-tenant';
import { assertOfrep } from './ofrep-conformance';

/** An answer with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // The shape is what the tests are about.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** What may be sent with a request. */
export interface Request {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/** Calls the API as an application would, over HTTP. Whatever it gets from OFREP's routes is held against the protocol. */
export class Client {
  constructor(
    private readonly base: () => string,
    private readonly headers: Readonly<Record<string, string>> = {},
  ) {}

  get = (path: string, request: Request = {}): Promise<Answer> => this.send('GET', path, request);
  post = (path: string, body?: unknown, request: Request = {}): Promise<Answer> =>
    this.send('POST', path, { body, ...request });
  put = (path: string, body?: unknown, request: Request = {}): Promise<Answer> =>
    this.send('PUT', path, { body, ...request });
  delete = (path: string, body?: unknown, request: Request = {}): Promise<Answer> =>
    this.send('DELETE', path, { body, ...request });

  with(headers: Record<string, string>): Client {
    return new Client(this.base, { ...this.headers, ...headers });
  }

  /** The headers that it proves itself by, for what does not come by requests. */
  get credentials(): Record<string, string> {
    return { ...this.headers };
  }

  async send(method: string, path: string, { body, headers }: Request = {}): Promise<Answer> {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const url = `${this.base()}${path}`;
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...this.headers,
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: text }),
    });
    const answer = await readAnswer(response);
    assertOfrep({ url, method, ...answer });
    return answer;
  }
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const json = response.headers.get('Content-Type')?.includes('json') === true;
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json && text !== '' ? (JSON.parse(text) as unknown) : undefined,
  };
}

/** Logs a tenant in; the demo tenant unless another one is named. */
export async function logIn(
  base: () => string,
  tenant = DEMO_TENANT,
  password = DEMO_PASSWORD,
): Promise<Client> {
  const anyone = new Client(base);
  const { body } = await anyone.post('/auth/login', { tenant, password });
  return anyone.with({ Authorization: `Bearer ${(body as { token: string }).token}` });
}

/** Registers a tenant of its own and logs it in. */
export async function register(base: () => string, tenant: string): Promise<Client> {
  const password = passwordOf(tenant);
  const { status, text } = await new Client(base).post('/auth/register', { tenant, password });
  if (status !== 201) throw new Error(`Registration failed: ${text}`);
  return logIn(base, tenant, password);
}

/** The password of a tenant that `register` made. */
export function passwordOf(tenant: string): string {
  return `${tenant.split('').reverse().join('')}-horse-battery`;
}
