import type { By } from '../model/condition';
import type { EvaluationContext } from '../model/context';
import { attributeReader } from './attribute-reader';

/** Reads who is to be bucketed or looked up; `undefined` where the context does not say. */
export type UnitReader = (context: EvaluationContext) => string | undefined;

/** Prepares the reading of a unit: of several attributes the first that is present counts. */
export function unitReader(by: By = 'targetingKey'): UnitReader {
  if (typeof by !== 'string') return firstPresent(by);
  if (by === 'targetingKey') return targetingKey;
  const read = attributeReader(by);
  return (context) => asUnit(read(context));
}

const targetingKey: UnitReader = (context) => {
  const key = context.targetingKey ?? context.userId;
  return typeof key === 'string' ? key : asUnit(key);
};

function firstPresent(by: readonly string[]): UnitReader {
  const readers = by.map(attributeReader);
  return (context) => {
    for (const read of readers) {
      const value = read(context);
      if (value !== undefined && value !== null) return asUnit(value);
    }
    return undefined;
  };
}

/** A string as it is, a number or boolean as JSON writes it; a list or object is no unit. */
export function asUnit(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return undefined;
}

/** How a sentence names the attributes of a unit. */
export function unitName(by: By = 'targetingKey'): string {
  return typeof by === 'string' ? `"${by}"` : by.map((name) => `"${name}"`).join(' or ');
}
