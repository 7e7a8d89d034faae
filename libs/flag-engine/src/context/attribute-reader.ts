import type { EvaluationContext } from '../model/context';

/** Reads an attribute; `undefined` or `null` where it is missing. */
export type AttributeReader = (context: EvaluationContext) => unknown;

/**
 * Prepares the reading of a dotted path. Only a context's own members count, and only objects are walked.
 * A root key that itself contains dots is found first, the longest one before the shorter.
 */
export function attributeReader(attribute: string): AttributeReader {
  if (attribute === 'targetingKey') return (context) => context.targetingKey ?? context.userId;
  if (attribute.includes('.')) return pathReader(attribute);
  if (isRootKey(attribute)) return (context) => context[attribute];
  return (context) => ownMember(context, attribute);
}

/** May an attribute be read as a member of the context and nothing else: no path, no alias, nothing inherited. */
export function isRootKey(attribute: string): boolean {
  return (
    attribute !== 'targetingKey' && !attribute.includes('.') && !(attribute in Object.prototype)
  );
}

function pathReader(attribute: string): AttributeReader {
  const roots = rootsOf(attribute);
  return (context) => {
    for (const { key, rest } of roots) {
      if (Object.hasOwn(context, key) && context[key] !== undefined)
        return walk(context[key], rest);
    }
    return undefined;
  };
}

interface Root {
  readonly key: string;
  readonly rest: readonly string[];
}

/** Every way to read a path: `a.b.c` is the root key `a.b.c`, or `c` in `a.b`, or `b.c` in `a`. */
function rootsOf(attribute: string): Root[] {
  const parts = attribute.split('.');
  return parts.map((_, index) => {
    const taken = parts.length - index;
    return { key: parts.slice(0, taken).join('.'), rest: parts.slice(taken) };
  });
}

function walk(start: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, member) => ownMember(value, member), start);
}

function ownMember(value: unknown, member: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, member) ? (value as Record<string, unknown>)[member] : undefined;
}
