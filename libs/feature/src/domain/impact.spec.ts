import { compileWhole } from '../application/compile-whole';
import { aFlag, needing, onlyFor } from '../testing/feature.builders';
import { engineFlag, type Flag } from './flag';
import { ImpactCount, touchedFlags } from './impact';

const isPro = { attribute: 'plan', operator: 'in', values: ['pro'] };
const compiled = (flags: readonly Flag[], previous?: ReturnType<typeof compileWhole>) =>
  compileWhole({ flags: flags.map(engineFlag), segments: [] }, previous);

const everyone = aFlag('a', { enabled: true });
const pros = aFlag('a', { enabled: true, strategy: onlyFor(isPro), version: 2 });
const standing = aFlag('b', { enabled: true, strategy: needing('a') });
const other = aFlag('c', { enabled: true });

describe('the flags that a change touches', () => {
  const before = compiled([everyone, standing, other]);

  it('are those that change and those that stand on them', () => {
    expect(touchedFlags(before, compiled([pros, standing, other], before))).toEqual(['a', 'b']);
  });

  it('are none where nothing changes', () => {
    expect(touchedFlags(before, compiled([everyone, standing, other], before))).toEqual([]);
  });

  it('are those that come and go', () => {
    const after = compiled([everyone, standing, aFlag('d')], before);
    expect(touchedFlags(before, after)).toEqual(['c', 'd']);
  });
});

describe('the impact of a change', () => {
  const before = compiled([everyone]);
  const after = compiled([pros], before);
  const contexts = [
    { targetingKey: '1', plan: 'pro' },
    ...Array.from({ length: 30 }, (_, index) => ({ targetingKey: `free-${index}`, plan: 'free' })),
  ];

  it('counts who gets another variant, and shows some of them', () => {
    const count = new ImpactCount(before, after, contexts, 0);
    const impact = count.ofFlag('a');
    expect(impact).toMatchObject({
      key: 'a',
      changed: 30,
      transitions: [{ from: { variant: 'on' }, to: { variant: 'off' }, count: 30 }],
    });
    expect(impact.examples).toHaveLength(20);
    expect(impact.examples[0]).toMatchObject({ context: contexts[1], to: { variant: 'off' } });
    expect(count.changed).toBe(30);
  });

  it('does not count who gets the same for another reason', () => {
    const same = compiled([aFlag('a', { enabled: true, strategy: onlyFor({ all: [] }) })]);
    expect(new ImpactCount(before, same, contexts, 0).ofFlag('a')).toEqual({
      key: 'a',
      changed: 0,
      transitions: [],
      examples: [],
    });
  });

  it('counts another value of the same variant', () => {
    const text = (value: string) =>
      compiled([
        aFlag('a', {
          enabled: true,
          valueType: 'string',
          variants: [{ name: 'on', value }],
          offVariant: null,
        }),
      ]);
    const impact = new ImpactCount(text('x'), text('y'), contexts, 0).ofFlag('a');
    expect(impact).toMatchObject({ changed: 31, transitions: [{ from: { value: 'x' } }] });
  });

  it('tells of a flag that comes as of one that was not found, the largest group first', () => {
    const count = new ImpactCount(compiled([]), after, contexts, 0);
    expect(count.ofFlag('a').transitions).toMatchObject([
      { from: { errorCode: 'FLAG_NOT_FOUND' }, to: { variant: 'off' }, count: 30 },
      { from: { errorCode: 'FLAG_NOT_FOUND' }, to: { variant: 'on' }, count: 1 },
    ]);
  });
});
