import { DomainError } from '@app/kernel';

/** The environment has no such segment. */
export class SegmentNotFound extends DomainError {
  static readonly code = 'segment.not_found';
  readonly code = SegmentNotFound.code;

  constructor(key: string, environment: string) {
    super(`There is no segment "${key}" in "${environment}".`, { key, environment });
  }
}
