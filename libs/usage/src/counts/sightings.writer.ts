import { Injectable, Logger } from '@nestjs/common';
import { UsageLedger } from './usage.ledger';
import { UsageRecorder } from './usage.recorder';

/** Writes what was noted besides the counts; what cannot be written is taken back and tried again. */
@Injectable()
export class SightingsWriter {
  private readonly logger = new Logger('Usage');
  private failing = false;

  constructor(
    private readonly recorder: UsageRecorder,
    private readonly ledger: UsageLedger,
  ) {}

  /** Never throws. */
  async flush(): Promise<void> {
    const { sightings } = this.recorder;
    const taken = sightings.take();
    if (taken === undefined) return;
    try {
      await this.ledger.note(taken);
      this.failing = false;
    } catch (error) {
      sightings.putBack(taken);
      if (!this.failing) this.logger.warn({ err: error }, 'The last use of flags waits in memory');
      this.failing = true;
    }
  }
}
