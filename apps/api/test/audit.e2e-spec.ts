import { eventually } from '@app/testing';
import { Client, logIn, register } from './support/client';
import { type Mode, MODES, useApp } from './support/use-app';

const SOURCE: Readonly<Record<Mode, string>> = { embedded: 'postgres', full: 'elasticsearch' };

interface Event {
  readonly id: string;
  readonly action: string;
  readonly key: string;
}

describe.each(MODES)('the audit log over HTTP, %s', (mode) => {
  const app = useApp(mode);
  const tenant = `gecko-${mode}`;
  let gecko: Client;

  const put = (key: string, more: object = {}) =>
    gecko.post('/features', {
      tenant,
      env: 'dev',
      key,
      enabled: true,
      strategy: { type: 'boolean' },
      ...more,
    });
  const search = (query: string) => gecko.get(`/audit-logs?tenant=${tenant}&${query}`);
  const keys = async (query: string) =>
    ((await search(query)).body.items as Event[]).map(({ key }) => key);

  beforeAll(async () => {
    gecko = await register(() => app.url, tenant);
    await put('payment-redesign', { name: 'Bright new checkout', tags: ['web'] });
    await put('payment-redesign', { enabled: false });
    await put('other-flag', { env: 'prod' });
    await gecko.delete(`/features?tenant=${tenant}&env=dev&key=payment-redesign`);
    await eventually(async () => {
      const { headers, body } = await search('env=dev&action=flag.deleted');
      expect([headers.get('X-Audit-Source'), body.total]).toEqual([SOURCE[mode], 1]);
    }, 30_000);
  }, 60_000);

  it('says which store answered', async () => {
    expect((await search('page=1')).headers.get('X-Audit-Source')).toBe(SOURCE[mode]);
  });

  it('keeps who did what, when, how it was before and after, and field by field', async () => {
    const { body } = await search('env=dev&action=flag.updated');
    expect(body).toMatchObject({ page: 1, total: 1 });
    expect(body.items[0]).toMatchObject({
      action: 'flag.updated',
      tenant,
      env: 'dev',
      key: 'payment-redesign',
      actor: { type: 'user', id: expect.any(String) },
      revision: 2,
      before: { enabled: true },
      after: { enabled: false },
      changes: [{ op: 'replace', path: '/enabled', before: true, after: false }],
      requestId: expect.any(String),
      ip: '127.0.0.1',
    });
  });

  it('gives the newest first, page by page, each event once', async () => {
    const all = (await search('pageSize=100')).body;
    const times = (all.items as { time: string }[]).map(({ time }) => time);
    expect(times).toEqual([...times].sort().reverse());
    const pages: Event[] = [];
    let cursor = '';
    do {
      const { body } = await search(
        `pageSize=2${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      );
      pages.push(...(body.items as Event[]));
      cursor = (body.nextCursor as string | undefined) ?? '';
    } while (cursor !== '');
    expect(pages.map(({ id }) => id)).toEqual((all.items as Event[]).map(({ id }) => id));
  });

  it('finds by words, by the beginning of words, and by everything together', async () => {
    expect(new Set(await keys('q=checkout'))).toEqual(new Set(['payment-redesign']));
    expect(new Set(await keys('q=BRIGHT%20chec'))).toEqual(new Set(['payment-redesign']));
    expect(await keys('q=checkout&env=prod')).toEqual([]);
    expect(await keys('key=other-flag')).toEqual(['other-flag']);
    expect(await keys(`to=${encodeURIComponent('2020-01-01T00:00:00Z')}`)).toEqual([]);
  });

  it('refuses a page beyond the 10,000th event and names the cursor', async () => {
    const answer = await search('page=101&pageSize=100');
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain('cursor');
  });

  it.each(['pageSize=101', 'page=0', 'from=yesterday', 'cursor=nonsense', 'colour=red'])(
    'refuses the query %s and says which parameter is wrong',
    async (query) => {
      const answer = await search(query);
      expect(answer.status).toBe(400);
      expect(JSON.stringify(answer.body)).toContain(query.split('=')[0]);
    },
  );

  describe('to an API key', () => {
    const withKey = async (scope: string, env?: string) => {
      const { body } = await gecko.post('/api-keys', { tenant, env, name: scope, scope });
      return new Client(() => app.url, { 'X-API-Key': body.secret as string });
    };
    const readBy = async (reader: Client, query: string) =>
      ((await reader.get(`/audit-logs?tenant=${tenant}&${query}`)).body.items as Event[]).map(
        ({ key }) => key,
      );

    it('of automation shows what it shows to people', async () => {
      const pipeline = await withKey('manage');
      expect(await readBy(pipeline, 'env=prod')).toEqual(['other-flag', 'prod']);
      expect(await readBy(pipeline, 'action=tenant.registered')).toEqual([tenant]);
      expect((await pipeline.get('/audit-logs?tenant=zebra')).status).toBe(403);
    });

    it('of one environment shows what happened there, and nothing beside', async () => {
      const bound = await withKey('manage', 'prod');
      expect(await readBy(bound, 'page=1')).toEqual(['other-flag', 'prod']);
      expect(await readBy(bound, 'action=tenant.registered')).toEqual([]);
      expect((await bound.get(`/audit-logs?tenant=${tenant}&env=dev`)).status).toBe(403);
      expect((await bound.get(`/audit-logs?tenant=${tenant}&colour=red`)).status).toBe(400);
    });

    it.each(['evaluate:server', 'evaluate:client'])(
      'that only evaluates (%s) is refused',
      async (scope) => {
        const key = await withKey(scope, 'prod');
        expect((await key.get(`/audit-logs?tenant=${tenant}`)).status).toBe(403);
      },
    );
  });

  it('shows nothing of another tenant', async () => {
    const zebra = await logIn(() => app.url);
    const { body } = await zebra.get('/audit-logs?tenant=zebra&q=checkout&pageSize=100');
    const found = (body.items as { tenant: string }[]).map((event) => event.tenant);
    expect(new Set(found).has(tenant)).toBe(false);
  });
});
