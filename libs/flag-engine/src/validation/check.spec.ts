import { Ajv2020 } from 'ajv/dist/2020';
import fc from 'fast-check';
import type { FlagInput } from '../defaults';
import type { Flag } from '../model/flag';
import { anyEnvironment } from '../testing/arbitraries';
import { aFlag, aFlagWhen, aRulesFlag } from '../testing/builders';
import { checkEnvironment } from './check-environment';
import { checkFlag } from './check-flag';
import { checkSegment } from './check-segment';
import type { JsonSchema } from './schema/json-schema';
import { LIMITS } from './schema/limits';
import {
  flagSchema,
  modelSchemas,
  segmentSchema,
  strategySchema,
  variantSchema,
} from './schema/model-schemas';

const serve = { variant: 'on' };
const rules = (...list: object[]) => ({ key: 'k', strategy: { type: 'rules', rules: list } });
/** A stored flag as a client writes it. */
const config = (flag: Flag): FlagInput => {
  const written: Partial<Flag> & FlagInput = { ...flag };
  delete (written as { version?: number }).version;
  return written;
};
const places = (input: unknown) =>
  checkFlag(input).problems.map(({ pointer, code }) => `${pointer} ${code}`);
const details = (input: unknown) => checkFlag(input).problems.map(({ detail }) => detail);

