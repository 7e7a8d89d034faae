/** How much a flag or segment may hold. Generous, and small enough that nothing takes long. */
export const LIMITS = {
  keyLength: 128,
  nameLength: 200,
  descriptionLength: 5_000,
  tags: 100,
  variants: 1_000,
  rules: 1_000,
  targets: 1_000,
  /** Conditions of one `all` or `any`. */
  conditions: 1_000,
  /** How deep conditions nest. */
  conditionDepth: 32,
  /** How deep any JSON in a flag nests. */
  jsonDepth: 100,
  /** Values of one comparison. */
  values: 10_000,
  textLength: 10_000,
  /** Ids of one list: of a target, of `allow`, of a segment. */
  ids: 100_000,
  splits: 1_000,
  metadata: 100,
} as const;
