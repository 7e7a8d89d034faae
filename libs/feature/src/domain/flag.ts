import type { FlagConfig } from '@app/flag-engine';
import type { Actor, JsonObject } from '@app/kernel';

/** A flag in one environment: its configuration, and how it came to be what it is. */
export interface Flag {
  /** Of this row: a flag that is deleted and made again has another one. */
  readonly id: string;
  /** Counts this flag's own changes in its environment, from 1. */
  readonly version: number;
  readonly config: FlagConfig;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly updatedBy: Actor;
}

/** A flag's configuration as a document: what is promoted, compared and recorded. */
export function flagDocument(config: FlagConfig): JsonObject {
  // The engine's types are the read-only face of JSON.
  return config as unknown as JsonObject;
}

/** The flag as evaluation knows it. */
export function engineFlag(flag: Flag): FlagConfig & { readonly version: number } {
  return { ...flag.config, version: flag.version };
}
