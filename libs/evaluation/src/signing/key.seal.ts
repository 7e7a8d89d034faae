import { Injectable } from '@nestjs/common';
import { InstallationSecrets, type SealedBox } from '@app/platform/secrets';
import type { StoredSigningKey } from './stored-signing-key';

/** Seals private halves with what is derived from the installation's secret. */
@Injectable()
export class KeySeal {
  private readonly box: SealedBox;

  constructor(secrets: InstallationSecrets) {
    this.box = secrets.sealedBox('signing keys');
  }

  /** @param d the private half, base64url */
  close(id: string, d: string): Buffer {
    return this.box.seal(Buffer.from(d, 'base64url'), id);
  }

  /** @returns `undefined` when it was sealed with a secret that is not known any more */
  open({ id, sealed }: StoredSigningKey): { d: string; outdated: boolean } | undefined {
    const opened = this.box.open(sealed, id);
    if (opened === undefined) return undefined;
    return { d: opened.content.toString('base64url'), outdated: opened.outdated };
  }
}
