import { Injectable } from '@nestjs/common';
import { IdGenerator } from '@app/kernel';
import { v7 } from 'uuid';

/** RFC 9562 version 7: sorted by time, which keeps primary keys and Elasticsearch look-ups cheap. */
@Injectable()
export class UuidV7Generator extends IdGenerator {
  override next(): string {
    return v7();
  }
}
