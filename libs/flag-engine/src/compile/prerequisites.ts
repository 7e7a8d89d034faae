import type { Condition } from '../model/condition';
import type { Attempt } from './compiled';
import { compileCondition } from './condition';
import type { FlagScope } from './flag-scope';

const AT = '/strategy/prerequisites';

/** Compiles prerequisites: where they do not hold, the flag answers `offVariant`, whatever the rest of it says. */
export function compilePrerequisites(condition: Condition, scope: FlagScope): Attempt {
  const { matches, culprit } = compileCondition(condition, AT, scope);
  const off = scope.answers.serve(scope.flag.offVariant, 'DEFAULT');
  return scope.tools.observer.step('prerequisites', AT, (context, now, memo) => {
    const verdict = matches(context, now, memo);
    if (verdict === true) return undefined;
    if (verdict !== false) return verdict.answer;
    return culprit?.(context, now, memo)?.answer ?? off;
  });
}
