import type { EnvironmentState } from '../state/environment.state';
import type { StreamEnd, StreamNews, ToggleTransport } from '../transport/toggle.transport';
import { Backoff } from './backoff';
import type { DocumentIntake } from './document.intake';
import { pause } from './pause';

/** What is done about a stream that opens, ends, or brings what cannot be applied. */
export abstract class StreamOwner {
  abstract opened(): void;
  abstract closed(end: StreamEnd): void;
  /** A delta was applied. */
  abstract advanced(): void;
  /** The state must be asked for. @param reason why a delta could not be taken, where that was a fault */
  abstract behind(reason?: string): void;
}

/** What the follower works with. */
export interface FollowerParts {
  readonly transport: ToggleTransport;
  readonly intake: DocumentIntake;
  readonly state: EnvironmentState;
  readonly owner: StreamOwner;
}

const RETRY = { firstMs: 1_000, longestMs: 30_000 };
/** A key that is refused will hardly be accepted a second later. */
const REFUSED_RETRY_MS = 60_000;
/** A stream that ends sooner than this counts as one more failed attempt. */
const LASTING_MS = 10_000;

/** Follows the service's stream, and opens it again whenever it ends. */
export class StreamFollower {
  private readonly backoff = new Backoff(RETRY);

  constructor(private readonly parts: FollowerParts) {}

  /** Goes on until `signal`. */
  async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const end = await this.followOnce(signal);
      if (signal.aborted) return;
      this.parts.owner.closed(end);
      await pause(this.waitAfter(end), signal);
    }
  }

  private async followOnce(signal: AbortSignal): Promise<StreamEnd> {
    const { transport, state, owner } = this.parts;
    let openedAt = Infinity;
    const opened = (): void => {
      openedAt = performance.now();
      owner.opened();
    };
    const news = (each: StreamNews): Promise<void> => this.take(each);
    const end = await transport.stream({ since: state.snapshot, signal }, { opened, news });
    if (performance.now() - openedAt >= LASTING_MS) this.backoff.reset();
    return end;
  }

  private async take(news: StreamNews): Promise<void> {
    const { intake, owner } = this.parts;
    if (news.kind === 'refetch') return owner.behind();
    const taken = await intake.take(news.document);
    switch (taken.kind) {
      case 'applied':
        return owner.advanced();
      case 'known':
        return;
      case 'gap':
      case 'undecided':
        return owner.behind();
      case 'refused':
        return owner.behind(`A change is not taken: ${taken.reason}.`);
      default:
        return taken satisfies never;
    }
  }

  private waitAfter(end: StreamEnd): number {
    const wait = this.backoff.next();
    if (end.kind === 'refused') return REFUSED_RETRY_MS + wait;
    return end.kind === 'failed' ? Math.max(wait, end.retryAfterMs ?? 0) : wait;
  }
}
