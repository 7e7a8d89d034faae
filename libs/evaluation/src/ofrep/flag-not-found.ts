import { type OfrepAnswer, refusal } from './ofrep-answer';

/** The answer for a flag that does not exist, or that the caller is not to know of. */
export function flagNotFound(key: string): OfrepAnswer {
  return refusal({
    status: 404,
    errorCode: 'FLAG_NOT_FOUND',
    errorDetails: `There is no flag "${key}" in this environment.`,
    key,
    code: 'flag.not_found',
  });
}
