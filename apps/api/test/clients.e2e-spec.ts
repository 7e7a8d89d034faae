import { eventually } from '@app/testing';
import { type Answer, type Client, Client as HttpClient, logIn, register } from './support/client';
import { MODES, useApp } from './support/use-app';

const SDK = { name: 'curl', version: '8' };
const DEV = 'tenant=zebra&env=dev';

describe.each(MODES)('connected clients over HTTP, %s', (mode) => {
  const app = useApp(mode);
  const anyone = new HttpClient(() => app.url);
  let zebra: Client;

  const newKey = async (scope: string, env?: string) => {
    const key = { tenant: 'zebra', env, name: `${scope} ${env}`, scope };
    return (await zebra.post('/api-keys', key)).body as { id: string; secret: string };
  };
  const bearer = ({ secret }: { secret: string }) =>
    anyone.with({ Authorization: `Bearer ${secret}` });
  const list = (more = '', at = DEV): Promise<Answer> => zebra.get(`/clients?${at}${more}`);
  const itemsIn = ({ body }: Answer): { id: string }[] =>
    (body as { items: { id: string }[] }).items;
  const idsIn = (answer: Answer): string[] => itemsIn(answer).map(({ id }) => id);

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
  });

  describe('of an environment with four of them', () => {
    let server: Client;
    let revision: number;
    let epoch: string;
    const report = (id: string, more: object = {}) =>
      server.post('/telemetry', { client: { id, sdk: SDK, ...more } });
    const STAGING = 'tenant=zebra&env=staging';

    beforeAll(async () => {
      server = bearer(await newKey('evaluate:server', 'staging'));
      const flag = { key: 'staged', enabled: true, strategy: { type: 'boolean' } };
      for (const enabled of [true, false, true]) {
        await zebra.post('/features', { tenant: 'zebra', env: 'staging', ...flag, enabled });
      }
      ({ revision, epoch } = (await list('', STAGING)).body);
      await report('a', { epoch, revision });
      await report('b', { epoch, revision: revision - 1 });
      await report('c', { epoch: 'former', revision: revision + 10 });
      await report('d');
      await eventually(async () =>
        expect((await list('', STAGING)).body).toMatchObject({ total: 4 }),
      );
    });

    it('counts them by state, of the present revision unless another is asked about', async () => {
      const present = { epoch, revision, total: 4, current: 1, behind: 2, unknown: 1 };
      expect((await list('', STAGING)).body).toMatchObject(present);
      const former = await list(`&revision=${revision - 1}`, STAGING);
      expect(former.body).toMatchObject({ revision: revision - 1, current: 2, behind: 1 });
    });

    it('says of each what it runs and when it was heard of', async () => {
      const { body } = await list('', STAGING);
      const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/);
      expect(body.items[1]).toEqual({
        id: 'b',
        apiKey: expect.objectContaining({ name: 'evaluate:server staging' }),
        sdk: SDK,
        firstSeenAt: time,
        lastSeenAt: time,
        epoch,
        revision: revision - 1,
        state: 'behind',
      });
      expect(body.items[3]).toMatchObject({ epoch: null, revision: null, state: 'unknown' });
    });

    it('lists those of one state, and counts all the same', async () => {
      const behind = await list('&state=behind', STAGING);
      expect(idsIn(behind)).toEqual(['b', 'c']);
      expect(behind.body).toMatchObject({ total: 4, current: 1 });
    });

    it('goes through them page by page', async () => {
      const first = await list('&pageSize=3', STAGING);
      expect(idsIn(first)).toEqual(['a', 'b', 'c']);
      const cursor = first.body.nextCursor as string;
      const last = await list(`&pageSize=3&cursor=${cursor}`, STAGING);
      expect(idsIn(last)).toEqual(['d']);
      expect(last.body).not.toHaveProperty('nextCursor');
    });

    it('knows no key any more that was revoked', async () => {
      const key = await newKey('evaluate:server', 'staging');
      const client = { id: 'z', sdk: SDK };
      await bearer(key).post('/telemetry', { client });
      await eventually(async () => expect(idsIn(await list('', STAGING))).toContain('z'));
      await zebra.delete(`/api-keys/${key.id}`);
      expect(itemsIn(await list('', STAGING)).at(-1)).toMatchObject({ id: 'z', apiKey: null });
    });
  });

  it('counts nobody who was last heard of before the window', async () => {
    const server = bearer(await newKey('evaluate:server', 'prod'));
    const PROD = 'tenant=zebra&env=prod';
    await server.post('/telemetry', { client: { id: 'early', sdk: SDK } });
    await eventually(async () => expect((await list('', PROD)).body).toMatchObject({ total: 1 }));
    const { dataSource } = app.servers.database;
    await dataSource.query(
      `UPDATE connected_clients SET last_seen_at = now() - interval '11 minutes' WHERE client_id = 'early'`,
    );
    expect((await list('', PROD)).body).toMatchObject({ total: 0, items: [] });
    const wider = await list('&seenWithinSeconds=900', PROD);
    expect(wider.body).toMatchObject({ total: 1 });
  });

  it('refuses to ask about a revision that is still to come, and says which is present', async () => {
    const { revision } = (await list()).body;
    const answer = await list(`&revision=${revision + 1}`);
    expect(answer).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '#/revision', detail: expect.stringContaining(`${revision}`) }] },
    });
  });

  it.each([
    ['revision', 'one'],
    ['revision', '-1'],
    ['revision', '1.5'],
    ['state', 'ahead'],
    ['seenWithinSeconds', '0'],
    ['pageSize', '101'],
    ['cursor', 'nonsense'],
    ['page', '2'],
  ])('refuses %s=%s', async (parameter, value) => {
    expect((await list(`&${parameter}=${value}`)).status).toBe(400);
  });

  it('shows nobody another tenant’s or another environment’s', async () => {
    const other = await register(() => app.url, 'yak');
    expect((await other.get(`/clients?${DEV}`)).status).toBe(403);
    expect((await other.get('/clients?tenant=yak&env=dev')).body).toMatchObject({ total: 0 });
    expect((await list('', 'tenant=zebra&env=nowhere')).status).toBe(404);
    expect((await anyone.get(`/clients?${DEV}`)).status).toBe(401);
    const bound = bearer(await newKey('manage', 'dev'));
    expect((await bound.get(`/clients?${DEV}`)).status).toBe(200);
    expect((await bound.get('/clients?tenant=zebra&env=prod')).status).toBe(403);
    const evaluates = bearer(await newKey('evaluate:server', 'dev'));
    expect((await evaluates.get(`/clients?${DEV}`)).status).toBe(403);
  });
});
