export { bucket } from './bucketing/bucket';
export type { Bucketer, Hash, Hashes, HashFamily } from './bucketing/hash';
export type { Operator, OperatorGroup, Operators } from './comparisons/operator';
export { parseMoment } from './comparisons/moment';
export { compile } from './compile/compile';
export type { CompiledSnapshot, Parts } from './compile/compiled-snapshot';
export type { Problem, ProblemCode } from './compile/problem';
export { dependenciesOf, type References } from './compile/references';
export { evaluate } from './evaluate';
export type { By, Comparison, Condition, FlagCondition, SegmentCondition } from './model/condition';
export type { EvaluationContext } from './model/context';
export type { Flag, FlagConfig, ValueType, Variant } from './model/flag';
export type { JsonObject, JsonScalar, JsonValue } from './model/json';
export type {
  ErrorCode,
  EvaluationError,
  EvaluationResult,
  FlagMetadata,
  NoOpinion,
  Reason,
  ServedVariant,
} from './model/result';
export type { Segment } from './model/segment';
export type {
  Bucketing,
  ProgressivePercentage,
  Range,
  Rollout,
  Serve,
  Split,
  Weight,
} from './model/serve';
export type { Environment, Snapshot } from './model/snapshot';
export type { IdsChange, SegmentDelta, SnapshotDelta } from './model/snapshot-delta';
export type {
  BooleanStrategy,
  PercentageStrategy,
  Rule,
  RulesStrategy,
  Strategy,
  Target,
  TargetingStrategy,
} from './model/strategy';
export { type ChangeQuery, nextChangeAt } from './next-change';
