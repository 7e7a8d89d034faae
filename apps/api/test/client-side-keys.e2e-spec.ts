import { eventually } from '@app/testing';
import { type Answer, register } from './support/client';
import { EvaluationTenant, OFREP_FLAGS, withKey } from './support/evaluation-tenant';
import { EventReader } from './support/event-reader';
import { MODES, useApp } from './support/use-app';

/** Names of the same length, so that answers which differ in nothing else are equal byte by byte. */
const HIDDEN = 'hidden-flag';
const ABSENT = 'absent-flag';
const SEGMENT = 'kept-segment';
/** Who is meant by rules, lists and segments. */
const IDS = ['id-listed', 'id-denied', 'id-target', 'id-member', 'acme-plan'];
const SECRETS = [HIDDEN, SEGMENT, ...IDS];
const CONTEXTS: readonly object[] = [
  {},
  { targetingKey: 'somebody' },
  ...IDS.map((targetingKey) => ({ targetingKey, plan: 'acme-plan' })),
];

describe.each(MODES)('a client-side key, which anybody can read, %s', (mode) => {
  const app = useApp(mode);
  let tenant: EvaluationTenant;
  let secret: string;
  let readers: EventReader[] = [];

  /** Names its requests, as else every refusal would have a name of its own. */
  const page = () => withKey(app.url, secret).with({ 'X-Request-Id': 'asked' });
  const bulk = (query = '', context: object = { targetingKey: 'somebody' }, etag?: string) => {
    const headers: Record<string, string> = etag === undefined ? {} : { 'If-None-Match': etag };
    return page().post(`${OFREP_FLAGS}${query}`, { context }, { headers });
  };
  const keysOf = ({ body }: Answer) => (body.flags as { key: string }[]).map(({ key }) => key);
  const open = async (path: string, headers: Record<string, string> = {}) => {
    const reader = await EventReader.open(`${app.url}${path}`, headers);
    readers.push(reader);
    return reader;
  };
  const streamOf = async () => (await bulk()).body.eventStreams[0].endpoint.requestUri as string;
  /** All of an answer that a page can tell apart, but for the name it asked for. */
  const seen = ({ status, headers, text }: Answer, name: string) => ({
    status,
    headers: [...headers].filter(([header]) => header !== 'date' && header !== 'etag'),
    text: text.replaceAll(name, '…'),
  });
  const isHidden = async (ask: (name: string) => Promise<Answer>) => {
    const hidden = await ask(HIDDEN);
    expect(seen(hidden, HIDDEN)).toEqual(seen(await ask(ABSENT), ABSENT));
    return hidden;
  };

  beforeAll(async () => {
    tenant = new EvaluationTenant(await register(() => app.url, 'lynx'), 'lynx');
    ({ secret } = await tenant.newKey('evaluate:client'));
    await tenant.admin.post('/segments', {
      tenant: 'lynx',
      env: 'dev',
      key: SEGMENT,
      include: ['id-member'],
      when: { attribute: 'plan', operator: 'equals', values: ['acme-plan'] },
    });
    await tenant.put(HIDDEN, { tags: ['only-hidden', 'web'] });
    await tenant.put('listing', {
      clientVisible: true,
      tags: ['web'],
      strategy: { type: 'targeting', allow: ['id-listed'], deny: ['id-denied'] },
    });
    await tenant.put('ruling', {
      clientVisible: true,
      strategy: {
        type: 'rules',
        prerequisites: { flag: HIDDEN },
        targets: [{ variant: 'on', keys: ['id-target'] }],
        rules: [{ id: 'r1', when: { segment: SEGMENT }, serve: { variant: 'on' } }],
      },
    });
    await tenant.put('splitting', {
      clientVisible: true,
      strategy: { type: 'percentage', percentage: 50 },
    });
  });
  afterEach(() => {
    readers.forEach((reader) => reader.close());
    readers = [];
  });

  it.each<[string, string, Record<string, string>]>([
    ['asked as it should be', '{"context":{"targetingKey":"somebody"}}', {}],
    ['asked with nothing', '', {}],
    ['asked with what is no JSON', '{', {}],
    ['asked with what is no context', '{"context":[]}', {}],
    ['asked in another media type', '<context/>', { 'Content-Type': 'text/xml' }],
    ['asked with too much', JSON.stringify({ context: { x: 'x'.repeat(1_100_000) } }), {}],
    ['asked in another environment', '{}', { env: 'prod' }],
  ])(
    'finds no difference between a hidden flag and none: %s',
    async (_, body, { env, ...headers }) => {
      const query = env === undefined ? '' : `?env=${env}`;
      await isHidden((name) =>
        page().send('POST', `${OFREP_FLAGS}/${name}${query}`, { body, headers }),
      );
    },
  );

  it('gets the visible flags in bulk, whether it names others or not', async () => {
    expect(keysOf(await bulk())).toEqual(['listing', 'ruling', 'splitting']);
    expect(keysOf(await bulk(`?keys=listing,${HIDDEN}`))).toEqual(['listing']);
    expect(keysOf(await bulk('?tags=web'))).toEqual(['listing']);
    expect(keysOf(await bulk(`?keys=${HIDDEN}&tags=web`))).toEqual(['listing']);
    await isHidden((name) => bulk(`?keys=${name}`));
    await isHidden((name) => bulk(`?tags=${name === HIDDEN ? 'only-hidden' : 'only-absent'}`));
  });

  it('has validators of its own, which serve for no other credential', async () => {
    const etag = (await bulk()).headers.get('ETag') ?? '';
    expect((await bulk('', undefined, etag)).status).toBe(304);
    const server = withKey(app.url, (await tenant.newKey()).secret);
    const context = { targetingKey: 'somebody' };
    const whole = await server.post(
      OFREP_FLAGS,
      { context },
      { headers: { 'If-None-Match': etag } },
    );
    expect(whole.status).toBe(200);
    const theirs = whole.headers.get('ETag') ?? '';
    expect(theirs).not.toBe(etag);
    expect((await bulk('', undefined, theirs)).status).toBe(200);
  });

  it('reads nobody’s id, no segment, no rule’s value and no hidden flag in any answer', async () => {
    for (const context of CONTEXTS) {
      const texts = [
        (await bulk('', context)).text,
        ...(await Promise.all(
          ['listing', 'ruling', 'splitting', ABSENT].map(async (key) => {
            return (await page().post(`${OFREP_FLAGS}/${key}`, { context })).text;
          }),
        )),
      ];
      for (const text of texts) {
        for (const word of SECRETS) expect(text).not.toContain(word);
      }
    }
  });

  it('is not told which hidden flag a visible one waits for; a server is', async () => {
    await tenant.put(HIDDEN, { enabled: false });
    const { secret: ofServer } = await tenant.newKey();
    const ask = async (of: string) =>
      (await withKey(app.url, of).post(`${OFREP_FLAGS}/ruling`, {})).body as {
        reason: string;
        metadata: object;
      };
    await eventually(async () =>
      expect((await ask(ofServer)).metadata).toMatchObject({ prerequisite: HIDDEN }),
    );
    const told = await ask(secret);
    expect([told.reason, Object.keys(told.metadata)]).toEqual(['DEFAULT', ['version']]);
    await tenant.put(HIDDEN, { enabled: true });
  });

  it('hears in events that something changed, never what', async () => {
    const streams = [await open('/stream', { 'X-API-Key': secret }), await open(await streamOf())];
    await tenant.put(HIDDEN, { description: `${Math.random()}` });
    for (const stream of streams) {
      const { data, id } = await stream.next();
      const { type, etag, lastModified, ...more } = JSON.parse(data) as Record<string, unknown>;
      expect([type, etag, typeof lastModified, more]).toEqual([
        'refetchEvaluation',
        id,
        'number',
        {},
      ]);
      for (const word of SECRETS) expect(data).not.toContain(word);
    }
  });

  it('sees of a hidden flag’s change no more than that there is another revision', async () => {
    const before = await bulk();
    await tenant.put(HIDDEN, { description: `${Math.random()}` });
    const after = await eventually(async () => {
      const answer = await bulk('', undefined, before.headers.get('ETag') ?? '');
      expect(answer.status).toBe(200);
      return answer;
    });
    expect(after.body.flags).toEqual(before.body.flags);
    expect(after.body.metadata.revision).toBeGreaterThan(before.body.metadata.revision);
  });

  it.each(['/snapshot', '/snapshot?since=1', '/snapshot?since=other:1', '/snapshot?env=dev'])(
    'is refused %s, and told to use OFREP',
    async (path) => {
      const requests: Record<string, string>[] = [
        {},
        { 'If-None-Match': '*' },
        { Origin: 'https://shop.example' },
      ];
      for (const headers of requests) {
        const { status, body, headers: given } = await page().get(path, { headers });
        expect([status, body.code]).toEqual([403, 'auth.forbidden']);
        expect(body.detail).toContain('OFREP');
        expect(given.get('ETag')).toBeNull();
      }
    },
  );

  it('is refused the changes themselves, with the key and with its stream tokens', async () => {
    for (const reader of [
      await open('/stream?data=delta', { 'X-API-Key': secret }),
      await open('/stream?data=delta&since=1', { 'X-API-Key': secret }),
      await open(`${await streamOf()}&data=delta`),
    ]) {
      expect(reader.status).toBe(403);
    }
  });

  it('is believed of a hidden flag as little as of none', async () => {
    const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
    const client = { id: 'page', sdk: { name: 'toggle-openfeature-web', version: '0.1.0' } };
    const { status, body } = await isHidden((flag) =>
      page().post('/telemetry', { client, usage: [{ minute, flag, variant: 'on', count: 3 }] }),
    );
    expect([status, body.accepted]).toEqual([202, 0]);
  });

  it.each([
    ['GET', '/features?tenant=lynx&env=dev'],
    ['GET', `/features/${HIDDEN}?tenant=lynx&env=dev`],
    ['POST', '/features'],
    ['POST', '/features/explain'],
    ['POST', '/features/promote'],
    ['GET', '/segments?tenant=lynx&env=dev'],
    ['GET', '/environments'],
    ['GET', '/api-keys?tenant=lynx'],
    ['GET', '/usage?tenant=lynx&env=dev&key=listing'],
    ['GET', '/clients?tenant=lynx&env=dev'],
    ['GET', '/audit-logs?tenant=lynx&env=dev'],
  ])('is refused the management route %s %s', async (method, path) => {
    const sent = method === 'POST' ? { body: { tenant: 'lynx', env: 'dev', key: HIDDEN } } : {};
    const { status, text } = await page().send(method, path, sent);
    expect(status).toBe(403);
    expect(text).not.toContain('id-listed');
  });
});
