import { openKeptState } from '@app/evaluation';
import type { AppConfig } from '@app/platform/config';
import { isReachable } from '@app/platform/postgres';
import { loadInstallationSecrets } from '@app/platform/secrets';

const LONGEST_WAIT_MS = 3_000;

/**
 * Whether to start without PostgreSQL: it is configured and does not answer, and `SNAPSHOT_DIR` has
 * keys and environments that this process can serve until it does.
 */
export async function mustStartFromDisk(config: AppConfig): Promise<boolean> {
  const { DATABASE_URL, SNAPSHOT_DIR, ROLE } = config.settings;
  // Nothing on disk can be delivered, and an embedded server is our own to start.
  if (DATABASE_URL === undefined || SNAPSHOT_DIR === undefined || ROLE === 'relay') return false;
  if (await isReachable(DATABASE_URL, LONGEST_WAIT_MS)) return false;
  const kept = openKeptState(config, await loadInstallationSecrets(config));
  const keys = (await kept.findKeys()) ?? [];
  return keys.length > 0 && (await kept.listEnvironments()).length > 0;
}
