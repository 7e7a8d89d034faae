import { eventually } from '@app/testing';
import { type Answer, type Client, Client as HttpClient, logIn, register } from './support/client';
import { EvaluationTenant, OFREP_FLAGS, withKey } from './support/evaluation-tenant';
import { EventReader } from './support/event-reader';
import { MODES, useApp } from './support/use-app';

const CONTEXT = { context: { targetingKey: 'alice' } };
/** Names of the same length, so that answers which differ in nothing else are equal byte by byte. */
const THEIRS = 'zebra-flag';
const NOBODYS = 'no-one-has';
const HEADERS = [
  'content-type',
  'content-length',
  'cache-control',
  'www-authenticate',
  'retry-after',
];

/** How often a variant was given to those who asked for the flag. */
interface Total {
  readonly count: number;
}

describe.each(MODES)('the data plane of a tenant, asked by another, %s', (mode) => {
  const app = useApp(mode, { USAGE_FLUSH_SECONDS: '0.1' });
  let zebra: EvaluationTenant;
  let okapi: EvaluationTenant;
  /** Everybody of okapi, by what they prove themselves with. */
  let callers: Record<'server' | 'client' | 'manage' | 'session', Client>;
  let secrets: Record<'okapi' | 'zebra', string>;
  let readers: EventReader[] = [];

  const open = async (path: string, secret?: string) => {
    const headers = secret === undefined ? undefined : { 'X-API-Key': secret };
    const reader = await EventReader.open(`${app.url}${path}`, headers ?? {});
    readers.push(reader);
    return reader;
  };
  /** Who names an environment themselves. */
  const envOf = (who: keyof typeof callers) =>
    who === 'manage' || who === 'session' ? '?env=dev' : '';
  const tokenOf = async (secret: string): Promise<string> => {
    const { body } = await withKey(app.url, secret).post(OFREP_FLAGS, CONTEXT);
    const { requestUri } = body.eventStreams[0].endpoint as { requestUri: string };
    return new URLSearchParams(requestUri.split('?')[1]).get('token') ?? '';
  };
  const positionOf = async ({ admin }: EvaluationTenant): Promise<string> => {
    const { body } = await admin.get('/environments/dev');
    const { epoch, revision } = body as { epoch: string; revision: number };
    return `${epoch}:${revision}`;
  };
  /** All of an answer that a caller can tell apart, but for the names they asked for. */
  const seen = ({ status, headers, text }: Answer, ...names: string[]) => ({
    status,
    headers: HEADERS.map((name) => [name, headers.get(name)]),
    text: [THEIRS, NOBODYS, ...names].reduce(
      (rest, name) => rest.replaceAll(name, '…'),
      // Each request has an id of its own, which a refusal names.
      text.replace(/"requestId":"[^"]*"/, '"requestId":"…"'),
    ),
  });
  /** Asks for what another tenant has and for what nobody has: there must be no difference. */
  const sameFor = async (ask: (name: string) => Promise<Answer>) => {
    const theirs = await ask(THEIRS);
    expect(seen(theirs)).toEqual(seen(await ask(NOBODYS)));
    return theirs;
  };

  beforeAll(async () => {
    zebra = new EvaluationTenant(await logIn(() => app.url));
    okapi = new EvaluationTenant(await register(() => app.url, 'okapi'), 'okapi');
    for (const tenant of [zebra, okapi]) {
      await tenant.put('shared', {
        valueType: 'string',
        clientVisible: true,
        variants: [{ name: 'whose', value: tenant.name }],
        strategy: { type: 'boolean', variant: 'whose' },
        tags: ['web'],
      });
    }
    await zebra.put(THEIRS, { clientVisible: true, tags: [THEIRS] });
    await zebra.admin.post('/environments', { tenant: 'zebra', name: THEIRS });
    const [server, client, manage] = [
      await okapi.newKey(),
      await okapi.newKey('evaluate:client'),
      await okapi.newKey('manage', { env: undefined }),
    ];
    callers = {
      server: withKey(app.url, server.secret),
      client: withKey(app.url, client.secret),
      manage: withKey(app.url, manage.secret),
      session: okapi.admin,
    };
    secrets = { okapi: server.secret, zebra: (await zebra.newKey()).secret };
  });
  afterEach(() => {
    readers.forEach((reader) => reader.close());
    readers = [];
  });

  describe.each(['server', 'client', 'manage', 'session'] as const)(
    'with a %s credential',
    (who) => {
      const ask = (path: string, headers: Record<string, string> = {}) =>
        callers[who].post(`${OFREP_FLAGS}${path}`, CONTEXT, { headers });
      const join = (parameter: string) => `${envOf(who) === '' ? '?' : '&'}${parameter}`;

      it('answers with the caller’s own flags, one and all', async () => {
        expect((await ask(`/shared${envOf(who)}`)).body).toMatchObject({ value: 'okapi' });
        const { body } = await ask(envOf(who));
        const flags = body.flags as { key: string; value: unknown }[];
        expect(flags.map(({ key, value }) => [key, value])).toEqual([['shared', 'okapi']]);
        expect(body.metadata).toMatchObject({ flagSetId: 'okapi/dev' });
      });

      it('tells a flag of the other from none at all by nothing', async () => {
        const one = await sameFor((name) => ask(`/${name}${envOf(who)}`));
        expect([one.status, one.body.errorCode]).toEqual([404, 'FLAG_NOT_FOUND']);
        for (const parameter of ['keys', 'tags']) {
          const { body } = await sameFor((name) =>
            ask(`${envOf(who)}${join(`${parameter}=${name}`)}`),
          );
          expect(body.flags).toEqual([]);
        }
      });

      it('tells an environment of the other from none at all by nothing', async () => {
        const status = envOf(who) === '' ? 403 : 404;
        for (const path of ['', '/shared']) {
          const refused = await sameFor((name) => ask(`${path}?env=${name}`));
          expect(refused.status).toBe(status);
        }
        for (const path of ['/snapshot', '/stream']) {
          const refused = await sameFor((name) => callers[who].get(`${path}?env=${name}`));
          expect(refused.status).toBe(status);
        }
      });

      it('has its way with no tenant that is named beside it', async () => {
        for (const path of ['', '/shared']) {
          const { status, text } = await sameFor((name) =>
            ask(`${path}${envOf(who)}${join(`tenant=${name}`)}`),
          );
          expect(text).not.toContain('"zebra"');
          expect(status).toBe((await ask(`${path}${envOf(who)}${join('tenant=zebra')}`)).status);
        }
      });

      it('gives no 304 for a validator of the other, and no news of their state', async () => {
        const theirs = await withKey(app.url, secrets.zebra).post(OFREP_FLAGS, CONTEXT);
        const etag = theirs.headers.get('ETag') ?? '';
        const own = await ask(envOf(who));
        const bulk = await ask(envOf(who), { 'If-None-Match': etag });
        expect(bulk.status).toBe(200);
        expect(bulk.headers.get('ETag')).toBe(own.headers.get('ETag'));
        const position = await positionOf(zebra);
        const config = encodeURIComponent(position);
        const announced = await ask(`${envOf(who)}${join(`flagConfigEtag=${config}`)}`);
        expect([announced.status, announced.text]).toEqual([200, own.text]);
        if (who === 'client') return;
        const snapshot = (more: string, headers: Record<string, string> = {}) =>
          callers[who].get(`/snapshot${envOf(who)}${more}`, { headers });
        const whole = await snapshot('');
        expect(whole.body).toMatchObject({ tenant: 'okapi' });
        const validated = await snapshot('', { 'If-None-Match': `W/"${position}"` });
        expect([validated.status, validated.text]).toEqual([200, whole.text]);
        const since = await snapshot(join(`since=${config}`));
        expect([since.status, since.text]).toEqual([200, whole.text]);
      });
    },
  );

  it('opens nothing with a secret that was made up, whosever name it bears', async () => {
    const madeUp = (tenant: string) => `toggle_${tenant}_${'0'.repeat(48)}`;
    const renamed = secrets.okapi.replace('_okapi_', '_zebra_');
    const asks: ((client: Client) => Promise<Answer>)[] = [
      (client) => client.post(`${OFREP_FLAGS}/shared`, CONTEXT),
      (client) => client.post(OFREP_FLAGS, CONTEXT),
      (client) => client.get('/snapshot'),
      (client) => client.get('/stream'),
      (client) => client.post('/telemetry', {}),
      (client) => client.get('/features?tenant=zebra&env=dev'),
    ];
    for (const ask of asks) {
      const answers = await Promise.all(
        [madeUp('zebra'), madeUp('nobody'), renamed].map((secret) => ask(withKey(app.url, secret))),
      );
      for (const { status } of answers) expect(status).toBe(401);
      const [first, ...rest] = answers.map((answer) => seen(answer));
      for (const one of rest) expect(one).toEqual(first);
    }
  });

  it('opens no stream of the other, and says nothing there of what happens with them', async () => {
    const theirs = await positionOf(zebra);
    const streams = [
      await open('/stream', secrets.okapi),
      await open('/stream?data=delta', secrets.okapi),
      // The key goes before a token that somebody slipped in.
      await open(`/stream?token=${await tokenOf(secrets.zebra)}`, secrets.okapi),
    ];
    // A state that they cannot have been told is one that they have to fetch anew.
    const lost = await open(`/stream?since=${theirs}`, secrets.okapi);
    expect((await lost.next()).id).toBe(await positionOf(okapi));
    await zebra.put(THEIRS, { description: `${Math.random()}` });
    await okapi.put('shared', { description: `${Math.random()}` });
    const own = await positionOf(okapi);
    for (const stream of streams) {
      const event = await stream.next();
      expect(event.id).toBe(own);
      expect(event.data).not.toContain(theirs.split(':')[0]);
    }
  });

  it('takes no stream token that was put together from those of two', async () => {
    const [theirs, own] = [await tokenOf(secrets.zebra), await tokenOf(secrets.okapi)];
    const [[theirKey = '', theirEpoch, theirSign], [ownKey = '', , ownSign]] = [
      theirs.split('.'),
      own.split('.'),
    ];
    const nobodys = theirKey.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    for (const token of [
      [theirKey, theirEpoch, ownSign],
      [ownKey, theirEpoch, theirSign],
      [nobodys, theirEpoch, ownSign],
    ]) {
      expect((await open(`/stream?token=${token.join('.')}`)).status).toBe(401);
    }
  });

  it('counts what is reported of a flag for the reporter alone', async () => {
    const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
    const report = (flag: string) => {
      const usage = [{ minute, flag, variant: 'on', count: 5 }];
      const client = { id: 'p-1', sdk: { name: 'toggle-openfeature-server-js', version: '0.1.0' } };
      return callers.server.post('/telemetry', { client, usage });
    };
    const { status, body } = await sameFor(report);
    expect([status, body.accepted]).toEqual([202, 0]);
    await okapi.put('counted');
    await eventually(async () => expect((await report('counted')).body.accepted).toBe(5));
    const totals = async ({ admin, name }: EvaluationTenant, key: string) =>
      ((await admin.get(`/usage?tenant=${name}&env=dev&key=${key}`)).body as { totals: Total[] })
        .totals;
    const asked = (of: Total[]) => of.reduce((sum, { count }) => sum + count, 0);
    await eventually(async () => expect(asked(await totals(okapi, 'counted'))).toBe(5));
    expect(asked(await totals(zebra, THEIRS))).toBe(0);
    const { body: unknown } = await zebra.admin.get('/usage/unknown?tenant=zebra&env=dev');
    expect(JSON.stringify(unknown)).not.toContain(NOBODYS);
  });

  it('knows a key of the other from no key by nothing', async () => {
    const { id } = await zebra.newKey();
    const nobodys = id.replace(/^./, (first) => (first === '0' ? '1' : '0'));
    const same = async (ask: (one: string) => Promise<Answer>) => {
      const [theirs, none] = [await ask(id), await ask(nobodys)];
      expect(theirs.status).toBe(404);
      expect(seen(theirs, id)).toEqual(seen(none, nobodys));
    };
    await same((one) => okapi.admin.delete(`/api-keys/${one}`));
    await same((one) => okapi.admin.post(`/api-keys/${one}/rotate`, { overlapSeconds: 0 }));
  });

  it('opens for a session only what is the session’s own', async () => {
    const anyone = new HttpClient(() => app.url);
    expect((await anyone.post(`${OFREP_FLAGS}/shared?env=dev`, CONTEXT)).status).toBe(401);
    const snapshot = await okapi.admin.get('/snapshot?env=dev');
    expect(snapshot.body).toMatchObject({ tenant: 'okapi' });
    expect(snapshot.text).not.toContain(THEIRS);
    const reader = await EventReader.open(`${app.url}/stream?env=dev`, okapi.admin.credentials);
    readers.push(reader);
    await zebra.put(THEIRS, { description: `${Math.random()}` });
    await okapi.put('shared', { description: `${Math.random()}` });
    expect((await reader.next()).id).toBe(await positionOf(okapi));
  });
});
