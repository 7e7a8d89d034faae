export { fromUnleash, type ImportedEnvironment } from './from-unleash';
export type { ImportNote } from './note';
export { stateOfEvents, type UnleashEvent } from './state-of-events';
export { toContext, toUnleashAnswer } from './to-context';
export type {
  UnleashAnswer,
  UnleashConstraint,
  UnleashContext,
  UnleashDependency,
  UnleashFeature,
  UnleashPayload,
  UnleashSegment,
  UnleashState,
  UnleashStrategy,
  UnleashVariant,
} from './unleash-model';
export type { ImportedValue } from './variant-names';
