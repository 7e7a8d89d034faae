import type { Problem } from '@app/flag-engine';
import { below } from './diff/json-pointer';

const NUL = '\u0000';

/**
 * Texts in `value` that a database of Unicode text cannot hold: U+0000, and halves of surrogate
 * pairs. Refused where they are, rather than silently replaced.
 */
export function unstorableTexts(value: unknown, pointer = ''): Problem[] {
  if (typeof value === 'string') return isStorable(value) ? [] : [problem(pointer)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const place = below(pointer, name);
    return isStorable(name) ? unstorableTexts(member, place) : [problem(place)];
  });
}

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes(NUL);
}

function problem(pointer: string): Problem {
  const detail = 'Text must be valid Unicode without U+0000; take the stray character out.';
  return { pointer, code: 'malformed', detail };
}
