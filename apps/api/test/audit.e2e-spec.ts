import { eventually } from '@app/testing';
import { type Answer, type Client, logIn, register } from './support/client';
import { MODES, useApp } from './support/use-app';

describe.each(MODES)('the audit log over HTTP, %s', (mode) => {
  const app = useApp(mode);
  let zebra: Client;

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
  });

  const put = (key: string, more: object = {}, client = zebra, tenant = 'zebra') =>
    client.post('/features', {
      tenant,
      env: 'dev',
      key,
      enabled: true,
      strategy: { type: 'boolean' },
      ...more,
    });
  const list = (query: Record<string, string> = {}, client = zebra): Promise<Answer> =>
    client.get(`/audit-logs?${new URLSearchParams({ tenant: 'zebra', ...query }).toString()}`);
  /** The index follows about a second behind. */
  const listed = (query: Record<string, string>, count: number): Promise<Answer> =>
    eventually(async () => {
      const answer = await list(query);
      expect(answer.status).toBe(200);
      expect(answer.body.total).toBe(count);
      return answer;
    });

  it('shows who did what, when, from where, and what it was before', async () => {
    await put('told', { name: 'Old', strategy: { type: 'percentage', percentage: 20 } });
    const changed = await put('told', { strategy: { type: 'percentage', percentage: 30 } });
    const { body } = await listed({ key: 'told', env: 'dev' }, 2);
    const me = (await zebra.get('/auth/me')).body;
    const [updated, created] = body.items;
    expect(created).toMatchObject({ action: 'flag.created', before: null });
    expect(updated).toMatchObject({
      tenant: 'zebra',
      env: 'dev',
      action: 'flag.updated',
      key: 'told',
      outcome: 'success',
      actor: { type: 'user' },
      revision: created.revision + 1,
      before: { strategy: { percentage: 20 } },
      after: { strategy: { percentage: 30 } },
      changes: [{ op: 'replace', path: '/strategy/percentage', before: 20, after: 30 }],
      requestId: changed.headers.get('X-Request-Id'),
    });
    expect(JSON.stringify(me)).toContain(updated.actor.id);
    expect(updated.ip).toMatch(/127\.0\.0\.1$|^::1$/);
    expect(Date.now() - Date.parse(updated.time)).toBeLessThan(120_000);
  });

  it('says which store answered', async () => {
    const source = (await list()).headers.get('X-Audit-Source');
    expect(source).toBe(mode === 'full' ? 'elasticsearch' : 'postgres');
  });

  it('finds events by words and by filters', async () => {
    await put('ocean-blue', { name: 'Café “Straße”' });
    await listed({ q: 'cafe strasse' }, 1);
    await listed({ q: 'OCEAN', action: 'flag.created' }, 1);
    await listed({ q: 'ocean', action: 'flag.deleted' }, 0);
    await listed({ key: 'ocean-blue', from: '2020-01-01T00:00:00Z' }, 1);
    await listed({ key: 'ocean-blue', to: '2020-01-01T00:00:00Z' }, 0);
  });

  it('walks all events by cursor, each once', async () => {
    for (const number of [1, 2, 3, 4, 5]) await put('walked', { name: `step ${number}` });
    await listed({ key: 'walked' }, 5);
    const ids: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await list({
        key: 'walked',
        pageSize: '2',
        ...(cursor !== undefined && { cursor }),
      });
      ids.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor !== undefined);
    expect(new Set(ids).size).toBe(5);
    expect(ids).toHaveLength(5);
  });

  it('refuses a page past the 10,000th event and names the cursor', async () => {
    const { status, text } = await list({ page: '101', pageSize: '100' });
    expect(status).toBe(400);
    expect(text).toContain('cursor');
  });

  it.each([
    ['page', '0'],
    ['pageSize', '1000'],
    ['from', 'yesterday'],
    ['cursor', 'made-up'],
    ['colour', 'red'],
  ])('refuses %s=%s and says where it is wrong', async (name, value) => {
    const { status, body } = await list({ [name]: value });
    expect(status).toBe(400);
    expect(body.errors).toMatchObject([{ pointer: `#/${name}` }]);
  });

  it('shows a tenant its own events alone, and tells it of its attempts on another', async () => {
    const name = `yak-${mode}`;
    const yak = await register(() => app.url, name);
    await put('secret', {}, yak, name);
    expect((await list({}, yak)).status).toBe(403);
    const own = (query: Record<string, string>) => list({ tenant: name, ...query }, yak);
    await eventually(async () => {
      const { body } = await own({ action: 'access.refused' });
      expect(body.items).toMatchObject([
        { tenant: name, outcome: 'failure', after: { code: 'tenant.foreign', status: 403 } },
      ]);
    });
    expect((await list({ key: 'secret' })).body.total).toBe(0);
    expect((await list({ q: name })).body.total).toBe(0);
  });

  it('records refused logins', async () => {
    const before = (await list({ action: 'auth.login_refused' })).body.total as number;
    const password = 'not-the-password-at-all';
    const { status } = await zebra.post('/auth/login', { tenant: 'zebra', password });
    expect(status).toBe(401);
    const { body } = await listed({ action: 'auth.login_refused' }, before + 1);
    expect(JSON.stringify(body)).not.toContain(password);
  });
});