describe('checkFlag', () => {
  it('returns a flag that is right, with its defaults', () => {
    const input: FlagInput = {
      key: 'k',
      name: null,
      strategy: { type: 'percentage', percentage: 12.5 },
    };
    expect(checkFlag(input)).toEqual({
      problems: [],
      warnings: [],
      flag: expect.objectContaining({ key: 'k', valueType: 'boolean', offVariant: 'off' }),
    });
  });

  it.each<[string, unknown, string, string]>([
    ['no object', 5, ' schema', 'This must be an object.'],
    ['no key', {}, '/key schema', '"key" is required here.'],
    ['a bad key', { key: '-x' }, '/key schema', 'This does not fit: Letters, digits'],
    ['a key that is null', { key: null }, '/key schema', 'This must be a string.'],
    ['a long key', { key: 'k'.repeat(129) }, '/key schema', 'This does not fit'],
    [
      'an unknown member',
      { key: 'k', colour: 'red' },
      '/colour schema',
      'There is no member "colour" here: there are "key", ',
    ],
    ['a member with a slash', { key: 'k', 'a/b~c': 1 }, '/a~1b~0c schema', 'There is no member'],
    ['a number of tags', { key: 'k', tags: 5 }, '/tags schema', 'This must be a list.'],
    [
      'a tag twice',
      { key: 'k', tags: ['a', 'a'] },
      '/tags schema',
      'Elements must differ: 0 and 1 are the same.',
    ],
    [
      'an empty tag',
      { key: 'k', tags: [''] },
      '/tags/0 schema',
      'This must have at least 1 character.',
    ],
    [
      'a long name',
      { key: 'k', name: 'x'.repeat(201) },
      '/name schema',
      'This must have at most 200 characters.',
    ],
    [
      'metadata that are no scalars',
      { key: 'k', metadata: { a: [] } },
      '/metadata/a schema',
      'This must be a string or a number or a boolean.',
    ],
    [
      'metadata of whatever name that are no scalars',
      { key: 'k', metadata: { operator: [] } },
      '/metadata/operator schema',
      'This must be a string or a number or a boolean.',
    ],
    [
      'an offVariant of no kind',
      { key: 'k', offVariant: 5 },
      '/offVariant schema',
      'This must be a string or null.',
    ],
    [
      'an unknown type',
      { key: 'k', valueType: 'json' },
      '/valueType schema',
      'This must be one of boolean, string, number, object.',
    ],
    [
      'no variants',
      { key: 'k', variants: [] },
      '/variants schema',
      'This must have at least 1 element.',
    ],
    [
      'no variants of a string',
      { key: 'k', valueType: 'string', strategy: { type: 'rules' } },
      '/variants invalid_variants',
      'needs at least one variant',
    ],
    [
      'a variant without value',
      { key: 'k', variants: [{ name: 'a' }] },
      '/variants/0/value schema',
      '"value" is required here.',
    ],
    [
      'a value of another type',
      { key: 'k', variants: [{ name: 'on', value: 'yes' }] },
      '/variants/0/value invalid_variants',
      "must be of the flag's type, boolean.",
    ],
    [
      'a list as object',
      { key: 'k', valueType: 'object', variants: [{ name: 'on', value: null }] },
      '/variants/0/value invalid_variants',
      'object',
    ],
    [
      'a strategy of no type',
      { key: 'k', strategy: {} },
      '/strategy/type schema',
      '"type" is required here.',
    ],
    [
      'a strategy of an unknown type',
      { key: 'k', strategy: { type: 'magic' } },
      '/strategy/type schema',
      'This must be one of boolean, percentage, targeting, rules.',
    ],
    [
      "a strategy with another one's member",
      { key: 'k', strategy: { type: 'boolean', percentage: 5 } },
      '/strategy/percentage schema',
      'there are "type", "variant".',
    ],
    [
      'a percentage above 100',
      { key: 'k', strategy: { type: 'percentage', percentage: 101 } },
      '/strategy/percentage schema',
      'This must be 100 or less.',
    ],
    [
      'a percentage below 0',
      { key: 'k', strategy: { type: 'percentage', percentage: -1 } },
      '/strategy/percentage schema',
      'This must be 0 or more.',
    ],
    [
      'ids that are numbers',
      { key: 'k', strategy: { type: 'targeting', allow: [1] } },
      '/strategy/allow/0 schema',
      'This must be a string.',
    ],
    [
      'a rule that serves nothing',
      rules({ id: 'r1' }),
      '/strategy/rules/0/serve schema',
      '"serve" is required here.',
    ],
    [
      'an id twice',
      rules({ id: 'r1', serve }, { id: 'r1', serve }),
      '/strategy/rules/1/id duplicate',
      '"r1" is taken',
    ],
    [
      'a half-written split',
      rules({ serve: { split: [{ variant: 'on' }] } }),
      '/strategy/rules/0/serve/split/0/weight schema',
      '"weight" is required here.',
    ],
    [
      'a split that also serves',
      rules({ serve: { split: [{ variant: 'on', weight: 100 }], variant: 'on' } }),
      '/strategy/rules/0/serve/variant schema',
      'There is no member "variant" here',
    ],
    [
      'ranges of nothing',
      rules({ serve: { ranges: [] } }),
      '/strategy/rules/0/serve/ranges schema',
      'at least 1 element',
    ],
    [
      'half a range',
      rules({ serve: { ranges: [{ variant: 'on', from: 0.5, to: 5 }] } }),
      '/strategy/rules/0/serve/ranges/0/from schema',
      'This must be an integer.',
    ],
    [
      'a progression without an end',
      rules({ rollout: { percentage: { from: 0, to: 1, startAt: 'x' } }, serve }),
      '/strategy/rules/0/rollout/percentage/endAt schema',
      '"endAt" is required here.',
    ],
    [
      'an operator nobody knows',
      rules({ when: { attribute: 'a', operator: 'is', values: [] }, serve }),
      '/strategy/rules/0/when/operator unknown_operator',
      'use one of equals, notEquals',
    ],
    [
      'a comparison of nothing',
      rules({ when: { operator: 'in', values: [] }, serve }),
      '/strategy/rules/0/when/attribute schema',
      '"attribute" is required here.',
    ],
    [
      'conditions that are no list',
      rules({ when: { all: {} }, serve }),
      '/strategy/rules/0/when/all schema',
      'This must be a list.',
    ],
    [
      'exists with values',
      rules({ when: { attribute: 'a', operator: 'exists', values: [] }, serve }),
      '/strategy/rules/0/when/values schema',
      'There is no member "values" here',
    ],
    [
      'a divisor where there is none',
      rules({ when: { attribute: 'a', operator: 'in', values: [], divisor: 5 }, serve }),
      '/strategy/rules/0/when/divisor schema',
      'There is no member "divisor" here',
    ],
    [
      'no divisor',
      rules({ when: { attribute: 'a', operator: 'modulo', remainder: 1 }, serve }),
      '/strategy/rules/0/when/divisor schema',
      '"divisor" is required here.',
    ],
    [
      'a number among hashed values',
      rules({ when: { attribute: 'a', operator: 'hashedIn', values: [5] }, serve }),
      '/strategy/rules/0/when/values/0 schema',
      'This must be a string.',
    ],
    [
      'an empty list of units',
      rules({ rollout: { percentage: 5, by: [] }, serve }),
      '/strategy/rules/0/rollout/by schema',
      'at least 1 element',
    ],
    [
      'a bad expression',
      rules({ when: { attribute: 'a', operator: 'matches', values: ['('] }, serve }),
      '/strategy/rules/0/when/values/0 invalid_values',
      'RE2',
    ],
    [
      'a missing variant',
      rules({ serve: { variant: 'x' } }),
      '/strategy/rules/0/serve/variant unknown_variant',
      'has no variant "x"',
    ],
    [
      'an offVariant that is not there',
      { key: 'k', offVariant: 'x' },
      '/offVariant unknown_variant',
      'has no variant "x"',
    ],
  ])('refuses %s, names the place and says what would be right', (_, input, place, sentence) => {
    expect(places(input)).toEqual([place]);
    expect(details(input).join('\n')).toContain(sentence);
    expect(checkFlag(input)).toEqual({ problems: expect.anything(), warnings: [] });
  });

  it('names at most a hundred mistakes', () => {
    const rule = { serve: {} };
    expect(checkFlag(rules(...Array(150).fill(rule))).problems).toHaveLength(100);
  });

  it('takes null for a default, except of offVariant', () => {
    const { flag } = checkFlag({ key: 'k', offVariant: null, enabled: null });
    expect(flag).toMatchObject({ offVariant: null, enabled: false });
  });

  it('finds all that is wrong in one go', () => {
    const input = {
      key: 'k',
      offVariant: 'x',
      strategy: {
        type: 'rules',
        rules: [
          { from: 'soon', serve: { variant: 'y' } },
          { when: { attribute: '$now', operator: 'exists' }, serve },
        ],
      },
    };
    expect(places(input)).toEqual([
      '/offVariant unknown_variant',
      '/strategy/rules/0/from invalid_date',
      '/strategy/rules/0/serve/variant unknown_variant',
      '/strategy/rules/1/when/attribute invalid_attribute',
    ]);
  });

  it('refuses variants of one name', () => {
    const variants = [
      { name: 'a', value: true },
      { name: 'a', value: false },
    ];
    expect(places({ key: 'k', variants })).toEqual(['/variants/1/name duplicate']);
  });

  it('takes values as deep as it says, and no deeper', () => {
    const list = (depth: number): unknown[] => (depth === 0 ? [] : [list(depth - 1)]);
    const object = (depth: number): object => (depth === 0 ? {} : { o: object(depth - 1) });
    for (const nested of [list, object]) {
      const flag = (depth: number) => ({
        key: 'k',
        valueType: 'object',
        // Flag, variants, variant and value: four levels down.
        variants: [{ name: 'a', value: nested(depth - 3) }],
      });
      expect(places(flag(LIMITS.jsonDepth))).toEqual([]);
      expect(places(flag(LIMITS.jsonDepth + 1))).toEqual([
        expect.stringMatching(/^\/variants\/0\/value\/.* schema$/),
      ]);
    }
  });

  it('takes conditions as deep as it says, and no deeper', () => {
    const nested = (depth: number): object =>
      depth === 0 ? { attribute: 'a', operator: 'exists' } : { all: [nested(depth - 1)] };
    expect(places(rules({ when: nested(LIMITS.conditionDepth), serve }))).toEqual([]);
    const [problem] = checkFlag(rules({ when: nested(LIMITS.conditionDepth + 1), serve })).problems;
    expect(problem?.pointer).toMatch(/^\/strategy\/rules\/0\/when\/all\/0/);
    let value: object = {};
    for (let depth = 0; depth < 200_000; depth += 1) value = { value };
    expect(
      checkFlag({ key: 'k', valueType: 'object', variants: [{ name: 'a', value }] }).problems,
    ).toHaveLength(1);
  });

  it('takes segments and flags that it cannot see for granted', () => {
    expect(
      places(rules({ when: { all: [{ segment: 's' }, { flag: 'f', variants: ['x'] }] }, serve })),
    ).toEqual([]);
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.anything(), (input) => void checkFlag(input)));
    fc.assert(fc.property(fc.anything(), (strategy) => void checkFlag({ key: 'k', strategy })));
  });

  it('accepts what the engine compiles', () => {
    fc.assert(
      fc.property(anyEnvironment, ({ flags, segments }) => {
        for (const flag of flags.map(config)) expect(checkFlag(flag).problems).toEqual([]);
        for (const segment of segments) expect(checkSegment(segment).problems).toEqual([]);
      }),
    );
  });
});

