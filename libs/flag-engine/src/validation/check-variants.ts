import type { Problem } from '../compile/problem';
import type { FlagConfig, ValueType, Variant } from '../model/flag';

/** What is wrong with the variants of a flag: names that repeat, values that are not of its type. */
export function checkVariants({ variants, valueType }: FlagConfig): Problem[] {
  if (variants.length === 0) {
    const detail = `A flag of type "${valueType}" needs at least one variant with a name and a value.`;
    return [{ pointer: '/variants', code: 'invalid_variants', detail }];
  }
  const names = new Set<string>();
  return variants.flatMap((variant, index) => {
    const repeated = names.has(variant.name);
    names.add(variant.name);
    return checkVariant(variant, `/variants/${index}`, { valueType, repeated });
  });
}

function checkVariant(
  { name, value }: Variant,
  at: string,
  { valueType, repeated }: { valueType: ValueType; repeated: boolean },
): Problem[] {
  const problems: Problem[] = [];
  if (repeated) {
    const detail = `Variants have different names: "${name}" is taken.`;
    problems.push({ pointer: `${at}/name`, code: 'duplicate', detail });
  }
  if (typeOf(value) !== valueType) {
    const detail = `The value of "${name}" must be of the flag's type, ${valueType}.`;
    problems.push({ pointer: `${at}/value`, code: 'invalid_variants', detail });
  }
  return problems;
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}
