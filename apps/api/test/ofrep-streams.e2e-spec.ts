import { eventually, usePostgres } from '@app/testing';
import { MIGRATIONS } from '../src/data-source';
import { BuiltProcess } from './support/built-process';
import { register } from './support/client';
import { EvaluationTenant, OFREP_FLAGS, withKey } from './support/evaluation-tenant';
import { EventReader } from './support/event-reader';

const TIMEOUT_MS = 60_000;

/** Line 12 of the checklist, the rest of which is in `ofrep-checklist.e2e-spec.ts`. */
describe('12. the event stream of an OFREP server', () => {
  const database = usePostgres({ migrations: MIGRATIONS });
  let service: BuiltProcess;
  let tenant: EvaluationTenant;
  let uri: string;
  let token: string;
  let readers: EventReader[] = [];

  const open = async (path: string) => {
    const reader = await EventReader.open(`${service.url}${path}`, {});
    readers.push(reader);
    return reader;
  };

  beforeAll(async () => {
    service = await BuiltProcess.start({
      DATABASE_URL: database.url,
      JWT_SECRET: 'a-secret-that-only-the-tests-know-0123456789',
      LOG_LEVEL: 'trace',
    });
    tenant = new EvaluationTenant(await register(() => service.url, 'ibex'), 'ibex');
    await tenant.put('announced', { clientVisible: true });
    const { secret } = await tenant.newKey('evaluate:client');
    const { body } = await withKey(service.url, secret).post(OFREP_FLAGS, {});
    uri = body.eventStreams[0].endpoint.requestUri as string;
    token = new URLSearchParams(uri.split('?')[1]).get('token') ?? '';
  }, TIMEOUT_MS);
  afterEach(() => {
    readers.forEach((reader) => reader.close());
    readers = [];
  });
  afterAll(async () => {
    await service.stop();
  });

  it('is text/event-stream of events named "message" with an id, opened by the token in the URL', async () => {
    const reader = await open(uri);
    expect([reader.status, reader.headers.get('Content-Type')]).toEqual([
      200,
      expect.stringContaining('text/event-stream') as string,
    ]);
    await tenant.put('announced', { description: 'once' });
    const { event, id, data } = await reader.next();
    expect(event).toBe('message');
    expect(id).toMatch(/^[^:]+:\d+$/);
    expect(JSON.parse(data)).toMatchObject({ type: 'refetchEvaluation', etag: id });
  });

  it('opens with that token only: nothing else of the service does', async () => {
    for (const path of ['/snapshot', '/features?tenant=ibex&env=dev', '/api-keys']) {
      const query = `${path.includes('?') ? '&' : '?'}token=${token}`;
      expect((await fetch(`${service.url}${path}${query}`)).status).toBe(401);
    }
    const asBearer = { Authorization: `Bearer ${token}` };
    const asked = { method: 'POST', headers: asBearer };
    expect((await fetch(`${service.url}${OFREP_FLAGS}`, asked)).status).toBe(401);
  });

  it('is told of its own environment only', async () => {
    const reader = await open(uri.replace(/since=[^&]*&/, ''));
    await tenant.put('elsewhere', { env: 'prod' });
    await tenant.put('announced', { description: 'twice' });
    const { epoch, revision } = (await tenant.admin.get('/environments/dev')).body as {
      epoch: string;
      revision: number;
    };
    expect((await reader.next()).id).toBe(`${epoch}:${revision}`);
  });

  it('is never logged with its token, whatever becomes of the request', async () => {
    await open(uri);
    await open(`${uri}&data=delta`);
    await open(uri.replace(token, `${token}x`));
    await open(`${uri}&env=prod`);
    await open(`${uri}&since=nonsense&data=nonsense`);
    await fetch(`${service.url}${uri}`, { method: 'POST' });
    // A line of the log that comes later than all of these would have come.
    const later = await fetch(`${service.url}/features?tenant=nobody&env=dev`);
    expect(later.status).toBe(401);
    await eventually(() => expect(service.output).toContain('/features'));
    expect(service.output).not.toContain(token);
  });
});
