import { createHash } from 'node:crypto';
import { eventually } from '@app/testing';
import { Client as HttpClient, type Client, logIn, register } from './support/client';
import { EvaluationTenant, OFREP_FLAGS, withKey } from './support/evaluation-tenant';
import { MODES, useApp } from './support/use-app';

const DEV = 'tenant=zebra&env=dev';
const SDK = { name: 'curl', version: '8' };
/** Contexts are written every five seconds. */
const KEPT_MS = 20_000;

const hashedOnce = (key: string) =>
  createHash('sha256').update(`zebra/dev/${key}`).digest('hex').slice(0, 32);
const hashOf = (key: string) => hashedOnce(hashedOnce(key));

describe.each(MODES)('recent contexts and impact over HTTP, %s', (mode) => {
  const app = useApp(mode);
  const anyone = new HttpClient(() => app.url);
  let zebra: Client;
  let tenant: EvaluationTenant;
  let server: Client;

  const order = (more: object = {}) =>
    zebra.put('/context-sampling', {
      tenant: 'zebra',
      env: 'dev',
      enabled: true,
      attributes: ['plan'],
      ...more,
    });
  const sampling = async () => {
    const { body } = await zebra.get(`/context-sampling?${DEV}`);
    return body as { kept: number };
  };
  const evaluate = (key: string, context: object) =>
    server.post(`${OFREP_FLAGS}/${key}`, { context });
  const keeps = (kept: number) =>
    eventually(async () => expect(await sampling()).toMatchObject({ kept }), KEPT_MS);
  const forget = () => zebra.delete(`/context-sampling/contexts?${DEV}`);
  const impactOf = (feature: object, more: object = {}) =>
    zebra.post('/features/impact', { tenant: 'zebra', env: 'dev', feature, ...more });

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
    tenant = new EvaluationTenant(zebra);
    server = withKey(app.url, (await tenant.newKey()).secret);
    await tenant.put('checkout');
  });

  it('keeps nothing until somebody says so, and says that nothing could be run', async () => {
    await evaluate('checkout', { targetingKey: 'alice', plan: 'pro' });
    const { status, body } = await zebra.get(`/context-sampling?${DEV}`);
    expect(status).toBe(200);
    expect(body).toEqual({
      env: 'dev',
      enabled: false,
      attributes: [],
      targetingKey: 'hashed',
      capacity: 1000,
      expiresAfterSeconds: 86400,
      kept: 0,
    });
    const impact = await impactOf({ key: 'checkout', enabled: false });
    expect(impact.body).toMatchObject({
      contexts: 0,
      changed: 0,
      cautions: [{ code: 'no_contexts', detail: expect.stringContaining('switch') }],
    });
  });

  describe('where it is switched on', () => {
    beforeAll(async () => {
      expect((await order()).status).toBe(200);
      for (const [targetingKey, plan] of [
        ['alice', 'pro'],
        ['bob', 'free'],
        ['carol', 'pro'],
      ]) {
        await evaluate('checkout', { targetingKey, plan, email: `${targetingKey}@example.com` });
      }
      await keeps(3);
    });

    it('says who gets another variant, of the flag and of those that stand on it', async () => {
      const strategy = {
        type: 'rules',
        prerequisites: { flag: 'checkout' },
        fallthrough: { variant: 'on' },
      };
      await tenant.put('express', { strategy });
      await tenant.put('other');
      const rules = [
        {
          id: 'pros',
          when: { attribute: 'plan', operator: 'in', values: ['pro'] },
          serve: { variant: 'on' },
        },
      ];
      const { status, body } = await impactOf({
        key: 'checkout',
        strategy: { type: 'rules', rules },
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ env: 'dev', contexts: 3, changed: 1, cautions: [] });
      const [first, second, ...rest] = body.flags;
      expect([first.key, second.key].sort()).toEqual(['checkout', 'express']);
      expect(rest).toEqual([]);
      expect(first).toMatchObject({
        changed: 1,
        cautions: [],
        transitions: [{ from: { variant: 'on' }, to: { variant: 'off' }, count: 1 }],
        examples: [{ context: { targetingKey: hashOf('bob'), plan: 'free' } }],
      });
      expect(body.flags[0].examples[0].context).not.toHaveProperty('email');
      const stored = await zebra.get('/features/checkout?tenant=zebra&env=dev');
      expect(stored.body).toMatchObject({ strategy: { type: 'boolean' } });
    });

    it('says what cannot be told of hashed keys and of attributes that are not kept', async () => {
      const when = { attribute: 'country', operator: 'in', values: ['DE'] };
      const strategy = {
        type: 'rules',
        targets: [{ variant: 'off', keys: ['alice'] }],
        rules: [{ id: 'r1', when, rollout: { percentage: 50 }, serve: { variant: 'on' } }],
      };
      const { body } = await impactOf({ key: 'checkout', strategy });
      const { cautions } = (body.flags as { cautions: { code: string; detail: string }[] }[])[0]!;
      expect(cautions.map(({ code }) => code)).toEqual([
        'attributes_not_kept',
        'lookups_of_hashed_key',
        'buckets_of_hashed_key',
      ]);
      expect(cautions[0]?.detail).toContain('"country"');
    });

    it('runs a whole promotion over the contexts of its target', async () => {
      const off = { tenant: 'zebra', env: 'staging', key: 'checkout', enabled: false };
      await zebra.post('/features', { ...off, strategy: { type: 'boolean' } });
      const promotion = { from: 'staging', to: 'dev', keys: ['checkout'] };
      const conflicting = await zebra.post('/features/impact', { tenant: 'zebra', promotion });
      expect(conflicting).toMatchObject({ status: 409, body: { code: 'promotion.conflict' } });
      const { status, body } = await zebra.post('/features/impact', {
        tenant: 'zebra',
        promotion: { ...promotion, conflictPolicy: 'overwrite' },
      });
      expect(status).toBe(200);
      expect(body).toMatchObject({ env: 'dev', contexts: 3, changed: 3 });
      expect(body.flags[0]).toMatchObject({ key: 'checkout', changed: 3 });
    });

    it('refuses a draft as writing it would be', async () => {
      const wrong = await impactOf({ key: 'checkout', strategy: { type: 'percentage' } });
      expect(wrong.status).toBe(422);
      expect(wrong.body.errors[0]).toMatchObject({ pointer: '#/feature/strategy/percentage' });
      expect((await impactOf({ key: 'checkout', valueType: 'number' })).status).toBe(422);
      const promotion = { from: 'dev', to: 'prod', keys: ['nobody-has-it'] };
      const unknown = await zebra.post('/features/impact', { tenant: 'zebra', promotion });
      expect(unknown).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: expect.stringMatching(/^#\/promotion\/keys/) }] },
      });
    });

    it('forgets at once what a narrower order does not allow, and keeps by it from then on', async () => {
      await order({ attributes: [] });
      expect(await sampling()).toMatchObject({ attributes: [], kept: 0 });
      await evaluate('checkout', { targetingKey: 'dave', plan: 'pro' });
      await keeps(1);
      const impact = await impactOf({ key: 'checkout', enabled: false });
      expect(impact.body.flags[0].examples[0].context).toEqual({ targetingKey: hashOf('dave') });
    });

    it('asks SDKs for contexts, and keeps no more of theirs than the order allows', async () => {
      await order({ targetingKey: 'plain' });
      await forget();
      const contexts = [{ targetingKey: 'erin', plan: 'pro', email: 'erin@example.com' }];
      const report = { client: { id: 'a', sdk: SDK }, contexts };
      const { status, body } = await server.post('/telemetry', report);
      expect(status).toBe(202);
      expect(body).toMatchObject({ sampling: { attributes: ['plan'], targetingKey: 'plain' } });
      await keeps(1);
      const impact = await impactOf({ key: 'checkout', enabled: false });
      expect(impact.body.flags[0].examples[0].context).toEqual({
        targetingKey: 'erin',
        plan: 'pro',
      });
    });

    it('carries a promotion’s segments along, ids and all', async () => {
      const staging = { tenant: 'zebra', env: 'staging' };
      await zebra.post('/segments', { ...staging, key: 'vips', include: ['erin', 'frank'] });
      const rules = [{ id: 'r1', when: { segment: 'vips' }, serve: { variant: 'on' } }];
      const strategy = { type: 'rules', rules };
      await zebra.post('/features', { ...staging, key: 'lounge', enabled: true, strategy });
      const promotion = { from: 'staging', to: 'dev', keys: ['lounge'], withDependencies: true };
      const { body } = await zebra.post('/features/impact', { tenant: 'zebra', promotion });
      expect(body.flags).toMatchObject([
        {
          key: 'lounge',
          changed: 1,
          transitions: [{ from: { errorCode: 'FLAG_NOT_FOUND' }, to: { variant: 'on' }, count: 1 }],
          cautions: [],
        },
      ]);
    });

    it('forgets all of it when it is told to, and when it is switched off', async () => {
      expect((await forget()).status).toBe(204);
      expect(await sampling()).toMatchObject({ enabled: true, kept: 0 });
      await order({ enabled: false });
      await evaluate('checkout', { targetingKey: 'alice' });
      const { body } = await server.post('/telemetry', { client: { id: 'a', sdk: SDK } });
      expect(body).toMatchObject({ sampling: null });
      const { body: audit } = await zebra.get(
        '/audit-logs?tenant=zebra&action=context_sampling.cleared',
      );
      expect(audit.items[0]).toMatchObject({ action: 'context_sampling.cleared', key: 'dev' });
    });
  });

  it.each([
    ['no environment', { feature: { key: 'a' } }],
    ['neither a flag nor a promotion', { env: 'dev' }],
    ['both', { env: 'dev', feature: { key: 'a' }, promotion: { from: 'dev', to: 'prod' } }],
    ['an environment beside a promotion', { env: 'dev', promotion: { from: 'dev', to: 'prod' } }],
    ['a member that is unknown', { env: 'dev', feature: { key: 'a' }, draft: {} }],
    ['a flag with an unknown member', { env: 'dev', feature: { key: 'a', rules: [] } }],
    ['a promotion with an unknown member', { promotion: { from: 'dev', to: 'prod', dry: true } }],
    ['a flag that is none', { env: 'dev', feature: 'a' }],
    ['a moment that is none', { env: 'dev', feature: { key: 'a' }, now: 'soon' }],
  ])('refuses to foretell %s', async (_what, body) => {
    expect((await zebra.post('/features/impact', { tenant: 'zebra', ...body })).status).toBe(422);
  });

  it.each([
    ['enabled', 'yes'],
    ['attributes', 'plan'],
    ['attributes', [1]],
    ['attributes', ['targetingKey']],
    ['attributes', ['a', 'a']],
    ['targetingKey', 'secret'],
    ['capacity', 0],
    ['capacity', 2_001],
    ['expiresAfterSeconds', 59],
    ['expiresAfterSeconds', 1.5],
    ['keep', true],
  ])('refuses an order with %s %j', async (member, value) => {
    expect((await order({ [member]: value })).status).toBe(422);
  });

  it('changes an order only from the state that was seen, when it is said which', async () => {
    await zebra.post('/environments', { tenant: 'zebra', name: 'sampled' });
    const path = '/context-sampling?tenant=zebra&env=sampled';
    const tag = async () => (await zebra.get(path)).headers.get('ETag') ?? '';
    const put = (capacity: number, ifMatch: string) => {
      const body = { tenant: 'zebra', env: 'sampled', enabled: true, attributes: [], capacity };
      return zebra.put('/context-sampling', body, { headers: { 'If-Match': ifMatch } });
    };
    const none = await tag();
    expect(none).toMatch(/^"[^"]+"$/);
    const first = await Promise.all([put(10, none), put(11, none)]);
    expect(first.map(({ status }) => status).sort()).toEqual([200, 412]);
    const seen = await tag();
    expect(first.map(({ headers }) => headers.get('ETag'))).toContain(seen);
    const refused = await put(12, none);
    expect([refused.status, refused.body.code]).toEqual([412, 'request.precondition_failed']);
    expect(refused.body.detail).toContain(seen);
    expect((await put(13, seen)).body).toMatchObject({ capacity: 13 });
    expect((await put(14, '*')).body).toMatchObject({ capacity: 14 });
  });

  it('is nobody else’s', async () => {
    const yak = await register(() => app.url, `yak-${mode}`);
    const foreign = { tenant: 'zebra', env: 'dev', enabled: true };
    expect((await yak.put('/context-sampling', foreign)).status).toBe(403);
    expect((await yak.get(`/context-sampling?${DEV}`)).status).toBe(403);
    expect((await yak.delete(`/context-sampling/contexts?${DEV}`)).status).toBe(403);
    const asked = { tenant: 'zebra', env: 'dev', feature: { key: 'checkout' } };
    expect((await yak.post('/features/impact', asked)).status).toBe(403);
    expect((await anyone.post('/features/impact', asked)).status).toBe(401);
    expect((await server.post('/features/impact', asked)).status).toBe(403);
    const bound = withKey(app.url, (await tenant.newKey('manage')).secret);
    expect((await bound.post('/features/impact', asked)).status).toBe(200);
    const promotion = { from: 'dev', to: 'prod' };
    const beyond = await bound.post('/features/impact', { tenant: 'zebra', promotion });
    expect(beyond.status).toBe(403);
    expect((await bound.put('/context-sampling', foreign)).status).toBe(403);
    expect((await zebra.get('/context-sampling?tenant=zebra&env=nowhere')).status).toBe(404);
  });
});
