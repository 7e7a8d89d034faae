export { checkEnvironment, type EnvironmentCheck } from './check-environment';
export { checkFlag, type FlagCheck } from './check-flag';
export { checkSegment, type SegmentCheck } from './check-segment';
export type { Warning } from './warning';
