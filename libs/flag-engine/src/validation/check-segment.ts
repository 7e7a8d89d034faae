import { compileSegment } from '../compile/compile-segment';
import type { Problem } from '../compile/problem';
import type { Segment } from '../model/segment';
import { ALONE } from './check-flag';
import { segmentStructure } from './structure';
import type { Warning } from './warning';

/** What is wrong with a segment, and where nothing is wrong the segment. */
export interface SegmentCheck {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
  readonly segment?: Segment;
}

/** Checks one segment by itself, as `checkFlag` does a flag. */
export function checkSegment(input: unknown): SegmentCheck {
  const structure = segmentStructure(input);
  if (structure.length > 0) return { problems: structure, warnings: [] };
  const segment = input as Segment;
  const { problems } = compileSegment(segment, ALONE);
  return problems.length > 0 ? { problems, warnings: [] } : { problems, warnings: [], segment };
}
