/** Ends a request after a time, or when its owner does. Keeps no process alive. */
export class Deadline {
  private readonly controller = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private readonly give = (): void => this.controller.abort();

  constructor(
    private readonly owner: AbortSignal,
    ms: number,
  ) {
    if (owner.aborted) this.controller.abort();
    owner.addEventListener('abort', this.give, { once: true });
    this.extend(ms);
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The time ran out; `false` where the owner ended it. */
  get passed(): boolean {
    return this.controller.signal.aborted && !this.owner.aborted;
  }

  /** Begins anew: so long from now on. */
  extend(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.give, ms).unref();
  }

  /** Nothing more will happen; what is still open of the request is dropped. */
  end(): void {
    clearTimeout(this.timer);
    this.owner.removeEventListener('abort', this.give);
    this.controller.abort();
  }
}
