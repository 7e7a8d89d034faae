import { hkdfSync } from 'node:crypto';
import { join } from 'node:path';
import type { AppConfig } from '../config';
import { SealedBox } from './sealed-box';
import { ensureSecretFile } from './secret-file';

const FILE_NAME = 'jwt-secret';
const KEY_BYTES = 32;

/** The secret of this installation, and the one before it while that is being replaced. */
export class InstallationSecrets {
  constructor(
    readonly current: string,
    readonly previous?: string,
  ) {}

  /**
   * What only this installation can write and read.
   * @param purpose says what for: a box of one purpose does not open with that of another
   */
  sealedBox(purpose: string): SealedBox {
    const secrets = this.previous === undefined ? [this.current] : [this.current, this.previous];
    return new SealedBox(secrets.map((secret) => derive(secret, purpose)));
  }
}

/** `JWT_SECRET` and `JWT_SECRET_PREVIOUS`; without the first (never in production) one is generated and kept under `DATA_DIR`. */
export async function loadInstallationSecrets({
  settings,
}: AppConfig): Promise<InstallationSecrets> {
  const { JWT_SECRET, JWT_SECRET_PREVIOUS, DATA_DIR } = settings;
  const secret = JWT_SECRET ?? (await ensureSecretFile(join(DATA_DIR, FILE_NAME)));
  return new InstallationSecrets(secret, JWT_SECRET_PREVIOUS);
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `toggle-service ${purpose}`, KEY_BYTES));
}
