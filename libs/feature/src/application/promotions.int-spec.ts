import { PreconditionFailed, type Principal } from '@app/kernel';
import { PromotionConflict } from '../domain/promotion.errors';
import { needing } from '../testing/feature.builders';
import { useFeatureStack } from '../testing/feature-stack';
import type { FlagPatch } from '../domain/flag-patch';
import { FlagQueries } from './flag.queries';
import { FlagService } from './flag.service';
import { type PromotionOrder, type PromotionReport, Promotions } from './promotions';

const ORDER: PromotionOrder = {
  from: 'dev',
  to: 'prod',
  conflictPolicy: 'fail',
  keepEnabled: false,
  withDependencies: false,
};

const refuse = ({ plan }: PromotionReport): PromotionConflict =>
  new PromotionConflict(JSON.parse(JSON.stringify(plan)));

describe('promotion between environments', () => {
  const stack = useFeatureStack();
  let caller: Principal;
  let promotions: Promotions;

  beforeEach(async () => {
    caller = await stack.aCaller();
    promotions = stack.get(Promotions);
  });

  const put = (environment: string, key: string, set: FlagPatch = {}) =>
    stack.get(FlagService).upsert(caller, { environment, key, set });
  const inProd = async (key: string) =>
    (await stack.get(FlagQueries).get(caller, { environment: 'prod', key })).flag;
  const run = (order: Partial<PromotionOrder> = {}) =>
    promotions.run(caller, { ...ORDER, ...order }, refuse);
  const dryRun = (order: Partial<PromotionOrder> = {}) =>
    promotions.dryRun(caller, { ...ORDER, ...order });

  it('carries flags over in one revision, one event each, tied by the promotion', async () => {
    await put('dev', 'a', { enabled: true });
    await put('dev', 'b', { strategy: needing('a') });
    const report = await run();
    expect(report.plan.summary).toMatchObject({ create: 2 });
    const events = (await stack.recorded(caller)).slice(2);
    expect(
      events.map(({ action, key, promotionId, environment }) => ({
        action,
        key,
        promotionId,
        revision: environment?.revision,
        env: environment?.name,
      })),
    ).toEqual(
      ['a', 'b'].map((key) => ({
        action: 'flag.created',
        key,
        promotionId: report.promotionId,
        revision: 1,
        env: 'prod',
      })),
    );
    expect((await inProd('b')).config.strategy).toEqual(needing('a'));
  });

  it('predicts in a dry run exactly what the run does, and changes nothing by it', async () => {
    await put('dev', 'a', { enabled: true });
    await put('dev', 'b', { name: 'B' });
    await put('prod', 'b', { name: 'Other' });
    const predicted = await dryRun({ conflictPolicy: 'overwrite' });
    await expect(inProd('a')).rejects.toThrow('There is no flag');
    const done = await run({ conflictPolicy: 'overwrite', expect: predicted.revisions });
    expect(done.plan).toEqual(predicted.plan);
    expect((await dryRun()).plan.summary).toMatchObject({ unchanged: 2 });
  });

  it('refuses a conflict with the plan, and changes nothing', async () => {
    await put('dev', 'a', { enabled: true });
    await put('dev', 'new');
    await put('prod', 'a', { enabled: false });
    const refused = await run().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PromotionConflict);
    expect((refused as PromotionConflict).details).toMatchObject({
      plan: { summary: { conflict: 1, create: 1 } },
    });
    await expect(inProd('new')).rejects.toThrow('There is no flag');
    expect(await dryRun()).toMatchObject({ failure: '1 of the items cannot be promoted.' });
  });

  it('does nothing when the state that was expected has moved on', async () => {
    await put('dev', 'a');
    const { revisions } = await dryRun();
    await put('dev', 'a', { enabled: true });
    await expect(run({ expect: revisions })).rejects.toThrow(PreconditionFailed);
    expect(await dryRun({ expect: revisions })).toMatchObject({
      failure: '"dev" is at revision 2, not 1.',
    });
  });

  it('is repeated without effect: no revision, no event', async () => {
    await put('dev', 'a');
    await run();
    const events = (await stack.recorded(caller)).length;
    expect(await run()).not.toHaveProperty('promotionId');
    expect(await stack.recorded(caller)).toHaveLength(events);
  });

  it('names chosen keys that the source does not have', async () => {
    await put('dev', 'a');
    await expect(dryRun({ keys: ['a', 'nope'] })).rejects.toMatchObject({
      problems: [{ pointer: '#/keys/1', detail: 'There is no flag "nope" in "dev".' }],
    });
  });

  it('keeps a variant that a flag of the target alone stands on', async () => {
    const variants = [
      { name: 'on', value: true },
      { name: 'off', value: false },
    ];
    await put('prod', 'a', { variants: [...variants, { name: 'half', value: true }] });
    await put('prod', 'stays', { strategy: needing('a', ['half']) });
    await put('dev', 'a', { variants });
    const report = await dryRun({ conflictPolicy: 'overwrite' });
    expect(report.plan.items).toMatchObject([
      {
        key: 'a',
        action: 'conflict',
        reason: 'flag "a" is used by flag "stays"; change that first.',
      },
    ]);
    await expect(run({ conflictPolicy: 'overwrite' })).rejects.toThrow(PromotionConflict);
    expect((await run({ conflictPolicy: 'skip' })).plan.summary).toMatchObject({ skip: 1 });
  });

  it('and writes at the same time come one after the other, in both directions', async () => {
    await put('dev', 'a');
    await put('prod', 'b');
    const writes = Array.from({ length: 10 }, (_, index) => [
      put('dev', 'a', { name: `dev ${index}` }),
      put('prod', 'b', { name: `prod ${index}` }),
      run({ conflictPolicy: 'overwrite' }),
      run({ from: 'prod', to: 'dev', conflictPolicy: 'overwrite' }),
    ]);
    await Promise.all(writes.flat());
    const events = await stack.recorded(caller);
    for (const name of ['dev', 'prod']) {
      const revisions = events
        .filter(({ environment }) => environment?.name === name)
        .map(({ environment }) => environment?.revision ?? 0);
      expect(new Set(revisions).size).toBe(Math.max(...revisions));
      for (const key of ['a', 'b']) {
        const versions = events
          .filter((event) => event.key === key && event.environment?.name === name)
          .map(({ after }) => after?.['version']);
        expect(versions).toEqual(versions.map((_, index) => index + 1));
      }
    }
  });
});
