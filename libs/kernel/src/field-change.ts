import type { JsonValue } from './json';

/**
 * One difference between two documents. `path` is a JSON Pointer (RFC 6901) in which a member of a
 * list whose members have an `id` (or a `key` or `name`) is named by it: `/strategy/rules/r1/serve`.
 * `move`: the same member stands at another position; `before` and `after` are its indices.
 * The shape is stored in every audit event, so it never changes.
 */
export interface FieldChange {
  readonly op: 'add' | 'remove' | 'replace' | 'move';
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}
