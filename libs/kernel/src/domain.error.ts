import type { JsonValue } from './json';

/** Extra members of a problem answer; never secrets, never another tenant's data. */
export type ErrorDetails = { readonly [member: string]: JsonValue | undefined };

/**
 * A promise that could not be kept, named by what is wrong. It knows nothing of HTTP: the status of
 * each `code` stands in one table of the application. `message` is shown to the caller, so it says
 * what to change. Subclasses repeat `code` as a static member, from which endpoints are documented.
 */
export abstract class DomainError extends Error {
  /** Stable, machine-readable: `flag.not_found`. Clients switch on it, so it never changes. */
  abstract readonly code: string;

  constructor(
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A subclass of DomainError with its code readable without an instance. */
export interface DomainErrorClass {
  readonly code: string;
  readonly name: string;
}

/** One wrong place of a request: `pointer` is a JSON Pointer into the body, as a URI fragment (`#/strategy/percentage`). */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
  readonly code?: string;
}

/** The request was understood and means nothing: each wrong field is named with what would be right. */
export class InvalidRequest extends DomainError {
  static readonly code = 'request.invalid';
  readonly code = InvalidRequest.code;

  constructor(readonly problems: readonly FieldProblem[]) {
    super('The request was understood but is not valid; "errors" says what to change.', {
      errors: problems.map((problem) => ({ ...problem })),
    });
  }
}

/** A query or path parameter is wrong: `pointer` names it. */
export class InvalidParameter extends DomainError {
  static readonly code = 'request.parameter_invalid';
  readonly code = InvalidParameter.code;

  constructor(readonly problems: readonly FieldProblem[]) {
    super('A parameter of the request is not valid; "errors" says what to change.', {
      errors: problems.map((problem) => ({ ...problem })),
    });
  }
}
