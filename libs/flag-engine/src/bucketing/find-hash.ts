import { toggleV1 } from './bucket';
import type { Hash, Hashes } from './hash';

/** The hash that a flag names; `toggle-v1` where it names none, `undefined` where nobody knows the name. */
export function findHash(name: string | undefined, hashes: Hashes): Hash | undefined {
  if (name === undefined || name === 'toggle-v1') return toggleV1;
  const slash = name.indexOf('/');
  const family = slash < 0 ? name : name.slice(0, slash);
  if (!Object.hasOwn(hashes, family)) return undefined;
  return hashes[family]?.(slash < 0 ? undefined : name.slice(slash + 1));
}
