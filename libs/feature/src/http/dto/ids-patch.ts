import { registerDecorator } from 'class-validator';
import type { IdsPatch } from '../../domain/segment-patch';

/** A list of ids, or `{ add, remove }` of such lists, and nothing else. */
export function isIdsPatch(value: unknown): value is IdsPatch {
  if (isTexts(value)) return true;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(
    ([name, list]) => (name === 'add' || name === 'remove') && isTexts(list),
  );
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

/** Accepts what `isIdsPatch` accepts. */
export function IsIdsPatch(): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'isIdsPatch',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: isIdsPatch,
        defaultMessage: () =>
          `${String(property)} must be a list of ids or { "add": [ids], "remove": [ids] }`,
      },
    });
  };
}
