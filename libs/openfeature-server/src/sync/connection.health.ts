import type { SyncListener } from './sync.listener';

/** Says of what is heard from the service when it is worth an event: at each turn for the better or worse, once. */
export class ConnectionHealth {
  private condition: 'good' | 'stale' | 'faulty' = 'good';
  private fault = '';
  private grace: NodeJS.Timeout | undefined;
  private streaming = false;

  /**
   * @param listener hears of the turns
   * @param times milliseconds: how long contact may be lost, and how far polls are apart
   */
  constructor(
    private readonly listener: Pick<SyncListener, 'recovered' | 'stale' | 'faulty'>,
    private readonly times: { readonly staleAfterMs: number; readonly pollIntervalMs: number },
  ) {}

  /** Something is wrong that a stream alone does not put right. */
  get isFaulty(): boolean {
    return this.condition === 'faulty';
  }

  /** A stream is open. Where it is, silence is no loss of contact. */
  opened(): void {
    this.streaming = true;
    this.cancelGrace();
    if (this.condition === 'stale') this.recover();
  }

  /** The stream is gone. */
  closed(): void {
    this.streaming = false;
    this.beginGrace(this.times.staleAfterMs);
  }

  /** The service has said what its state is, and it could be applied. */
  confirmed(): void {
    this.cancelGrace();
    if (!this.streaming) this.beginGrace(this.times.pollIntervalMs + this.times.staleAfterMs);
    if (this.condition !== 'good') this.recover();
  }

  /** The service did not answer. */
  missed(): void {
    if (!this.streaming) this.beginGrace(this.times.staleAfterMs);
  }

  /** The service answered, and the answer is of no use. */
  found(fault: string): void {
    if (this.condition === 'faulty' && this.fault === fault) return;
    this.condition = 'faulty';
    this.fault = fault;
    this.listener.faulty(fault);
  }

  /** Nothing will be heard any more. */
  end(): void {
    this.cancelGrace();
  }

  private recover(): void {
    this.condition = 'good';
    this.fault = '';
    this.listener.recovered();
  }

  /** The time runs from the first loss on, whatever else fails in it. */
  private beginGrace(ms: number): void {
    this.grace ??= setTimeout(() => this.graceEnded(), ms).unref();
  }

  private cancelGrace(): void {
    clearTimeout(this.grace);
    this.grace = undefined;
  }

  private graceEnded(): void {
    this.grace = undefined;
    if (this.condition !== 'good') return;
    this.condition = 'stale';
    this.listener.stale(
      'Contact to the service is lost; answers are those of the last known state.',
    );
  }
}