describe('checkSegment', () => {
  it('returns a segment that is right', () => {
    const segment = {
      key: 's',
      include: ['a'],
      by: ['company', 'targetingKey'],
      when: { segment: 't' },
    };
    expect(checkSegment(segment)).toEqual({ problems: [], warnings: [], segment });
  });

  it.each<[string, object, string]>([
    ['an id that is none', { key: 's', include: [5] }, '/include/0'],
    ['a flag', { key: 's', when: { flag: 'f' } }, '/when/flag'],
    [
      'a bad date',
      { key: 's', when: { attribute: 'a', operator: 'before', values: ['x'] } },
      '/when/values/0',
    ],
    ['too many ids', { key: 's', exclude: Array(LIMITS.ids + 1).fill('x') }, '/exclude'],
  ])('refuses %s', (_, input, pointer) => {
    expect(checkSegment(input)).toEqual({
      problems: [expect.objectContaining({ pointer })],
      warnings: [],
    });
  });
});

describe('checkEnvironment', () => {
  const asks = (flag: string, key: string, variants?: string[]) =>
    aRulesFlag(
      { prerequisites: { flag, ...(variants && { variants }) }, fallthrough: serve },
      { key },
    );
  const problems = (environment: Parameters<typeof checkEnvironment>[0], changed?: object) =>
    checkEnvironment(environment, changed === undefined ? {} : { changed }).problems.map(
      ({ kind, key, pointer, code }) => `${kind} ${key} ${pointer} ${code}`,
    );

  it('finds nothing in what is right', () => {
    const flags = [
      asks('b', 'a', ['on']),
      aFlag({ key: 'b' }),
      aFlagWhen({ segment: 's' }, { key: 'c' }),
    ];
    expect(checkEnvironment({ flags, segments: [{ key: 's' }] })).toMatchObject({
      problems: [],
      warnings: [],
    });
  });

  it('names flags, segments and variants that are not there', () => {
    const flags = [
      asks('nope', 'a'),
      asks('c', 'b', ['x']),
      aFlag({ key: 'c' }),
      aFlagWhen({ segment: 's' }, { key: 'd' }),
    ];
    expect(problems({ flags, segments: [{ key: 't', when: { segment: 's' } }] })).toEqual([
      'flag a /strategy/prerequisites/flag unknown_flag',
      'flag b /strategy/prerequisites/variants/0 unknown_variant',
      'flag d /strategy/rules/0/when/segment unknown_segment',
      'segment t /when/segment unknown_segment',
    ]);
  });

  it('names a cycle key by key', () => {
    const { problems: found } = checkEnvironment({
      flags: [asks('b', 'a'), asks('a', 'b')],
      segments: [],
    });
    expect(found.map(({ detail }) => detail)).toEqual(
      Array(2).fill('This would be a cycle: "a" → "b" → "a". Take out one of these references.'),
    );
  });

  it('says of a deleted flag or segment who uses it', () => {
    const flags = [asks('gone', 'a'), aFlagWhen({ segment: 's' }, { key: 'b' })];
    const segments = [{ key: 't', when: { segment: 's' } }];
    const change = { flags: ['gone', 'unused'], segments: ['s'] };
    const { problems: found } = checkEnvironment({ flags, segments }, { changed: change });
    expect(found.filter(({ code }) => code === 'used_by')).toEqual([
      expect.objectContaining({
        key: 'gone',
        detail: 'The flag "gone" is used by flag "a": take it out there first.',
      }),
      expect.objectContaining({
        key: 's',
        detail: 'The segment "s" is used by flag "b", segment "t": take it out there first.',
      }),
    ]);
  });

  it('keeps to a change: its own problems and those of whoever refers to it', () => {
    const old = asks('nope', 'old');
    const flags = [old, asks('b', 'a', ['gone']), aFlag({ key: 'b' })];
    expect(problems({ flags, segments: [] }, { flags: ['b'] })).toEqual([
      'flag a /strategy/prerequisites/variants/0 unknown_variant',
    ]);
    expect(problems({ flags, segments: [] }, { segments: ['s'] })).toEqual([]);
    expect(problems({ flags, segments: [] }, { flags: ['old'] })).toEqual([
      'flag old /strategy/prerequisites/flag unknown_flag',
    ]);
  });

  it('keeps to a changed segment and whoever asks it', () => {
    const flags = [aFlagWhen({ segment: 's' }, { key: 'a' }), asks('nope', 'old')];
    const broken = { key: 's', when: { all: [{ any: 5 }] } } as never;
    const right = { key: 's', include: ['alice'] };
    expect(problems({ flags, segments: [broken] }, { segments: ['s'] })).toEqual([
      'flag a /strategy/rules/0/when/segment malformed',
      'segment s /when/all/0/any malformed',
    ]);
    expect(problems({ flags, segments: [right] }, { segments: ['s'] })).toEqual([]);
  });

  it('compiles only what changed, given the check before', () => {
    const environment = { flags: [aFlag({ key: 'a' }), aFlag({ key: 'b' })], segments: [] };
    const { compiled } = checkEnvironment(environment);
    const next = {
      ...environment,
      flags: [aFlag({ key: 'a', enabled: false }), aFlag({ key: 'b' })],
    };
    const after = checkEnvironment(next, { previous: compiled });
    expect(after.compiled.flags.get('b')).toBe(compiled.flags.get('b'));
    expect(after.compiled.flags.get('a')).not.toBe(compiled.flags.get('a'));
  });
});

