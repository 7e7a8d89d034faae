import type { EvaluationContext } from '@app/flag-engine';

type Members = Readonly<Record<string, unknown>>;

/**
 * The context as JSON would carry it to the service, so that local and remote answers are the same: a `Date` is its
 * ISO text, what JSON cannot write is missing. Nearly every context is plain already and comes back as it is.
 *
 * @throws whatever a getter of the caller's throws; RangeError when it contains itself
 */
export function plainContext(context: Members): EvaluationContext {
  return isPlain(context) ? context : (plain(context) as EvaluationContext);
}

function isPlain(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return value === null || (typeof toJson(value) !== 'function' && hasPlainMembers(value));
    default:
      return false;
  }
}

function hasPlainMembers(value: object): boolean {
  if (Array.isArray(value)) return value.every(isPlain);
  for (const name in value) {
    if (!isPlain((value as Members)[name])) return false;
  }
  return true;
}

/** `undefined` for what JSON leaves out. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return undefined;
  const text = JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'bigint' ? undefined : member,
  ) as string | undefined;
  return text === undefined ? undefined : JSON.parse(text);
}

function toJson(value: object): unknown {
  return (value as { toJSON?: unknown }).toJSON;
}
