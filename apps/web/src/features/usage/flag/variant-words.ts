/** The name of a variant; what was answered without one is the default that the application gave. */
export function variantWords(variant: string | null): string {
  return variant ?? 'own default';
}
