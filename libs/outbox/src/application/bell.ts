/** Lets one loop sleep until there is something to do. A ring while nobody waits is not lost. */
export class Bell {
  private rung = false;
  private answer: () => void = () => undefined;

  ring(): void {
    this.rung = true;
    this.answer();
  }

  /**
   * Waits for a ring, at most `ms` milliseconds, or until `stop`.
   * @returns whether it was rung
   */
  async wait(ms: number, stop: AbortSignal): Promise<boolean> {
    if (!this.rung && !stop.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.answer = resolve;
      const wakeUp = (): void => resolve();
      const timer = setTimeout(wakeUp, ms);
      stop.addEventListener('abort', wakeUp);
      await promise;
      clearTimeout(timer);
      stop.removeEventListener('abort', wakeUp);
      this.answer = () => undefined;
    }
    const { rung } = this;
    this.rung = false;
    return rung;
  }
}
