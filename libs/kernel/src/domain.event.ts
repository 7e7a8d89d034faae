import type { FieldChange } from './field-change';
import type { JsonObject } from './json';
import type { Actor } from './principal';

/** The environment an event happened in, at the revision it produced. */
export interface EventEnvironment {
  readonly id: string;
  readonly name: string;
  readonly epoch: string;
  readonly revision: number;
}

/** A fact in the past tense, as the code that caused it states it: `{ action: 'flag.updated', … }`. */
export interface NewDomainEvent {
  readonly action: string;
  readonly tenant: { readonly id: string; readonly slug: string };
  readonly environment?: EventEnvironment;
  /** What it happened to: a flag key, a segment key, an environment name, a key id. */
  readonly key?: string;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  readonly changes?: readonly FieldChange[];
  /** Ties the events of one promotion together. */
  readonly promotionId?: string;
  readonly outcome?: 'success' | 'failure';
  /** Overrides the caller of the request, for what nobody asked for or nobody proved to be. */
  readonly actor?: Actor;
}

/** The recorded fact: who and when are added from the request's context by the unit of work. */
export interface DomainEvent extends NewDomainEvent {
  readonly id: string;
  /** RFC 3339, UTC, milliseconds. */
  readonly time: string;
  readonly actor: Actor;
  readonly outcome: 'success' | 'failure';
  readonly requestId?: string;
  readonly ip?: string;
}
