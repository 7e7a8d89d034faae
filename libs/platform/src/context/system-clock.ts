import { Injectable } from '@nestjs/common';
import { Clock } from '@app/kernel';

/** The machine's own clock. */
@Injectable()
export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }
}
