/** Gives a unit its bucket, an integer 0 to 99999. */
export type Bucketer = (unit: string) => number;

/** Prepares a seed: whatever depends on it alone is done once, when a flag is compiled. */
export type Hash = (seed: string) => Bucketer;

/**
 * Makes a hash from what follows the slash in its name (`unleash-variant/1000`).
 * `undefined` where the parameter is missing, unexpected or means nothing.
 */
export type HashFamily = (parameter: string | undefined) => Hash | undefined;

/** Bucketing functions by the name that a flag's `hash` gives. */
export type Hashes = Readonly<Record<string, HashFamily>>;
