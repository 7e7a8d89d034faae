import type { JsonScalar, JsonValue } from './json';
import type { Strategy } from './strategy';

/** The type that every variant's value of a flag has. It agrees between the environments of a tenant. */
export type ValueType = 'boolean' | 'string' | 'number' | 'object';

/** A named value. */
export interface Variant {
  readonly name: string;
  readonly value: JsonValue;
}

/** A flag's full configuration in one environment. `withDefaults` completes a shorter one. */
export interface FlagConfig {
  /** `^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$` */
  readonly key: string;
  readonly name?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly valueType: ValueType;
  readonly variants: readonly Variant[];
  /** What is served to those who are not in; `null`: no opinion, the caller's own default. */
  readonly offVariant: string | null;
  readonly enabled: boolean;
  /** May a client-side key see it. */
  readonly clientVisible: boolean;
  /** Given back in `flagMetadata`, under the engine's own members. */
  readonly metadata?: Readonly<Record<string, JsonScalar>>;
  readonly strategy: Strategy;
}

/** A flag as stored: `version` counts its changes in its environment, from 1. */
export type Flag = FlagConfig & { readonly version: number };
