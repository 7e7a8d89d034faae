import type { FieldChange } from '../../api/types';
import type { ChangeWords } from './change-words';
import { describeMembers, isUnder } from './describe-members';
import { describeValue } from './describe-value';
import { strategyWords } from './strategy-words';

const ALLOW = 'strategy/allow';
const DENY = 'strategy/deny';

/** The differences of a strategy. One that became another kind is told as a whole, before and after. */
export function describeStrategy(changes: readonly FieldChange[]): ChangeWords[] {
  const before = strategyOf(changes, 'before');
  const after = strategyOf(changes, 'after');
  if (before.type !== after.type) return [wholeStrategy(before, after)];
  const expanded = changes.flatMap(membersOfStrategy);
  const values = expanded.filter((change) => !isUnder(change, ALLOW) && !isUnder(change, DENY));
  return [
    ...values.map(describeValue),
    ...describeMembers(ALLOW, expanded),
    ...describeMembers(DENY, expanded),
  ];
}

function wholeStrategy(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): ChangeWords {
  return {
    kind: 'value',
    path: '/strategy',
    label: 'Who gets it',
    ...(before.type === undefined ? {} : { before: strategyWords(before) }),
    ...(after.type === undefined ? {} : { after: strategyWords(after) }),
  };
}

/** What the differences tell of the strategy on one side of them. */
function strategyOf(
  changes: readonly FieldChange[],
  side: 'before' | 'after',
): Record<string, unknown> {
  const told: Record<string, unknown> = {};
  for (const change of changes.flatMap(membersOfStrategy)) {
    const [, member, ...deeper] = change.path.slice(1).split('/');
    if (member !== undefined && deeper.length === 0 && change[side] !== undefined) {
      told[member] = change[side];
    }
  }
  return told;
}

/** A strategy replaced as a whole is as many differences as it has members that differ. */
function membersOfStrategy(change: FieldChange): FieldChange[] {
  if (change.path !== '/strategy') return [change];
  const before = membersOf(change.before);
  const after = membersOf(change.after);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({
      op: change.op,
      path: `/strategy/${name}`,
      before: before[name],
      after: after[name],
    }));
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
