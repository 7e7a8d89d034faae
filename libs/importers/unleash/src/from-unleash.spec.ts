import { checkEnvironment, checkFlag } from '@app/flag-engine/validation';
import { fromUnleash } from './from-unleash';
import { stateOfEvents } from './state-of-events';
import { toContext, toUnleashAnswer } from './to-context';
import type { UnleashFeature } from './unleash-model';

const feature = (more: Partial<UnleashFeature> = {}): UnleashFeature => ({
  name: 'feature',
  enabled: true,
  strategies: [{ name: 'default' }],
  ...more,
});

describe('an import from Unleash', () => {
  it('makes a boolean flag of a feature without variants', () => {
    const { flags, notes } = fromUnleash({ features: [feature({ description: 'D' })] });
    expect(flags[0]).toMatchObject({
      key: 'feature',
      description: 'D',
      valueType: 'boolean',
      enabled: true,
      strategy: { type: 'rules', rules: [{ id: 's1', serve: { variant: 'on' } }] },
    });
    expect(notes).toEqual([]);
  });

  it('makes weights of percentages that three decimals can say, and ranges of others', () => {
    const variants = (weights: number[]) =>
      weights.map((weight, index) => ({ name: `v${index}`, weight }));
    const serveOf = (weights: number[]) => {
      const { flags } = fromUnleash({ features: [feature({ variants: variants(weights) })] });
      return (flags[0]?.strategy as never as { rules: { serve: object }[] }).rules[0]?.serve;
    };
    expect(serveOf([500, 250, 250])).toMatchObject({
      hash: 'unleash-variant/1000',
      seed: 'feature',
      split: [{ weight: 50 }, { weight: 25 }, { weight: 25 }],
    });
    expect(serveOf([1, 0, 2])).toMatchObject({
      hash: 'unleash-variant/3',
      ranges: [
        { variant: 'v0', from: 0, to: 33_334 },
        { variant: 'v2', from: 33_334, to: 100_000 },
      ],
    });
  });

  it('keeps apart variants of two strategies that share a name', () => {
    const strategy = (value: string) => ({
      name: 'default',
      variants: [{ name: 'on', weight: 1, payload: { type: 'string', value } }],
    });
    const { flags } = fromUnleash({
      features: [feature({ strategies: [strategy('1'), strategy('2')] })],
    });
    expect(flags[0]?.variants.map(({ name }) => name)).toEqual(['on', 'on~2', 'on~3', 'off']);
  });

  it('writes out names that are no keys, and never gives a key twice', () => {
    const names = ['Größe', 'Gr-uf6--udf-e', '!', 'a b', 'x'.repeat(300), `${'x'.repeat(300)}y`];
    const imported = fromUnleash({ features: names.map((name) => feature({ name })) });
    const keys = names.map((name) => imported.keyOf(name));
    expect(keys.slice(0, 4)).toEqual(['Gr-uf6--udf-e-2', 'Gr-uf6--udf-e', 'f-u21-', 'a-u20-b']);
    expect(new Set(keys).size).toBe(names.length);
    expect(imported.flags.flatMap((flag) => checkFlag(flag).problems)).toEqual([]);
    expect(imported.keyOf('nope')).toBeUndefined();
  });

  it('names what cannot be carried over', () => {
    const constraint = (operator: string, value: string) => ({ contextName: 'a', operator, value });
    const { notes, flags, segments } = fromUnleash({
      features: [
        feature({
          strategies: [
            { name: 'magic' },
            { name: 'default', segments: [7] },
            { name: 'default', constraints: [constraint('IS', 'x'), constraint('NUM_GT', 'x')] },
            {
              name: 'default',
              constraints: [constraint('REGEX', '('), constraint('SEMVER_GT', '1')],
            },
            { name: 'gradualRolloutRandom', parameters: { percentage: '50' } },
          ],
          dependencies: [{ feature: 'nope' }],
        }),
        feature({ name: 'malformed', strategies: undefined as never }),
      ],
    });
    expect(notes.map(({ detail }) => detail.split(/[:;]/)[0])).toEqual([
      '"nope" is missing or has dependencies of its own',
      'The strategy "magic" is unknown',
      'The segment 7 does not exist',
      'The operator "IS" is unknown',
      '"NUM_GT x" cannot be read',
      '"REGEX (" cannot be read',
      '"SEMVER_GT 1" cannot be read',
      'Whoever has no id is drawn at random there',
      'The feature has no list of strategies',
    ]);
    const versioned = flags.map((flag) => ({ ...flag, version: 1 }));
    expect(checkEnvironment({ flags: versioned, segments }).problems).toEqual([]);
  });

  it('follows the events of the delta API', () => {
    const state = stateOfEvents([
      { type: 'feature-updated', feature: feature({ name: 'before' }) },
      {
        type: 'hydration',
        features: [feature(), feature({ name: 'b' })],
        segments: [{ id: 1 }, { id: 2 }],
      },
      { type: 'feature-updated', feature: feature({ enabled: false }) },
      { type: 'feature-removed', featureName: 'b' },
      { type: 'segment-updated', segment: { id: 3 } },
      { type: 'segment-removed', segmentId: 1 },
    ]);
    expect(state).toEqual({
      features: [feature({ enabled: false })],
      segments: [{ id: 2 }, { id: 3 }],
    });
  });

  it('reads a context as the SDKs do: fields before properties, all as text', () => {
    const context = {
      userId: 'u',
      age: 5,
      currentTime: '2026',
      properties: { age: 6, on: true, none: null },
    };
    expect(toContext(context)).toEqual({ userId: 'u', age: '5', on: 'true' });
  });

  it('is off, as Unleash says it, where there is no answer', () => {
    expect(toUnleashAnswer({ reason: 'DEFAULT', flagMetadata: {} })).toEqual({
      name: 'disabled',
      enabled: false,
      feature_enabled: false,
    });
  });
});
