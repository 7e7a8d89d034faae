import type { DiskCopy } from '../files/disk.copy';
import type { EnvironmentState } from '../state/environment.state';
import type { ToggleTransport } from '../transport/toggle.transport';
import type { DocumentIntake, Intake } from './document.intake';

/** How it stands after the service was asked for its state. */
export type Poll =
  | { readonly kind: 'current' }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'untrusted'; readonly detail: string }
  | {
      readonly kind: 'failed';
      readonly detail: string;
      readonly retryAfterMs?: number | undefined;
    };

/** What the poller works with. */
export interface PollerParts {
  readonly transport: ToggleTransport;
  readonly intake: DocumentIntake;
  readonly state: EnvironmentState;
  readonly disk?: DiskCopy | undefined;
}

/** Asks the service for its state. However many ask at the same time, it is asked once. */
export class SnapshotPoller {
  private running: Promise<Poll> | undefined;

  constructor(private readonly parts: PollerParts) {}

  async poll(signal: AbortSignal): Promise<Poll> {
    this.running ??= this.ask(signal).finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  private async ask(signal: AbortSignal): Promise<Poll> {
    const { transport, intake, state, disk } = this.parts;
    const since = disk?.isLong === true ? undefined : state.snapshot;
    const answer = await transport.snapshot({ since, signal });
    if (answer.kind === 'unchanged') return { kind: 'current' };
    if (answer.kind !== 'document') return answer;
    const taken = await intake.take(answer.document);
    // The stream was quicker: the state is another one than was asked from.
    if (taken.kind === 'gap' && state.snapshot !== since) return this.ask(signal);
    return pollOf(taken);
  }
}

function pollOf(taken: Intake): Poll {
  switch (taken.kind) {
    case 'applied':
    case 'known':
      return { kind: 'current' };
    case 'gap':
      return { kind: 'untrusted', detail: 'A delta does not follow the state it was asked from.' };
    case 'refused':
      return { kind: 'untrusted', detail: `What the service sent is not taken: ${taken.reason}.` };
    case 'undecided':
      return { kind: 'failed', detail: taken.reason };
    default:
      return taken satisfies never;
  }
}
