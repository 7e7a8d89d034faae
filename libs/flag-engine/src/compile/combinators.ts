import type { CompiledCondition, Matcher } from './compiled';

/** Never holds: for nobody, and in place of what cannot mean anything. */
export const never: Matcher = () => false;

/** Holds when every condition does. */
export function all(conditions: readonly CompiledCondition[]): CompiledCondition {
  const matchers = conditions.map(({ matches }) => matches);
  return {
    matches: (context, now, memo) => {
      for (let index = 0; index < matchers.length; index += 1) {
        const verdict = (matchers[index] as Matcher)(context, now, memo);
        if (verdict !== true) return verdict;
      }
      return true;
    },
    ...blame(conditions, false),
  };
}

/** Holds when one of the conditions does. */
export function any(conditions: readonly CompiledCondition[]): CompiledCondition {
  const matchers = conditions.map(({ matches }) => matches);
  return {
    matches: (context, now, memo) => {
      for (let index = 0; index < matchers.length; index += 1) {
        const verdict = (matchers[index] as Matcher)(context, now, memo);
        if (verdict !== false) return verdict;
      }
      return false;
    },
    ...blame(conditions, true),
  };
}

/** Holds when the condition does not. */
export function not(condition: CompiledCondition): CompiledCondition {
  const { matches } = condition;
  return {
    ...condition,
    matches: (context, now, memo) => {
      const verdict = matches(context, now, memo);
      return typeof verdict === 'boolean' ? !verdict : verdict;
    },
  };
}

/** One condition decides for all where its verdict is `deciding`; where none did, the first that asks a flag is named. */
function blame(
  conditions: readonly CompiledCondition[],
  deciding: boolean,
): Pick<CompiledCondition, 'culprit'> {
  const asking = conditions.find(({ culprit }) => culprit !== undefined);
  if (asking === undefined) return {};
  return {
    culprit: (context, now, memo) => {
      const decided = conditions.find(({ matches }) => matches(context, now, memo) === deciding);
      return (decided ?? asking).culprit?.(context, now, memo);
    },
  };
}
