import type { AppConfig } from '@app/platform/config';
import { loadInstallationSecrets } from '@app/platform/secrets';
import { SigningKeys } from './signing-keys';

/** The keys that sign session tokens: the installation's own secrets. */
export async function loadSigningKeys(config: AppConfig): Promise<SigningKeys> {
  const { current, previous } = await loadInstallationSecrets(config);
  return new SigningKeys(current, previous);
}
