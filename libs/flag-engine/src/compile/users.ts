import type { Environment } from '../model/snapshot';
import { dependenciesOf, type References } from './references';

/** Who refers to a flag or segment directly: flags by their key, segments by theirs. */
export type Users = Pick<References, 'flags' | 'segments'>;

/** The flags and segments of an environment that ask a segment. */
export function usersOfSegment({ flags, segments }: Environment, key: string): Users {
  return {
    flags: keysOf(flags, (flag) => dependenciesOf(flag).segments.includes(key)),
    segments: keysOf(segments, (segment) => dependenciesOf(segment).segments.includes(key)),
  };
}

/** The flags of an environment that ask a flag; segments never do. */
export function usersOfFlag({ flags }: Environment, key: string): Users {
  return { flags: keysOf(flags, (flag) => dependenciesOf(flag).flags.includes(key)), segments: [] };
}

function keysOf<Config extends { readonly key: string }>(
  configs: readonly Config[],
  uses: (config: Config) => boolean,
): string[] {
  return configs.filter(uses).map(({ key }) => key);
}
