import type { FlagPatch } from './flag-patch';
import type { SegmentPatch } from './segment-patch';

/** One step of a change. */
export type Operation =
  | { readonly kind: 'putFlag'; readonly key: string; readonly set: FlagPatch }
  | { readonly kind: 'deleteFlag'; readonly key: string }
  | { readonly kind: 'putSegment'; readonly key: string; readonly set: SegmentPatch }
  | { readonly kind: 'deleteSegment'; readonly key: string };

/**
 * Every write is one of these: what is to become different in one environment, as plain JSON, so
 * that it can be applied now, stored for approval, scheduled or inverted. Each key at most once.
 */
export interface Change {
  readonly environment: string;
  readonly operations: readonly Operation[];
}

/** What an operation is about. */
export function subjectOf(operation: Operation): { kind: 'flag' | 'segment'; key: string } {
  switch (operation.kind) {
    case 'putFlag':
    case 'deleteFlag':
      return { kind: 'flag', key: operation.key };
    case 'putSegment':
    case 'deleteSegment':
      return { kind: 'segment', key: operation.key };
    default:
      return operation satisfies never;
  }
}
