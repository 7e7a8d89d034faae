import type { ContextSource } from './context.source';
import type {
  AppliedState,
  ReportingClient,
  SampledContext,
  Sampling,
  TelemetryReport,
} from './telemetry-report';
import { tellable } from './tellable-usage';
import type { TelemetryTransport } from './telemetry.transport';
import type { CountedUsage, UsageSource } from './usage.source';

/** How long a new revision may wait to be acknowledged: spread, so that clients do not all call at once. */
const ACKNOWLEDGED_WITHIN_MS = 900;
/** The service takes whoever is silent for twice as long for gone. */
const SIGN_OF_LIFE_MS = 5 * 60_000;
export const DEFAULT_FLUSH_INTERVAL_MS = 60_000;

/** Whom a reporter works with. */
export interface ReporterParts {
  readonly client: ReportingClient;
  /** The state that evaluation works with now; `undefined` while there is none. */
  readonly applied: () => AppliedState | undefined;
  readonly usage: UsageSource;
  readonly contexts: ContextSource;
  readonly transport: TelemetryTransport;
  readonly flushIntervalMs?: number;
}

/**
 * Decides when to report: within a second of a new revision, then at every interval if there is
 * anything, at least every five minutes, and at the end. A report is sent at most once; what did
 * not arrive is told as lost.
 */
export class TelemetryReporter {
  private interval?: ReturnType<typeof setInterval>;
  private acknowledgement?: ReturnType<typeof setTimeout>;
  /** The state of the last report that was not lost. */
  private acknowledged?: string;
  private sampling?: Sampling;
  private lost = 0;
  private lastSentAt = 0;
  private closed = false;

  constructor(private readonly parts: ReporterParts) {}

  /** Begins to report. */
  start(): void {
    this.interval ??= letExit(setInterval(() => void this.flush(), this.intervalMs));
  }

  /** Tells the server soon which state is applied, if it does not know yet. */
  acknowledge(): void {
    if (this.closed || this.acknowledgement !== undefined) return;
    if (this.acknowledged === this.appliedText()) return;
    const delayMs = Math.random() * ACKNOWLEDGED_WITHIN_MS;
    this.acknowledgement = letExit(setTimeout(() => void this.report(false), delayMs));
  }

  /** Reports if there is anything, or if it is time for a sign of life. */
  async flush(last = false): Promise<void> {
    const silentMs = performance.now() - this.lastSentAt;
    const counted = this.parts.usage.drain();
    const overdue = silentMs + this.intervalMs > SIGN_OF_LIFE_MS;
    const worth = sizeOf(counted) > 0 || this.lost > 0 || overdue;
    if (worth || this.acknowledged !== this.appliedText()) await this.report(last, counted);
  }

  /** Reports for the last time. */
  async close(): Promise<void> {
    if (this.closed) return;
    const last = this.flush(true);
    this.stop();
    await last;
  }

  private async report(last: boolean, counted = this.parts.usage.drain()): Promise<void> {
    if (this.closed) return;
    clearTimeout(this.acknowledgement);
    this.acknowledgement = undefined;
    this.acknowledged = this.appliedText();
    this.lastSentAt = performance.now();
    const all = { ...counted, lost: this.lost + counted.lost };
    this.lost = 0;
    // Reducing contexts takes time, which a page that closes does not have.
    const contexts = last ? [] : await this.contexts();
    const parts = tellable(all).map((part, index) =>
      this.send(part, index === 0 ? contexts : [], last),
    );
    await Promise.all(parts);
  }

  private async send(
    part: CountedUsage,
    contexts: readonly SampledContext[],
    last: boolean,
  ): Promise<void> {
    const delivery = await this.parts.transport.deliver(this.write(part, contexts), last);
    if (delivery.kind === 'taken') {
      this.sampling = delivery.answer.sampling ?? undefined;
      return;
    }
    this.lost += sizeOf(part);
    this.acknowledged = undefined;
    if (delivery.kind === 'closed') this.stop();
  }

  private async contexts(): Promise<readonly SampledContext[]> {
    return this.sampling === undefined ? [] : this.parts.contexts.take(this.sampling);
  }

  private write(
    { usage, unknown, lost }: CountedUsage,
    contexts: readonly SampledContext[],
  ): TelemetryReport {
    const { client, applied } = this.parts;
    return {
      client: { ...client, ...applied() },
      ...(usage.length > 0 && { usage }),
      ...(unknown.length > 0 && { unknown }),
      ...(lost > 0 && { lost }),
      ...(contexts.length > 0 && { contexts }),
    };
  }

  private get intervalMs(): number {
    return Math.min(this.parts.flushIntervalMs ?? DEFAULT_FLUSH_INTERVAL_MS, SIGN_OF_LIFE_MS);
  }

  private appliedText(): string {
    const { epoch, revision } = this.parts.applied() ?? {};
    return revision === undefined ? '' : `${epoch ?? ''}:${revision}`;
  }

  private stop(): void {
    this.closed = true;
    clearInterval(this.interval);
    clearTimeout(this.acknowledgement);
  }
}

/** How many evaluations there are in it. */
function sizeOf({ usage, unknown, lost }: CountedUsage): number {
  return [...usage, ...unknown].reduce((sum, { count }) => sum + count, lost);
}

/** A timer of an SDK keeps no process alive. */
function letExit<T>(timer: T): T {
  if (typeof timer === 'object' && timer !== null && 'unref' in timer) {
    (timer as unknown as { unref(): void }).unref();
  }
  return timer;
}
