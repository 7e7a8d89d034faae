import {
  type Answer,
  type Client,
  Client as HttpClient,
  logIn,
  passwordOf,
  register,
} from './support/client';
import { EvaluationTenant, OFREP_FLAGS, withKey } from './support/evaluation-tenant';
import { MODES, useApp } from './support/use-app';

/** In front of the router with a key, through the framework with a session: the same lines hold. */
const WAYS = ['an API key', 'a session'] as const;
type Way = (typeof WAYS)[number];

const TENANT = 'panda';
const ALICE = { targetingKey: 'alice' };
const JSON_TYPE = 'application/json; charset=utf-8';
const OFF_VALUE = {
  variants: [
    { name: 'a', value: 'A' },
    { name: 'b', value: 'B' },
  ],
};
/** Written straight into the database: nothing of the kind is taken through the API. */
const BROKEN = {
  type: 'rules',
  rules: [{ id: 'r', when: { segment: 'no-such-segment' }, serve: { variant: 'on' } }],
};

/**
 * What a server of the OpenFeature Remote Evaluation Protocol 0.3.0 has to do for every published
 * provider, line by line. All answers are held against the protocol's schema besides.
 */
describe.each(MODES)('the checklist of an OFREP server, %s', (mode) => {
  const app = useApp(mode);
  let tenant: EvaluationTenant;
  let secret: string;
  let clients: Record<Way, Client>;
  let way: Way;

  /** The path of a flag, or of all, with what a session has to add. */
  const path = (key = '', query = '', env = 'staging') => {
    const session = way === 'a session' ? `env=${env}` : '';
    const parameters = [session, query].filter((part) => part !== '').join('&');
    return `${OFREP_FLAGS}${key === '' ? '' : `/${key}`}${parameters === '' ? '' : `?${parameters}`}`;
  };
  const one = (key: string, context: object = ALICE) => clients[way].post(path(key), { context });
  const all = (context: object = ALICE, query = '', headers: Record<string, string> = {}) =>
    clients[way].post(path('', query), { context }, { headers });
  const raw = (key: string, body: string) => clients[way].send('POST', path(key), { body });
  const put = (key: string, more: object = {}) => tenant.put(key, { env: 'staging', ...more });

  beforeAll(async () => {
    tenant = new EvaluationTenant(await register(() => app.url, TENANT), TENANT);
    await put('plain');
    await put('off', { enabled: false });
    await put('off-by-name', {
      ...OFF_VALUE,
      valueType: 'string',
      offVariant: 'b',
      enabled: false,
    });
    await put('no-opinion', { enabled: false, offVariant: null });
    await put('split', { strategy: { type: 'percentage', percentage: 50 } });
    await put('listed', { strategy: { type: 'targeting', allow: ['alice'], deny: ['bob'] } });
    const when = { attribute: 'plan', operator: 'equals', values: ['pro'] };
    await put('ruled', {
      strategy: { type: 'rules', rules: [{ id: 'r1', when, serve: { variant: 'on' } }] },
    });
    for (const [key, valueType, value] of [
      ['nought', 'number', 0],
      ['blank', 'string', ''],
      ['empty', 'object', {}],
    ] as const) {
      await put(key, {
        valueType,
        variants: [{ name: 'v', value }],
        strategy: { type: 'boolean', variant: 'v' },
      });
    }
    await put('broken');
    // Before any process has loaded the environment.
    await app.servers.database.dataSource.query(
      `UPDATE flags SET definition = jsonb_set(definition::jsonb, '{strategy}', $1::jsonb)::json
       WHERE key = 'broken'`,
      [JSON.stringify(BROKEN)],
    );
    ({ secret } = await tenant.newKey('evaluate:server', { env: 'staging' }));
    clients = { 'an API key': withKey(app.url, secret), 'a session': tenant.admin };
  });

  describe.each(WAYS)('with %s', (named) => {
    beforeEach(() => {
      way = named;
    });

    it('1. answers 200 in JSON', async () => {
      for (const { status, headers } of [await one('plain'), await all()]) {
        expect([status, headers.get('Content-Type')]).toEqual([200, JSON_TYPE]);
      }
    });

    it.each<[string, object]>([
      ['plain', { reason: 'STATIC', variant: 'on', value: true }],
      ['nought', { reason: 'STATIC', variant: 'v', value: 0 }],
      ['blank', { reason: 'STATIC', variant: 'v', value: '' }],
      ['empty', { reason: 'STATIC', variant: 'v', value: {} }],
      ['no-opinion', { reason: 'DISABLED', variant: '' }],
    ])('2. gives key, reason, variant, metadata, and a value or none: %s', async (key, answer) => {
      const expected = { key, ...answer, metadata: { version: 1 } };
      expect((await one(key)).body).toEqual(expected);
      expect(flagsOf(await all()).get(key)).toEqual(expected);
    });

    it.each<[string, string, object]>([
      ['STATIC', 'plain', ALICE],
      ['TARGETING_MATCH', 'ruled', { plan: 'pro' }],
      ['DEFAULT', 'ruled', { plan: 'free' }],
      ['TARGETING_MATCH', 'listed', ALICE],
      ['TARGETING_MATCH', 'listed', { targetingKey: 'bob' }],
      ['DEFAULT', 'listed', { targetingKey: 'carol' }],
      ['SPLIT', 'split', ALICE],
      ['DISABLED', 'off', ALICE],
    ])('3. says %s of %s for %j', async (reason, key, context) => {
      expect((await one(key, context)).body.reason).toBe(reason);
    });

    it('4. answers 200 for a flag that is off, with its off value or none', async () => {
      const answers = await Promise.all(
        ['off', 'off-by-name', 'no-opinion'].map((key) => one(key)),
      );
      expect(
        answers.map(({ status, body }) => [status, body.reason, body.value] as unknown[]),
      ).toEqual([
        [200, 'DISABLED', false],
        [200, 'DISABLED', 'B'],
        [200, 'DISABLED', undefined],
      ]);
    });

    it.each(['no-such-flag', 'a%20b', '__proto__', 'x'.repeat(300)])(
      '5. answers 404 with all four members for a key that is no flag’s: %s',
      async (key) => {
        const { status, body } = await one(key);
        expect(status).toBe(404);
        expect(body).toMatchObject(refusalOf(decodeURIComponent(key), 'FLAG_NOT_FOUND'));
      },
    );

    it.each(['{"context":{}}', '{}'])(
      '6. evaluates what needs no unit for the body %j',
      async (body) => {
        expect((await raw('plain', body)).body.value).toBe(true);
        expect((await raw('', body)).status).toBe(200);
      },
    );

    it.each([
      ['{', 'PARSE_ERROR'],
      ['{"context":', 'PARSE_ERROR'],
      ['{"context":[]}', 'INVALID_CONTEXT'],
      ['{"context":"alice"}', 'INVALID_CONTEXT'],
      ['{"context":null}', 'INVALID_CONTEXT'],
      ['[]', 'INVALID_CONTEXT'],
    ])('6. refuses the body %j with 400 and %s', async (body, errorCode) => {
      const single = await raw('plain', body);
      expect(single.headers.get('X-Request-Id')).toBe(single.body.requestId);
      expect([single.status, single.body]).toEqual([
        400,
        expect.objectContaining(refusalOf('plain', errorCode)),
      ]);
      const bulk = await clients[way].send('POST', path(), {
        body,
        headers: { 'If-None-Match': '*' },
      });
      expect([bulk.status, bulk.body.errorCode]).toEqual([400, errorCode]);
    });

    it('6. asks for the targeting key where bucketing needs it, and only there', async () => {
      const { status, body } = await one('split', {});
      expect(status).toBe(400);
      expect(body).toMatchObject({
        ...refusalOf('split', 'TARGETING_KEY_MISSING'),
        metadata: { version: 1 },
      });
      expect((await one('split', { userId: 'alice' })).status).toBe(200);
    });

    it('7. answers 200 in bulk with an item per flag, whatever is wrong with one', async () => {
      const answer = await all({});
      expect(answer.status).toBe(200);
      const flags = flagsOf(answer);
      expect(flags.get('plain')).toMatchObject({ value: true });
      expect(flags.get('split')).toMatchObject({ errorCode: 'TARGETING_KEY_MISSING' });
      expect(flags.get('broken')).toMatchObject({
        errorCode: 'PARSE_ERROR',
        errorDetails: expect.stringContaining('no-such-segment') as string,
      });
      expect([(await one('broken')).status, (await one('plain')).status]).toEqual([400, 200]);
    });

    it('8. refuses 401 and 403 with a body that providers survive', async () => {
      const nobody = new HttpClient(() => app.url, {
        Authorization: way === 'a session' ? 'Bearer nonsense' : `Bearer ${secret}x`,
      });
      const elsewhere = way === 'a session' ? `${OFREP_FLAGS}/plain` : `${path('plain')}?env=prod`;
      for (const [status, { status: given, headers, body }] of [
        [401, await nobody.post(path('plain'), { context: {} })],
        [403, await clients[way].post(elsewhere, { context: {} })],
      ] as const) {
        expect([given, headers.get('Content-Type')]).toEqual([status, JSON_TYPE]);
        expect(headers.get('X-Request-Id')).toBe(body.requestId);
        expect(body).toMatchObject({ ...refusalOf('plain', 'GENERAL'), metadata: {}, status });
      }
      expect((await nobody.post(path(), {})).body).toMatchObject({ errorCode: 'GENERAL' });
    });

    it('9. refuses 429 with whole seconds after which to come back', async () => {
      const base = await app.another({
        EVALUATION_RATE_LIMIT_BURST: '2',
        EVALUATION_RATE_LIMIT_SUSTAINED_PER_SEC: '0.4',
      });
      const limited =
        way === 'a session'
          ? await logIn(() => base, TENANT, passwordOf(TENANT))
          : withKey(base, secret);
      const ask = () => limited.post(path('plain'), { context: {} });
      const counted = async () => {
        const { text } = await new HttpClient(() => base).get('/metrics');
        const found = /evaluation_requests_total\{kind="single",status="429"\} (\d+)/.exec(text);
        return Number(found?.[1] ?? 0);
      };
      const before = await counted();
      const answers = [await ask(), await ask(), await ask(), await ask()];
      const refused = answers.filter(({ status }) => status === 429);
      expect(refused.length).toBeGreaterThan(0);
      expect(await counted()).toBe(before + refused.length);
      for (const { headers, body } of refused) {
        expect(headers.get('Retry-After')).toMatch(/^[123]$/);
        expect(body).toMatchObject({ ...refusalOf('plain', 'GENERAL'), metadata: {} });
      }
    });

    it('10. has an ETag on every 200 and 304, another one for any other context', async () => {
      const etag = (await all()).headers.get('ETag') ?? '';
      expect(etag).toMatch(/^"[^"]+"$/);
      for (const held of [etag, `W/${etag}`, `"x", ${etag}`, '*']) {
        const same = await all(ALICE, '', { 'If-None-Match': held });
        expect([same.status, same.text, same.headers.get('ETag')]).toEqual([304, '', etag]);
      }
      for (const context of [
        {},
        { targetingKey: 'bob' },
        { ...ALICE, any: 1 },
        { ...ALICE, deep: { x: [1] } },
      ]) {
        const other = await all(context, '', { 'If-None-Match': etag });
        expect(other.status).toBe(200);
        expect(other.headers.get('ETag')).not.toBe(etag);
      }
      for (const query of ['keys=plain', 'tags=web']) {
        expect((await all(ALICE, query, { 'If-None-Match': etag })).status).toBe(200);
      }
    });

    it('10. gives no 304 where an event told of another configuration, and gives that one', async () => {
      const before = (await all()).headers.get('ETag') ?? '';
      const held = { 'If-None-Match': before };
      expect((await all(ALICE, 'flagConfigEtag=other:1', held)).status).toBe(200);
      await put('announced', { description: way });
      const { epoch, revision } = (await tenant.admin.get('/environments/staging')).body as {
        epoch: string;
        revision: number;
      };
      const announced = await all(ALICE, `flagConfigEtag=${epoch}%3A${revision}`, held);
      expect([announced.status, announced.body.metadata.revision]).toEqual([200, revision]);
      const present = { 'If-None-Match': announced.headers.get('ETag') ?? '' };
      expect((await all(ALICE, `flagConfigEtag=${epoch}%3A${revision}`, present)).status).toBe(304);
    });
  });

  it('11. lets browsers of other origins ask, and read ETag and Retry-After', async () => {
    const origin = { Origin: 'https://shop.example' };
    for (const route of [OFREP_FLAGS, `${OFREP_FLAGS}/plain`]) {
      const preflight = await new HttpClient(() => app.url).send('OPTIONS', route, {
        headers: { ...origin, 'Access-Control-Request-Method': 'POST' },
      });
      expect(preflight.status).toBe(204);
      const allowed = preflight.headers.get('Access-Control-Allow-Headers')?.toLowerCase();
      for (const name of ['authorization', 'x-api-key', 'content-type', 'if-none-match']) {
        expect(allowed).toContain(name);
      }
      const asked = withKey(app.url, secret).with(origin);
      const refused = new HttpClient(() => app.url, { ...origin, 'X-API-Key': 'nonsense' });
      for (const answer of [await asked.post(route, {}), await refused.post(route, {})]) {
        expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
        expect(answer.headers.get('Access-Control-Expose-Headers')).toMatch(/ETag.*Retry-After/);
      }
    }
  });

  it.each(['with space', 'ümlaut', 'a/b', 'a%2Fb', 'a?b', 'a#b', '-a', '', 'x'.repeat(129)])(
    '13. takes no flag whose key %j would need encoding in a URL',
    async (key) => {
      const flag = { tenant: TENANT, env: 'dev', key, enabled: true };
      const { status, body } = await tenant.admin.post('/features', flag);
      expect([status, body.errors[0].pointer]).toEqual([422, '#/key']);
    },
  );

  it('14. shows client-side credentials the client-visible flags, and no others', async () => {
    await put('seen', { clientVisible: true });
    const { secret: ofPage } = await tenant.newKey('evaluate:client', { env: 'staging' });
    const answer = await withKey(app.url, ofPage).post(OFREP_FLAGS, { context: ALICE });
    expect([...flagsOf(answer).keys()]).toEqual(['seen']);
  });
});

function flagsOf({ body }: Answer): Map<string, object> {
  const { flags } = body as { flags: { key: string }[] };
  return new Map(flags.map((flag) => [flag.key, flag]));
}

/** What every refusal about a flag carries. */
function refusalOf(key: string, errorCode: string): object {
  return {
    key,
    errorCode,
    errorDetails: expect.stringMatching(/./) as string,
    metadata: expect.any(Object) as object,
  };
}
