/** The part of the package that the specs compare with; it ships no types. */
declare module 'murmurhash3js-revisited' {
  export const x86: { hash32(bytes: readonly number[], seed?: number): number };
}
