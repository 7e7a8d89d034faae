import { type Comparison, type Condition, parseMoment } from '@app/flag-engine';
import { checkFlag } from '@app/flag-engine/validation';
import type { TakeNote } from './note';
import type { UnleashConstraint } from './unleash-model';

/** A condition that never holds. */
export const NEVER: Condition = { any: [] };

/** Whole versions that do not begin with `v`: Unleash reads no others from a context. */
const FULL_VERSION = '^[0-9]+[.][0-9]+[.][0-9]+';

/** The attribute in a context from `toContext` that holds a field of Unleash's. */
export function attributeOf(contextName: string): string {
  return contextName === 'userId' ? 'targetingKey' : contextName;
}

/** Maps a constraint. What Unleash finds false whatever the context says never holds, and is noted. */
export function toCondition(constraint: UnleashConstraint, note: TakeNote): Condition {
  const map = Object.hasOwn(OPERATORS, constraint.operator)
    ? OPERATORS[constraint.operator]
    : undefined;
  if (map === undefined) {
    note(`The operator "${constraint.operator}" is unknown; such a constraint never holds.`);
    return NEVER;
  }
  const condition = map(constraint);
  if (condition === NEVER) {
    note(`"${constraint.operator} ${constraint.value ?? ''}" cannot be read; it never holds.`);
  }
  return constraint.inverted === true ? { not: condition } : condition;
}

type Mapping = (constraint: UnleashConstraint) => Condition;

function compare(
  { contextName, caseInsensitive }: UnleashConstraint,
  operator: string,
  values: Comparison['values'] & object,
): Comparison {
  const ignoreCase = caseInsensitive === true ? { ignoreCase: true } : {};
  return { attribute: attributeOf(contextName), operator, values, ...ignoreCase };
}

function cleaned({ values = [] }: UnleashConstraint): string[] {
  return values.filter((value) => value !== '').map((value) => value.trim());
}

const text =
  (operator: string): Mapping =>
  (constraint) =>
    compare(constraint, operator, cleaned(constraint));

const isIn: Mapping = ({ caseInsensitive: _, ...constraint }) =>
  compare(constraint, 'in', cleaned(constraint));

const number =
  (operator: string): Mapping =>
  (constraint) => {
    const value = Number(constraint.value);
    if (!Number.isFinite(value)) return NEVER;
    return compare(constraint, operator, operator === 'between' ? [value, value] : [value]);
  };

const date =
  (operator: string): Mapping =>
  ({ value = '' }) => {
    const moment = parseMoment(value) ?? Date.parse(value);
    return Number.isNaN(moment) ? NEVER : { attribute: '$now', operator, values: [moment] };
  };

const version =
  (operator: string): Mapping =>
  ({ caseInsensitive: _, ...constraint }) => {
    const value = (constraint.value ?? '').trim();
    if (!/^v?\d+\.\d+\.\d+([-+][\w.+-]+)?$/.test(value)) return NEVER;
    return {
      all: [compare(constraint, 'matches', [FULL_VERSION]), compare(constraint, operator, [value])],
    };
  };

const OPERATORS: Readonly<Record<string, Mapping>> = {
  IN: isIn,
  NOT_IN: (constraint) => ({ not: isIn(constraint) }),
  STR_STARTS_WITH: text('startsWith'),
  STR_ENDS_WITH: text('endsWith'),
  STR_CONTAINS: text('contains'),
  NUM_EQ: number('between'),
  NUM_GT: number('greaterThan'),
  NUM_GTE: number('greaterThanOrEqual'),
  NUM_LT: number('lessThan'),
  NUM_LTE: number('lessThanOrEqual'),
  DATE_AFTER: date('after'),
  DATE_BEFORE: date('before'),
  SEMVER_EQ: version('semverEquals'),
  SEMVER_GT: version('semverGreaterThan'),
  SEMVER_GTE: version('semverGreaterThanOrEqual'),
  SEMVER_LT: version('semverLessThan'),
  SEMVER_LTE: version('semverLessThanOrEqual'),
  REGEX: (constraint) => expression(constraint),
  IN_CIDR: (constraint) => networks(constraint),
};

/** Whether the engine can compile a comparison is its own question: ask it, rather than guess. */
function readable(comparison: Comparison): boolean {
  const strategy = { type: 'rules', rules: [{ when: comparison, serve: { variant: 'on' } }] };
  return checkFlag({ key: 'probe', strategy }).problems.length === 0;
}

function expression({ value = '', ...constraint }: UnleashConstraint): Condition {
  const comparison = compare({ ...constraint, value }, 'matches', [value]);
  return readable(comparison) ? comparison : NEVER;
}

function networks({ caseInsensitive: _, ...constraint }: UnleashConstraint): Condition {
  const inCidr = (values: readonly string[]): Comparison => compare(constraint, 'inCidr', values);
  return inCidr(cleaned(constraint).filter((network) => readable(inCidr([network]))));
}
