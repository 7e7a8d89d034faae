import type { Snapshot, SnapshotDelta } from '@app/flag-engine';
import type { DiskCopy } from '../files/disk.copy';
import type { StoredCopy } from '../files/stored-copy';
import type { EnvironmentState, Taking } from '../state/environment.state';
import { readDocument } from '../state/read-document';
import type { SignatureVerifier, Verdict } from '../trust/signature.verifier';
import type { SignedDocument } from '../trust/signed-document';
import type { SyncListener } from './sync.listener';

/** What became of a document. `undecided`: the keys to check it were not to be had. */
export type Intake = Taking | { readonly kind: 'undecided'; readonly reason: string };

interface Examined {
  readonly verdict: Verdict;
  readonly document: Snapshot | SnapshotDelta | undefined;
}

/** What the intake works with. */
export interface IntakeParts {
  readonly state: EnvironmentState;
  readonly verifier: SignatureVerifier;
  readonly listener: Pick<SyncListener, 'applied'>;
  readonly disk?: DiskCopy | undefined;
}

/** The one door to the state: what comes in is checked first, whichever way it came. */
export class DocumentIntake {
  constructor(private readonly parts: IntakeParts) {}

  /** Takes what the service has sent. */
  async take(signed: SignedDocument): Promise<Intake> {
    const { verdict, document } = await examine(signed, this.parts.verifier);
    if (verdict.kind === 'undecided') return verdict;
    if (verdict.kind === 'untrusted') return { kind: 'refused', reason: verdict.reason };
    if (document === undefined) return { kind: 'refused', reason: 'it cannot be read' };
    const taking = this.apply(document);
    this.keep(signed, document, taking);
    return taking;
  }

  /**
   * Takes what was stored, as long as the service itself has not said anything yet.
   *
   * @param verifier checks it in place of the one for what is sent
   * @returns why nothing of it could be taken; `undefined` where at least the snapshot was
   */
  async restore(
    { documents }: StoredCopy,
    verifier: SignatureVerifier,
  ): Promise<string | undefined> {
    const taken: SignedDocument[] = [];
    for (const signed of documents) {
      const { verdict, document } = await examine(signed, verifier);
      if (verdict.kind !== 'trusted') return reasonIfNone(taken, verdict.reason);
      if (document === undefined) return reasonIfNone(taken, 'it cannot be read');
      if (taken.length === 0 && this.parts.state.snapshot !== undefined) return undefined;
      const taking = this.apply(document);
      if (taking.kind === 'gap' || taking.kind === 'refused') {
        return reasonIfNone(
          taken,
          taking.kind === 'gap' ? 'it begins with a delta' : taking.reason,
        );
      }
      taken.push(signed);
      this.parts.disk?.adopt([...taken]);
    }
    return reasonIfNone(taken, 'it is empty');
  }

  private apply(document: Snapshot | SnapshotDelta): Taking {
    const { state, listener } = this.parts;
    try {
      const taking = state.take(document);
      if (taking.kind === 'applied') listener.applied(document, taking.flags);
      return taking;
    } catch (error) {
      // Only where signatures are not checked: the service signs nothing that is not well formed.
      return { kind: 'refused', reason: `it is malformed: ${String(error)}` };
    }
  }

  /** A snapshot of the present state is kept as well: it is shorter than the deltas that have led there. */
  private keep(signed: SignedDocument, document: Snapshot | SnapshotDelta, taking: Taking): void {
    const whole = !('since' in document);
    const { snapshot } = this.parts.state;
    const isPresent = snapshot?.epoch === document.epoch && snapshot.revision === document.revision;
    if (taking.kind === 'applied' || (taking.kind === 'known' && whole && isPresent)) {
      this.parts.disk?.keep(signed, whole);
    }
  }
}

/** Another thread computes the signature while this one reads; nothing of it is used before both are done. */
async function examine(signed: SignedDocument, verifier: SignatureVerifier): Promise<Examined> {
  const judging = verifier.verify(signed);
  const document = readDocument(signed.payload);
  return { document, verdict: await judging };
}

function reasonIfNone(taken: readonly unknown[], reason: string): string | undefined {
  return taken.length === 0 ? reason : undefined;
}
