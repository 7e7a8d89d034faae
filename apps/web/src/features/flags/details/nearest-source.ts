/** Who has the flag, in which order environments follow each other, and where one looks from. */
export interface Whereabouts {
  readonly names: readonly string[];
  readonly having: readonly string[];
  readonly current: string;
}

/**
 * Where a flag that `target` lacks is best brought from: the environment one is looking at, else the
 * last one before `target` that has it, else any. `undefined` when nobody has it.
 */
export function nearestSource(
  target: string,
  { names, having, current }: Whereabouts,
): string | undefined {
  if (having.includes(current)) return current;
  const before = names.slice(0, names.indexOf(target));
  return before.findLast((name) => having.includes(name)) ?? having[0];
}
