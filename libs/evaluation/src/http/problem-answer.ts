import type { FieldProblem } from '@app/kernel';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** What a door in front of the router refuses with, on routes that are not OFREP's. */
export interface Problem {
  readonly status: number;
  /** Stable, as everywhere in the service. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly FieldProblem[];
  readonly retryAfterSeconds?: number;
}

/** Writes a refusal as RFC 9457 has it, and nothing more. */
export function problemAnswer({ retryAfterSeconds, ...members }: Problem): OfrepAnswer {
  const type = `urn:toggle-service:problem:${members.code}`;
  return {
    status: members.status,
    body: JSON.stringify({ type, ...members }),
    contentType: PROBLEM_TYPE,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  };
}
