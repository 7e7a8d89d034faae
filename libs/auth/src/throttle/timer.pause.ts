import { setTimeout } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Pause } from '../application/pause';

/** Waits by the event loop's timer. */
@Injectable()
export class TimerPause extends Pause {
  override async milliseconds(duration: number): Promise<void> {
    await setTimeout(duration);
  }
}
