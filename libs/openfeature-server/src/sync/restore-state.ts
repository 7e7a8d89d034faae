import type { Logger } from '@openfeature/server-sdk';
import type { DiskCopy } from '../files/disk.copy';
import type { StoredCopy } from '../files/stored-copy';
import type { DocumentIntake } from './document.intake';
import type { SignatureVerifier } from '../trust/signature.verifier';

/** What the first state may be restored from. */
export interface RestoreParts {
  readonly intake: DocumentIntake;
  readonly logger: Logger;
  readonly disk: DiskCopy | undefined;
  /** Reads the file that came with the application, where there is one. */
  readonly bootstrap: (() => Promise<StoredCopy | undefined>) | undefined;
  /** Who checks a copy, given the keys that are stored with it. */
  readonly verifierOf: (copy: StoredCopy) => SignatureVerifier;
}

/** Restores the last known good state from disk, or the one that came with the application. What cannot be used is told. */
export async function restoreState(parts: RestoreParts): Promise<void> {
  const { disk, bootstrap } = parts;
  if (disk !== undefined && (await taken(parts, 'The copy on disk', await disk.read()))) return;
  if (bootstrap !== undefined) await taken(parts, 'The bootstrap file', await bootstrap());
}

async function taken(
  { intake, logger, verifierOf }: RestoreParts,
  name: string,
  copy: StoredCopy | undefined,
): Promise<boolean> {
  if (copy === undefined) return false;
  const reason = await intake.restore(copy, verifierOf(copy));
  if (reason !== undefined) logger.warn(`${name} is not taken: ${reason}.`);
  return reason === undefined;
}