describe('warnings', () => {
  const when = { attribute: 'plan', operator: 'in', values: ['pro'] };
  const warnings = (input: unknown) =>
    checkFlag(input).warnings.map(({ pointer, code }) => `${pointer} ${code}`);
  const r = (id: string, more: object = {}) => ({ id, serve, ...more });
  const fallthrough = { variant: 'off' };
  const flag = (...list: object[]) => ({
    key: 'k',
    strategy: { type: 'rules', rules: list, fallthrough },
  });
  const rollout = (more: object = {}) => ({ rollout: { percentage: 10, ...more } });
  const SEED = '/strategy/rules/1/rollout shared_seed';
  const UNREACHED = '/strategy/rules/1 unreachable_rule';

  it.each<[string, object[], string[]]>([
    ['two rollouts for everyone', [r('a', rollout()), r('b', rollout())], [SEED]],
    [
      'two rollouts for the same',
      [r('a', { when, ...rollout() }), r('b', { when, ...rollout() })],
      [SEED],
    ],
    ["the flag's key as seed", [r('a', rollout()), r('b', rollout({ seed: 'k' }))], [SEED]],
    [
      'a rollout behind one for everyone',
      [r('a', rollout()), r('b', { when, ...rollout() })],
      [SEED],
    ],
    ['another seed', [r('a', rollout()), r('b', rollout({ seed: 'b' }))], []],
    ['another unit', [r('a', rollout()), r('b', rollout({ by: 'company' }))], []],
    ['another hash', [r('a', rollout()), r('b', rollout({ hash: 'unleash' }))], []],
    ['another audience', [r('a', { when, ...rollout() }), r('b', rollout())], []],
    ['a rule behind one for everyone', [r('a'), r('b', { when })], [UNREACHED]],
    ['a rule behind one that always holds', [r('a', { when: { all: [] } }), r('b')], [UNREACHED]],
    ['a rule behind its twin', [r('a', { when }), r('b', { when })], [UNREACHED]],
    ['a rule behind a rollout', [r('a', rollout({ percentage: 100 })), r('b')], []],
    ['a rule behind one of some time', [r('a', { until: '2026-01-01T00:00:00Z' }), r('b')], []],
    ['a rule behind one from some time', [r('a', { from: '2026-01-01T00:00:00Z' }), r('b')], []],
    [
      'a rule behind a split',
      [r('a', { serve: { split: [{ variant: 'on', weight: 100 }] } }), r('b')],
      [],
    ],
    ['a rule for others', [r('a', { when }), r('b')], []],
    ['a rule behind one for some', [r('a', { when: { all: [when] } }), r('b')], []],
    ['a rule for whoever is in any of several', [r('a', { when: { any: [when] } })], []],
    [
      'a rule for nobody',
      [r('a', { when: { any: [] } })],
      ['/strategy/rules/0/when unreachable_rule'],
    ],
  ])('%s', (_, list, expected) => {
    expect(warnings(flag(...list))).toEqual(expected);
  });

  it('names variants that nothing serves', () => {
    const variants = ['a', 'b', 'c', 'd', 'e', 'off'].map((name) => ({ name, value: name }));
    const base = { key: 'k', valueType: 'string', variants };
    const strategy = {
      type: 'rules',
      targets: [{ variant: 'a', keys: ['x'] }],
      rules: [{ id: 'r1', when, serve: { split: [{ variant: 'b', weight: 100 }] } }],
      fallthrough: { ranges: [{ variant: 'c', from: 0, to: 5 }] },
    };
    expect(warnings({ ...base, strategy })).toEqual([
      '/variants/3 unserved_variant',
      '/variants/4 unserved_variant',
    ]);
    expect(warnings({ ...base, strategy: { type: 'boolean', variant: 'e' } })).toHaveLength(4);
    expect(warnings({ key: 'k' })).toEqual([]);
    const offFirst = [
      { name: 'off', value: false },
      { name: 'on', value: true },
    ];
    expect(warnings({ key: 'k', variants: offFirst })).toEqual([]);
    expect(warnings({ ...base, strategy: { type: 'rules' } })).toHaveLength(5);
  });

  it('names segments that nobody uses', () => {
    const segments = [{ key: 's', when: { segment: 't' } }, { key: 't' }];
    expect(checkEnvironment({ flags: [], segments }).warnings).toEqual([
      expect.objectContaining({ key: 's', code: 'unused_segment' }),
    ]);
    expect(
      checkEnvironment({ flags: [], segments }, { changed: { flags: ['a'] } }).warnings,
    ).toEqual([]);
  });

  it('names a client-visible flag that gives away another one', () => {
    const flags = [
      aFlagWhen(
        { any: [{ flag: 'hidden' }, { flag: 'seen' }, { flag: 'nope' }] },
        { clientVisible: true },
      ),
      aFlag({ key: 'hidden' }),
      aFlag({ key: 'seen', clientVisible: true }),
      aFlagWhen({ flag: 'hidden' }, { key: 'inner' }),
    ];
    expect(checkEnvironment({ flags, segments: [] }).warnings).toEqual([
      expect.objectContaining({
        key: 'flag',
        code: 'reveals_hidden_flag',
        detail: expect.stringContaining('"hidden"'),
      }),
    ]);
  });
});

