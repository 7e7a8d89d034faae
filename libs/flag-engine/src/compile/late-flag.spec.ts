import type { Operator } from '../comparisons/operator';
import { recompile } from '../delta/recompile';
import { evaluate } from '../evaluate';
import { aFlag, aFlagWhen, aRulesFlag } from '../testing/builders';
import { compile } from './compile';

const alice = { targetingKey: 'alice', plan: 'pro' };

/** An operator that counts how often a comparison with it is compiled. */
function countedOperator() {
  const compiled: string[] = [];
  const counted: Operator = {
    group: 'other',
    compile: ({ attribute }) => {
      compiled.push(String(attribute));
      return (value) => value === 'pro';
    },
  };
  return { operators: { counted }, compiled };
}

const asking = (key: string, attribute = 'plan') =>
  aFlagWhen({ attribute, operator: 'counted' }, { key });

describe('a flag that stands alone', () => {
  it('is compiled when it is asked first, and once', () => {
    const { operators, compiled } = countedOperator();
    const snapshot = compile({ flags: [asking('a'), asking('b')], segments: [] }, { operators });
    expect(compiled).toEqual([]);
    for (let turn = 0; turn < 3; turn += 1)
      expect(evaluate(snapshot, 'a', alice, 0).variant).toBe('on');
    expect(compiled).toEqual(['plan']);
  });

  it('is taken over unasked by a later snapshot, and compiled once for both', () => {
    const { operators, compiled } = countedOperator();
    const flags = [asking('a'), aFlag({ key: 'b' })];
    const previous = compile({ flags, segments: [] }, { operators });
    const next = recompile(previous, { flags: flags.slice(0, 1), segments: [] });
    expect(evaluate(next, 'a', alice, 0).variant).toBe('on');
    expect(evaluate(previous, 'a', alice, 0).variant).toBe('on');
    expect(compiled).toEqual(['plan']);
  });

  it('is compiled by whoever asks for its problems', () => {
    const snapshot = compile({ flags: [asking('a')], segments: [] });
    expect(snapshot.flags.get('a')?.problems).toMatchObject([{ code: 'unknown_operator' }]);
    expect(evaluate(snapshot, 'a', alice, 0).errorCode).toBe('PARSE_ERROR');
  });

  it('is compiled once, however often it is asked for its problems', () => {
    const { operators, compiled } = countedOperator();
    const snapshot = compile({ flags: [asking('a')], segments: [] }, { operators });
    for (let turn = 0; turn < 3; turn += 1) expect(snapshot.flags.get('a')?.problems).toEqual([]);
    expect(compiled).toEqual(['plan']);
  });

  it('is compiled by a flag that it is a prerequisite of', () => {
    const { operators, compiled } = countedOperator();
    const standing = aRulesFlag(
      { prerequisites: { flag: 'a' }, fallthrough: { variant: 'on' } },
      { key: 'b' },
    );
    const snapshot = compile({ flags: [standing, asking('a')], segments: [] }, { operators });
    expect(compiled).toEqual(['plan']);
    expect(evaluate(snapshot, 'b', alice, 0).variant).toBe('on');
    expect(evaluate(snapshot, 'b', { plan: 'free' }, 0).variant).toBe('off');
  });
});

describe('a flag that stands on others or on the time', () => {
  it('is compiled at once, and once', () => {
    const { operators, compiled } = countedOperator();
    const when = (attribute: string, more: object[]) =>
      aFlagWhen({ all: [{ attribute, operator: 'counted' }, ...more] } as never, {
        key: attribute,
      });
    const flags = [
      when('with-segment', [{ segment: 's' }]),
      when('with-flag', [{ flag: 'b' }]),
      when('with-time', [{ attribute: '$now', operator: 'after', values: [1] }]),
    ];
    const environment = {
      flags: [...flags, aFlag({ key: 'b' })],
      segments: [{ key: 's', include: ['alice'] }],
    };
    compile(environment, { operators });
    expect(compiled.sort()).toEqual(['with-flag', 'with-segment', 'with-time']);
  });
});
