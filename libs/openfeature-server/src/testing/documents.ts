import type { Flag, Snapshot, SnapshotDelta } from '@app/flag-engine';
import { aFlag } from '../../../flag-engine/src/testing/builders';
import type { SignedDocument } from '../trust/signed-document';

const PLACE = { schema: 1, tenant: 'zebra', environment: 'dev', epoch: 'e1' } as const;

/** A snapshot of an environment with one flag, `flag`, at revision 1. */
export function aSnapshot(more: Partial<Snapshot> = {}): Snapshot {
  return { ...PLACE, revision: 1, flags: [aFlag()], segments: [], ...more };
}

/** The delta to revision 2, in which `flag` is switched off. */
export function aDelta(more: Partial<SnapshotDelta> = {}): SnapshotDelta {
  const flags: Flag[] = [{ ...aFlag({ enabled: false }), version: 2 }];
  const nothing = { deletedFlags: [], segments: [], deletedSegments: [] };
  return { ...PLACE, since: 1, revision: 2, flags, ...nothing, ...more };
}

/** As it comes over the wire, with a signature that `TrustingVerifier` believes. */
export function signed(document: Snapshot | SnapshotDelta): SignedDocument {
  return { payload: JSON.stringify(document), signature: 'any' };
}
