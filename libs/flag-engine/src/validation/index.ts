export { type Users, usersOfFlag, usersOfSegment } from '../compile/users';
export { type FlagInput, withDefaults } from '../defaults';
export {
  checkEnvironment,
  type CheckOptions,
  type EnvironmentCheck,
  type EnvironmentProblem,
} from './check-environment';
export { checkFlag, type FlagCheck } from './check-flag';
export { checkSegment, type SegmentCheck } from './check-segment';
export type { JsonSchema } from './schema/json-schema';
export { LIMITS } from './schema/limits';
export {
  flagSchema,
  modelSchemas,
  type SchemaDocument,
  segmentSchema,
  strategySchema,
  variantSchema,
} from './schema/model-schemas';
export type { Warning } from './warning';
