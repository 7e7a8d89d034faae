/**
 * Work that is done once for all who ask while an earlier run is still going on: whoever asks gets a
 * run that began after they asked, and there is never more than one at a time.
 */
export class TrailingRun {
  private present: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  /** @param work never rejects */
  constructor(private readonly work: () => Promise<void>) {}

  ask(): Promise<void> {
    if (this.present === undefined) return this.begin();
    this.next ??= this.present.then(() => {
      this.next = undefined;
      return this.begin();
    });
    return this.next;
  }

  private begin(): Promise<void> {
    this.present = this.work().then(() => {
      this.present = undefined;
    });
    return this.present;
  }
}
