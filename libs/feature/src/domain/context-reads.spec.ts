import type { Segment } from '@app/flag-engine';
import { aFlag } from '../testing/feature.builders';
import { contextReads } from './context-reads';
import { engineFlag } from './flag';

const flag = (key: string, strategy: object, enabled = true) =>
  engineFlag(aFlag(key, { enabled, strategy: strategy as never }));
const serve = { variant: 'on' };

/** What the flag "f" reads of a context, as plain values. */
function readsOf(
  strategy: object,
  { others = [], segments = [] }: { others?: ReturnType<typeof flag>[]; segments?: Segment[] } = {},
) {
  const reads = contextReads('f', { flags: [flag('f', strategy), ...others], segments });
  const { attributes, looksUpKey, bucketsKey } = reads;
  return { attributes: [...attributes].sort(), looksUpKey, bucketsKey };
}

const when = (condition: object) => ({
  type: 'rules',
  rules: [{ id: 'r', when: condition, serve }],
});
const compares = (attribute: string) => ({ attribute, operator: 'in', values: ['x'] });
const NOTHING = { attributes: [], looksUpKey: false, bucketsKey: false };

describe('what a flag reads of a context', () => {
  it.each<[string, object, object]>([
    ['nothing, for one that is the same for everyone', { type: 'boolean' }, {}],
    ['the bucket of the key', { type: 'percentage', percentage: 5 }, { bucketsKey: true }],
    [
      'what else it is bucketed by',
      { type: 'percentage', percentage: 5, by: 'account' },
      { attributes: ['account'] },
    ],
    ['the key in a list', { type: 'targeting', allow: ['a'] }, { looksUpKey: true }],
    [
      'the units of targets',
      { type: 'rules', targets: [{ variant: 'on', keys: ['a'], by: ['team', 'userId'] }] },
      { attributes: ['team'], looksUpKey: true },
    ],
    ['an attribute', when(compares('plan')), { attributes: ['plan'] }],
    ['no attribute, for the time', when(compares('$now')), {}],
    ['the key, compared', when(compares('targetingKey')), { looksUpKey: true }],
    [
      'attributes however deep',
      when({ all: [compares('a'), { any: [{ not: compares('b') }] }] }),
      { attributes: ['a', 'b'] },
    ],
    [
      'a percentage among conditions',
      when({ operator: 'inPercentage', percentage: 5 }),
      { bucketsKey: true },
    ],
    [
      'a rollout, a split and the fallthrough’s',
      {
        type: 'rules',
        rules: [{ id: 'r', rollout: { percentage: 5, by: 'a' }, serve: { split: [], by: 'b' } }],
        fallthrough: { ranges: [] },
      },
      { attributes: ['a', 'b'], bucketsKey: true },
    ],
  ])('is %s', (_what, strategy, reads) => {
    expect(readsOf(strategy)).toEqual({ ...NOTHING, ...reads });
  });

  it('is nothing while it is off', () => {
    const off = flag('f', when(compares('plan')), false);
    expect(contextReads('f', { flags: [off], segments: [] })).toMatchObject({ looksUpKey: false });
    expect(contextReads('f', { flags: [off], segments: [] }).attributes.size).toBe(0);
  });

  it('is what its prerequisites and segments read, each looked at once', () => {
    const strategy = {
      type: 'rules',
      prerequisites: { flag: 'p' },
      rules: [{ id: 'r', when: { segment: 's' }, serve }],
    };
    const others = [flag('p', when({ all: [{ segment: 's' }, { flag: 'p' }, compares('a')] }))];
    const segments = [
      { key: 's', include: ['x'], by: 'account', when: { segment: 't' } },
      { key: 't', exclude: ['y'], when: { all: [{ segment: 's' }, compares('b')] } },
    ];
    expect(readsOf(strategy, { others, segments })).toEqual({
      attributes: ['a', 'account', 'b'],
      looksUpKey: true,
      bucketsKey: false,
    });
  });

  it('is nothing of what is not there', () => {
    expect(readsOf(when({ any: [{ segment: 'none' }, { flag: 'none' }] }))).toEqual(NOTHING);
    expect(contextReads('none', { flags: [], segments: [] }).attributes.size).toBe(0);
  });
});
