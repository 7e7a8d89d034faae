import { Pause } from '../application/pause';

/** Does not wait, but remembers for how long it should have. */
export class RecordedPause extends Pause {
  readonly pauses: number[] = [];

  override async milliseconds(duration: number): Promise<void> {
    this.pauses.push(duration);
  }
}
