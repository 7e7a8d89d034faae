/** Out of which environment, into which. */
export interface PromotionRoute {
  readonly from: string;
  readonly to: string;
}

/**
 * Completes a route that is only partly chosen: flags move one step along the order of the
 * environments (`dev`, `staging`, `prod`). `undefined` when there are not two environments.
 */
export function promotionRoute(
  names: readonly string[],
  chosen: Partial<PromotionRoute>,
): PromotionRoute | undefined {
  const from = chosen.from ?? stepFrom(names, chosen.to, -1) ?? names[0];
  const to = chosen.to !== undefined && chosen.to !== from ? chosen.to : stepFrom(names, from, 1);
  return from === undefined || to === undefined ? undefined : { from, to };
}

/** The neighbour of `name`, on the other side where there is none on this. */
function stepFrom(
  names: readonly string[],
  name: string | undefined,
  step: 1 | -1,
): string | undefined {
  if (name === undefined) return undefined;
  const index = names.indexOf(name);
  return names[index + step] ?? names[index - step];
}