describe('the published JSON Schema', () => {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } });

  it.each(Object.entries({ flagSchema, segmentSchema, strategySchema, variantSchema }))(
    '%s compiles by itself',
    (_, schema) => {
      expect(ajv.validateSchema(schema)).toBe(true);
      expect(() => ajv.compile(schema)).not.toThrow();
    },
  );

  it('says of flags what checkFlag says of their structure', () => {
    const validate = ajv.compile(flagSchema);
    fc.assert(
      fc.property(anyEnvironment, ({ flags }) => {
        for (const flag of flags.map(config)) expect(validate(flag)).toBe(true);
      }),
    );
    expect(validate({ key: 'k', strategy: { type: 'magic' } })).toBe(false);
    expect(
      validate(rules({ when: { attribute: 'a', operator: 'exists', values: [1] }, serve })),
    ).toBe(false);
  });

  it('describes every property and every definition', () => {
    const undescribed: string[] = [];
    const visit = (schema: JsonSchema, at: string): void => {
      if (schema.description === undefined && schema.$ref === undefined) undescribed.push(at);
      for (const [name, each] of Object.entries(schema.properties ?? {}))
        visit(each, `${at}.${name}`);
      if (schema.items) visit(schema.items, `${at}[]`);
      schema.oneOf?.forEach((each, index) => visit(each, `${at}|${index}`));
      expect(schema).not.toHaveProperty('branches');
    };
    for (const [name, schema] of Object.entries(modelSchemas())) visit(schema, name);
    expect(undescribed).toEqual([]);
  });

  it('refers to its parts where the document keeps them', () => {
    const schemas = modelSchemas('#/components/schemas/');
    const text = JSON.stringify(schemas);
    const named = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, target = '']) => target);
    expect(named.length).toBeGreaterThan(20);
    for (const target of named) {
      expect(target).toMatch(/^#\/components\/schemas\//);
      expect(schemas).toHaveProperty(target.split('/').at(-1) ?? '');
    }
  });
});
