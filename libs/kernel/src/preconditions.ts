import { PreconditionFailed } from './common.errors';
import { ifMatchHolds, ifNoneMatchNames, strongTag, type Tagged } from './entity-tag';

/** The conditional headers of a write, as they were sent. */
export interface WriteConditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}

/**
 * Holds a write's conditions against the present representation.
 * @throws PreconditionFailed
 */
export function requireConditions(
  { ifMatch, ifNoneMatch }: WriteConditions,
  present: Tagged | undefined,
  epoch: string,
): void {
  const tag = present && strongTag(present, epoch);
  if (ifMatch !== undefined && !ifMatchHolds(ifMatch, tag)) {
    throw new PreconditionFailed(
      tag === undefined
        ? '"If-Match" names a state of something that is not there any more; nothing was changed.'
        : `It was changed meanwhile; its present ETag is ${tag}. Nothing was changed.`,
    );
  }
  if (ifNoneMatch !== undefined && ifNoneMatchNames(ifNoneMatch, tag)) {
    throw new PreconditionFailed(
      '"If-None-Match" names what is there already; nothing was changed.',
    );
  }
}
