import type { Principal } from '@app/kernel';
import { FlagNotFound } from '../domain/flag.errors';
import { needing, onlyFor } from '../testing/feature.builders';
import { InMemoryFeatureStack } from '../testing/in-memory-feature-stack';
import type { FlagPatch } from '../domain/flag-patch';

const at = { environment: 'dev', key: 'checkout' };

describe('drafts', () => {
  let stack: InMemoryFeatureStack;
  let caller: Principal;

  beforeEach(async () => {
    stack = new InMemoryFeatureStack();
    caller = await stack.aCaller();
  });

  const put = (set: FlagPatch, more: Partial<typeof at> = {}) =>
    stack.flags.upsert(caller, { ...at, ...more, set });
  const validate = (set: FlagPatch) => stack.drafts.validate(caller, { ...at, set });

  it('that are right have no problems, and are not written', async () => {
    expect(await validate({ enabled: true })).toEqual({ problems: [], warnings: [] });
    await expect(stack.queries.get(caller, at)).rejects.toThrow(FlagNotFound);
    expect(stack.unitOfWork.log).toEqual([]);
  });

  it('tell what they would be refused for, at its place', async () => {
    const { problems } = await validate({ strategy: onlyFor({ segment: 'nope' }) });
    expect(problems).toMatchObject([{ pointer: '#/strategy/rules/0/when/segment' }]);
  });

  it('tell of another value type elsewhere, and of who relies on a variant', async () => {
    await put({}, { environment: 'prod' });
    const number = {
      valueType: 'number',
      variants: [{ name: 'one', value: 1 }],
      offVariant: null,
    } as const;
    expect((await validate(number)).problems).toMatchObject([
      { pointer: '#/valueType', code: 'flag.value_type_taken' },
    ]);
    const variants = [
      { name: 'on', value: true },
      { name: 'off', value: false },
      { name: 'half', value: true },
    ];
    await put({ variants });
    await put({ strategy: needing('checkout', ['half']) }, { key: 'user' });
    expect((await validate({ variants: variants.slice(0, 2) })).problems).toMatchObject([
      { pointer: '#/variants', code: 'flag.in_use' },
    ]);
  });

  it('tell what is allowed but rarely meant', async () => {
    const variants = [
      { name: 'on', value: true },
      { name: 'off', value: false },
      { name: 'idle', value: true },
    ];
    expect((await validate({ variants })).warnings).toMatchObject([{ code: 'unserved_variant' }]);
  });

  it('are explained instead of what is stored, and what is stored without one', async () => {
    await put({ enabled: true, strategy: { type: 'targeting', allow: ['alice'] } });
    const explain = (draft?: FlagPatch) =>
      stack.drafts.explain(caller, {
        ...at,
        context: { targetingKey: 'bob' },
        ...(draft && { draft }),
      });
    expect(await explain()).toMatchObject({
      flag: 'checkout',
      now: stack.clock.time,
      result: { variant: 'off', flagMetadata: { version: 1 } },
    });
    const draft = { strategy: { type: 'targeting', allow: ['bob'] } } as const;
    expect(await explain(draft)).toMatchObject({
      result: { variant: 'on', flagMetadata: { version: 2 } },
    });
    expect((await stack.queries.get(caller, at)).flag.version).toBe(1);
  });

  it('cannot be explained where there is nothing, or nothing that means anything', async () => {
    const query = { ...at, context: {} };
    await expect(stack.drafts.explain(caller, query)).rejects.toThrow(FlagNotFound);
    const draft = { strategy: { type: 'percentage', percentage: 200 } } as const;
    await expect(stack.drafts.explain(caller, { ...query, draft })).rejects.toMatchObject({
      problems: [{ pointer: '#/strategy/percentage' }],
    });
  });
});
