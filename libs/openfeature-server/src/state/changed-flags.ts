import type { CompiledSnapshot } from '@app/flag-engine';

/**
 * Keys of the flags that came, went, or may answer differently. A flag that is compiled anew has changed or stands on
 * something that has: a segment, a prerequisite.
 */
export function changedFlags(
  before: CompiledSnapshot | undefined,
  after: CompiledSnapshot,
): readonly string[] {
  const changed: string[] = [];
  for (const [key, flag] of after.flags) {
    if (before?.flags.get(key) !== flag) changed.push(key);
  }
  for (const key of before?.flags.keys() ?? []) {
    if (!after.flags.has(key)) changed.push(key);
  }
  return changed;
}
