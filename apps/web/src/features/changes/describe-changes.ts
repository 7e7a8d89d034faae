import type { FieldChange } from '../../api/types';
import type { ChangeWords } from './change-words';
import { describeMembers, isUnder } from './describe-members';
import { describeStrategy } from './describe-strategy';
import { describeValue } from './describe-value';

const BOOKKEEPING = new Set(
  ['key', 'tenant', 'env', 'version', 'createdAt', 'updatedAt', 'updatedBy'].map((f) => `/${f}`),
);

/** The members of a plain boolean flag, as JSON. */
const DEFAULTS: Readonly<Record<string, string>> = {
  '/valueType': '"boolean"',
  '/variants': '[{"name":"on","value":true},{"name":"off","value":false}]',
  '/offVariant': '"off"',
  '/clientVisible': 'false',
};

/**
 * Turns the differences of a plan, an audit event or an edit into words, one entry per thing that a
 * reader would call one change: a strategy that became another one is one, however many of its
 * members differ.
 */
export function describeChanges(changes: readonly FieldChange[]): ChangeWords[] {
  const fields = changes.flatMap(membersOfWhole).filter((change) => !isNoise(change));
  const strategy = fields.filter((change) => isUnder(change, 'strategy'));
  const rest = fields.filter((change) => !isUnder(change, 'strategy'));
  return [...describeRest(rest), ...describeStrategy(strategy)];
}

/** A flag that came or went is one difference at the root: each of its members is worth a line. */
function membersOfWhole(change: FieldChange): FieldChange[] {
  if (change.path !== '') return [change];
  const before = membersOf(change.before);
  const after = membersOf(change.after);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => ({
    op: change.op,
    path: `/${name}`,
    before: before[name],
    after: after[name],
  }));
}

function describeRest(changes: readonly FieldChange[]): ChangeWords[] {
  const values = changes.filter((change) => !isUnder(change, 'tags'));
  return [...values.map(describeValue), ...describeMembers('tags', changes)];
}

/** What every new flag has says nothing about this one. */
function isNoise(change: FieldChange): boolean {
  if (BOOKKEEPING.has(change.path)) return true;
  if (change.before !== undefined && change.after !== undefined) return false;
  const value = JSON.stringify(change.before ?? change.after);
  return DEFAULTS[change.path] === value;
}

function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
