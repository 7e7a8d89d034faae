import { type Answer, type Client, register } from './support/client';
import { MODES, useApp } from './support/use-app';

interface Item {
  readonly key: string;
  readonly action: string;
}

const actions = ({ body }: Answer): Record<string, string> => {
  const { items } = ('plan' in body ? body.plan : body) as { items: Item[] };
  return Object.fromEntries(items.map(({ key, action }) => [key, action]));
};

describe.each(MODES)('promotion over HTTP, %s', (mode) => {
  const app = useApp(mode);
  const tenant = `okapi-${mode}`;
  let okapi: Client;

  const put = (env: string, key: string, more: object = {}) =>
    okapi.post('/features', {
      tenant,
      env,
      key,
      enabled: true,
      strategy: { type: 'boolean' },
      ...more,
    });
  const promote = (more: object = {}) =>
    okapi.post('/features/promote', { tenant, from: 'dev', to: 'prod', ...more });
  const revision = async (env: string) =>
    (await okapi.get(`/environments/${env}`)).body.revision as number;
  const state = async (env: string) =>
    (await okapi.get(`/features?tenant=${tenant}&env=${env}&pageSize=100`)).body.items as Item[];

  beforeAll(async () => {
    okapi = await register(() => app.url, tenant);
    await put('dev', 'new-one', { strategy: { type: 'percentage', percentage: 30 } });
    await put('dev', 'same');
    await put('prod', 'same');
    await put('dev', 'differs', { description: 'dev' });
    await put('prod', 'differs', { description: 'prod', enabled: false });
    await put('prod', 'only-in-prod');
  });

  it('predicts in a dry run what the run then says, and changes nothing', async () => {
    const before = await state('prod');
    const dry = await promote({ dryRun: true });
    expect(dry.status).toBe(200);
    expect(dry.body).toMatchObject({ dryRun: true, wouldFail: true });
    expect(actions(dry)).toEqual({ 'new-one': 'create', same: 'unchanged', differs: 'conflict' });
    expect(await state('prod')).toEqual(before);
  });

  it('answers 409 with the plan when something conflicts, and changes nothing', async () => {
    const before = [await state('prod'), await revision('prod')];
    const failed = await promote();
    expect(failed.status).toBe(409);
    expect(failed.body).toMatchObject({ code: 'promotion.conflict', plan: { wouldFail: true } });
    expect(actions(failed)).toEqual({
      'new-one': 'create',
      same: 'unchanged',
      differs: 'conflict',
    });
    expect([await state('prod'), await revision('prod')]).toEqual(before);
  });

  it('runs only if neither side has moved since the plan was looked at', async () => {
    const { body } = await promote({ dryRun: true });
    const stale = { from: body.revisions.from as number, to: (body.revisions.to as number) - 1 };
    expect((await promote({ keys: ['new-one'], expect: stale })).status).toBe(412);
    const run = await promote({ keys: ['new-one'], expect: body.revisions as object });
    expect(run.status).toBe(200);
    expect(actions(run)).toEqual({ 'new-one': 'create' });
  });

  it('leaves conflicts alone when told to skip them', async () => {
    const skipped = await promote({ conflictPolicy: 'skip' });
    expect(actions(skipped)).toMatchObject({ differs: 'skip' });
    const [differs] = (await state('prod')).filter(({ key }) => key === 'differs');
    expect(differs).toMatchObject({ description: 'prod' });
  });

  it('overwrites in one revision, one event per changed flag, and can keep the target’s switch', async () => {
    const before = await revision('prod');
    await put('dev', 'second', { description: 'x' });
    const run = await promote({ conflictPolicy: 'overwrite', keepEnabled: true });
    expect(run.status).toBe(200);
    expect(actions(run)).toMatchObject({ differs: 'update', second: 'create', same: 'unchanged' });
    expect(await revision('prod')).toBe(before + 1);
    const promoted = (await state('prod')).filter(({ key }) => ['differs', 'second'].includes(key));
    expect(promoted).toEqual([
      expect.objectContaining({ key: 'differs', description: 'dev', enabled: false }),
      expect.objectContaining({ key: 'second', enabled: false }),
    ]);
    const events = await okapi.get(`/audit-logs?tenant=${tenant}&env=prod&pageSize=100`);
    const tied = (events.body.items as { promotionId?: string; key: string }[]).filter(
      ({ promotionId }) => promotionId === run.body.promotionId,
    );
    // The search index follows by its refresh interval; the record is complete at once.
    if (mode === 'embedded')
      expect(tied.map(({ key }) => key).sort()).toEqual(['differs', 'second']);
    expect((await state('prod')).some(({ key }) => key === 'only-in-prod')).toBe(true);
  });

  it('plans nothing more once everything is promoted', async () => {
    const again = await promote({ dryRun: true, keepEnabled: true });
    expect(new Set(Object.values(actions(again)))).toEqual(new Set(['unchanged']));
  });
});
