import { Injectable } from '@nestjs/common';
import { SigningKeyring } from '../signing/signing.keyring';
import { EnvironmentDeltas } from '../snapshots/serving/environment.deltas';
import type { ServedDocument } from '../snapshots/serving/served-document';
import type { Position } from '../snapshots/environment-ref';
import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import { refetchSnapshotEvent, snapshotDeltaEvent } from './sse-event';

/** A larger one is not pushed: a stream is cut off when more than this piles up for a slow reader. */
const LARGEST_DELTA_BYTES = 64 * 1024;

/** Text that brings a client from one state to another. */
export interface DeltaEvent {
  readonly text: string;
  readonly leadsTo: Position;
}

/** What streams of changes say, written and signed once for all who stand at the same state. */
@Injectable()
export class DeltaEvents {
  private readonly written = new WeakMap<ServedDocument, Promise<DeltaEvent>>();

  constructor(
    private readonly deltas: EnvironmentDeltas,
    private readonly keyring: SigningKeyring,
  ) {}

  /** The changes from `since` to `loaded`, or the advice to get the whole. Never rejects. */
  async between(since: Position, loaded: LoadedEnvironment): Promise<DeltaEvent> {
    try {
      const delta = await this.deltas.between(since, loaded);
      if (delta === undefined || delta.bytes.length > LARGEST_DELTA_BYTES) return whole(loaded);
      return await this.write(delta);
    } catch {
      // No key to sign with: the whole may be had elsewhere.
      return whole(loaded);
    }
  }

  private write(delta: ServedDocument): Promise<DeltaEvent> {
    const known = this.written.get(delta);
    if (known !== undefined) return known;
    const writing = this.sign(delta);
    this.written.set(delta, writing);
    return writing;
  }

  private async sign(delta: ServedDocument): Promise<DeltaEvent> {
    const signature = await delta.signature(await this.keyring.current());
    const text = snapshotDeltaEvent(delta.position, delta.bytes.toString(), signature);
    return { text, leadsTo: delta.position };
  }
}

function whole(loaded: LoadedEnvironment): DeltaEvent {
  return { text: refetchSnapshotEvent(loaded), leadsTo: loaded };
}
