/** Meanings that have a colour everywhere in the console. */
const OWN_COLOURS: ReadonlyMap<string | null, string> = new Map([
  ['on', '--app-green'],
  ['off', '--app-faint'],
  [null, '--app-border-strong'],
]);

/** How many colours there are for the others, `--app-series-1` and so on. */
const SERIES = 6;

/**
 * The custom property that holds the colour of each variant. By name, so that a variant keeps its
 * colour when the counts change their order.
 */
export function variantColours(
  variants: readonly (string | null)[],
): ReadonlyMap<string | null, string> {
  const others = variants.filter((variant) => !OWN_COLOURS.has(variant)).sort();
  return new Map(
    variants.map((variant) => [
      variant,
      OWN_COLOURS.get(variant) ?? `--app-series-${1 + (others.indexOf(variant) % SERIES)}`,
    ]),
  );
}
