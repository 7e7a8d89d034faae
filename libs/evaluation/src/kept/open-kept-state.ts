import type { AppConfig } from '@app/platform/config';
import type { InstallationSecrets } from '@app/platform/secrets';
import { DiskKeptState } from './disk-kept-state';
import type { KeptState } from './kept-state';
import { NothingKept } from './nothing-kept';
import { SealedFiles } from './sealed-files';

const MEGABYTE = 1_048_576;

/** What the configuration says is kept. */
export function openKeptState({ settings }: AppConfig, secrets: InstallationSecrets): KeptState {
  const { SNAPSHOT_DIR, SNAPSHOT_DIR_MAX_MB } = settings;
  if (SNAPSHOT_DIR === undefined) return new NothingKept();
  const files = new SealedFiles(SNAPSHOT_DIR, secrets.sealedBox('snapshot folder'));
  return new DiskKeptState(files, SNAPSHOT_DIR_MAX_MB * MEGABYTE);
}
