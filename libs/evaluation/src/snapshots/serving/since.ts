import type { Position } from '../environment-ref';

/** How `?since=` is written: a revision, or an epoch and a revision. */
export const SINCE = /^(?:([^:]{1,64}):)?(\d{1,15})$/;

/** Reads `?since=`: a revision of the present epoch, or with its epoch; `undefined` for anything else. */
export function sinceOf(since: string, { epoch }: Position): Position | undefined {
  const [, named = epoch, digits] = SINCE.exec(since) ?? [];
  return digits === undefined ? undefined : { epoch: named, revision: Number(digits) };
}
