import type { Flag } from './flag';

/** Which state of an environment something belongs to. `revision` is ordered within one `epoch` only. */
export interface Stamp {
  readonly epoch: string;
  readonly revision: number;
}

/** All flags of an environment at one revision, by key. */
export interface FlagList extends Stamp {
  readonly environmentId: string;
  readonly flags: readonly Flag[];
}

export function sameStamp(a: Stamp, b: Stamp): boolean {
  return a.revision === b.revision && a.epoch === b.epoch;
}
