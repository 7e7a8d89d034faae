import { DomainError } from '@app/kernel';

/** The client excludes every encoding that there is, that of no encoding included. */
export class EncodingNotAcceptable extends DomainError {
  static readonly code = 'request.not_acceptable';
  readonly code = EncodingNotAcceptable.code;

  constructor() {
    super('This server sends br, gzip and identity; "Accept-Encoding" accepts none of them.');
  }
}
