import { Injectable } from '@nestjs/common';

/** Tells this process' relay that something was committed. Others find it by their poll. */
@Injectable()
export class OutboxSignal {
  private listener: () => void = () => undefined;

  /** Never throws, never waits. */
  wake(): void {
    this.listener();
  }

  /** There is one relay per process; a later listener replaces the earlier one. */
  onWake(listener: () => void): void {
    this.listener = listener;
  }
}
