import {
  type CipherGCM,
  createCipheriv,
  createDecipheriv,
  type DecipherGCM,
  randomBytes,
} from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SLICE_BYTES = 4 * 1024 * 1024;

/** What was in a box. */
export interface Opened {
  readonly content: Buffer;
  /** It was sealed with a former secret: seal it anew before that one is forgotten. */
  readonly outdated: boolean;
}

/** Encrypts and authenticates (AES-256-GCM): what opens was written by this installation, for this label. */
export class SealedBox {
  /** @param keys of 32 bytes; the first seals, all of them open */
  constructor(private readonly keys: readonly Buffer[]) {
    if (keys.length === 0) throw new RangeError('A sealed box needs a key.');
  }

  /** @param label what it is and where it belongs; needed again to open it */
  seal(content: Uint8Array, label: string): Buffer {
    const { nonce, cipher } = this.begin(label);
    const sealed = [cipher.update(content), cipher.final()];
    return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
  }

  /** As `seal`, for what may be large: other work of the process has its turn in between. */
  async sealInSlices(content: Uint8Array, label: string): Promise<Uint8Array[]> {
    const { nonce, cipher } = this.begin(label);
    const sealed: Buffer[] = [];
    for (let from = 0; from < content.length; from += SLICE_BYTES) {
      sealed.push(cipher.update(content.subarray(from, from + SLICE_BYTES)));
      await turn();
    }
    sealed.push(cipher.final());
    return [nonce, cipher.getAuthTag(), ...sealed];
  }

  private begin(label: string): { readonly nonce: Buffer; readonly cipher: CipherGCM } {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher: CipherGCM = createCipheriv(CIPHER, this.keys[0] as Buffer, nonce);
    cipher.setAAD(Buffer.from(label));
    return { nonce, cipher };
  }

  /** @returns `undefined` for what was not sealed by us with this label, or was changed since */
  open(sealed: Uint8Array, label: string): Opened | undefined {
    for (const [index, key] of this.keys.entries()) {
      const content = decrypt(sealed, key, label);
      if (content !== undefined) return { content, outdated: index > 0 };
    }
    return undefined;
  }
}

function decrypt(sealed: Uint8Array, key: Buffer, label: string): Buffer | undefined {
  const tagEnd = NONCE_BYTES + TAG_BYTES;
  if (sealed.length < tagEnd) return undefined;
  const decipher: DecipherGCM = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES));
  decipher.setAAD(Buffer.from(label));
  decipher.setAuthTag(sealed.subarray(NONCE_BYTES, tagEnd));
  const content = decipher.update(sealed.subarray(tagEnd));
  try {
    return Buffer.concat([content, decipher.final()]);
  } catch {
    return undefined;
  }
}
