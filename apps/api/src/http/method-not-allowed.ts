import { DomainError } from '@app/kernel';

/** The path exists, the method does not. */
export class MethodNotAllowed extends DomainError {
  static readonly code = 'route.method_not_allowed';
  readonly code = MethodNotAllowed.code;

  constructor(readonly allowed: readonly string[]) {
    super(`This route knows ${allowed.join(', ')}.`);
  }
}
