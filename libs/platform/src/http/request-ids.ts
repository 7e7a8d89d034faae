import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { IdGenerator } from '@app/kernel';
import { givenRequestId } from './request-id';

/** Names requests, wherever they are answered. */
@Injectable()
export class RequestIds {
  constructor(private readonly ids: IdGenerator) {}

  /** The caller's own id where it is fit to be answered back; otherwise a new one at each call. */
  of({ headers }: Pick<IncomingMessage, 'headers'>): string {
    return givenRequestId(headers) ?? this.ids.next();
  }
}
