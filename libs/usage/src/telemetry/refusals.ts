import { type OfrepAnswer, problemAnswer } from '@app/evaluation';
import type { FieldProblem } from '@app/kernel';

/** The answer to a body that is not JSON. */
export function malformedTelemetry(): OfrepAnswer {
  return problemAnswer({
    status: 400,
    code: 'request.malformed',
    title: 'Request cannot be parsed',
    detail: 'The body is not valid JSON.',
  });
}

/** The answer to a report that is not understood: nothing of it was counted. */
export function invalidTelemetry(errors: readonly FieldProblem[]): OfrepAnswer {
  return problemAnswer({
    status: 422,
    code: 'request.invalid',
    title: 'Request not valid',
    detail: 'The report was not understood and nothing of it was counted; "errors" says why.',
    errors,
  });
}
