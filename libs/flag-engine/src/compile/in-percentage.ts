import type { Comparison } from '../model/condition';
import type { Bucketing } from '../model/serve';
import { compileBucketing, compilePercentage } from './bucketing';
import type { Matcher } from './compiled';
import type { Scope } from './scope';

/** Compiles `inPercentage`, the one operator that reads a unit rather than an attribute. False without its unit. */
export function compileInPercentage(comparison: Comparison, at: string, scope: Scope): Matcher {
  const { by, attribute, percentage } = comparison;
  if (by !== undefined && attribute !== undefined) {
    const detail = '"inPercentage" reads the unit that "by" names: leave "attribute" out.';
    scope.problem(`${at}/attribute`, 'invalid_attribute', detail);
  }
  const unit = by ?? attribute;
  const bucketing: Bucketing = { ...comparison, ...(unit !== undefined && { by: unit }) };
  const { unitOf, bucketOf } = compileBucketing(bucketing, at, { scope });
  const threshold = compilePercentage(percentage, `${at}/percentage`, scope);
  return (context) => {
    const found = unitOf(context);
    return found !== undefined && bucketOf(found) < threshold;
  };
}
