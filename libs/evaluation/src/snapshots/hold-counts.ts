/** Counts who holds what, by id. */
export class HoldCounts {
  private readonly counts = new Map<string, number>();

  isHeld(id: string): boolean {
    return this.counts.has(id);
  }

  /** @returns what lets go again; calling it twice does nothing more */
  hold(id: string): () => void {
    this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
    let held = true;
    return () => {
      if (held) this.release(id);
      held = false;
    };
  }

  private release(id: string): void {
    const left = (this.counts.get(id) ?? 0) - 1;
    if (left > 0) this.counts.set(id, left);
    else this.counts.delete(id);
  }
}
