import { BulkFetch } from './bulk.fetch';

describe('bulk answers', () => {
  const waiting: ((response: Response) => void)[] = [];
  const heard: boolean[] = [];
  let bulk: BulkFetch;

  beforeEach(() => {
    waiting.length = 0;
    heard.length = 0;
    bulk = new BulkFetch(
      () => new Promise((resolve) => waiting.push(resolve)),
      (changed) => heard.push(changed),
    );
  });

  it('are handed on as they are, with body and validator', async () => {
    const asked = bulk.request('/');
    waiting[0]?.(new Response('{"flags":[]}', { headers: { ETag: '"1"' } }));
    const answer = await asked;
    expect([answer.status, answer.headers.get('ETag'), await answer.text()]).toEqual([
      200,
      '"1"',
      '{"flags":[]}',
    ]);
    expect(heard).toEqual([true]);
  });

  it('never replace a newer one: what comes late is told as nothing new', async () => {
    const first = bulk.request('/');
    const second = bulk.request('/');
    waiting[1]?.(new Response('new'));
    expect(await (await second).text()).toBe('new');
    waiting[0]?.(new Response('old'));
    expect((await first).status).toBe(304);
    expect(heard).toEqual([true]);
  });

  it('leave refusals alone', async () => {
    const asked = bulk.request('/');
    waiting[0]?.(new Response('{}', { status: 503 }));
    expect((await asked).status).toBe(503);
    expect(heard).toEqual([]);
  });
});
