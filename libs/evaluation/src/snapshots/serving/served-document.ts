import type { SigningKey } from '../../signing/signing-key';
import type { SigningKeyring } from '../../signing/signing.keyring';
import { type Position, positionText } from '../environment-ref';
import { compress } from './compress';
import type { ContentEncoding } from './content-encoding';

export type Headers = Readonly<Record<string, string>>;

/** Of documents and of "not modified" alike: whoever keeps one asks each time whether it still holds. */
const CACHING: Headers = { 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding' };

/** A document in one encoding, ready to be written. */
export interface Representation {
  readonly body: Buffer;
  readonly headers: Headers;
  /** The same, names and values in turn: what Node writes without looking at each. */
  readonly wire: readonly string[];
  /** Of the key that signed it. */
  readonly keyId: string;
}

/**
 * A snapshot or delta as it goes over the wire. Each encoding and the signature are made once, when
 * first asked for, and whoever asks meanwhile waits for the same; all of them go with the document.
 */
export class ServedDocument {
  /** Weak, since it is the same for every encoding. */
  readonly etag: string;
  private readonly encodings = new Map<ContentEncoding, Promise<Buffer>>();
  private readonly ready = new Map<ContentEncoding, Representation>();
  private signed: { readonly keyId: string; readonly signature: Promise<string> } | undefined;

  /** @param position the state that the document is or leads to */
  constructor(
    readonly position: Position,
    readonly bytes: Buffer,
    private readonly keyring: SigningKeyring,
  ) {
    this.etag = etagOf(position);
  }

  /** If it is ready and signed by the key that signs now. */
  find(encoding: ContentEncoding): Representation | undefined {
    const ready = this.ready.get(encoding);
    return ready?.keyId === this.keyring.find()?.id ? ready : undefined;
  }

  /** @throws StoreUnavailable when there is no key to sign with */
  async get(encoding: ContentEncoding): Promise<Representation> {
    const key = await this.keyring.current();
    const [body, signature] = await this.made(encoding, key);
    const headers = headersOf({ etag: this.etag, encoding, signature, size: body.length });
    const representation = { body, keyId: key.id, headers, wire: wireOf(headers) };
    this.ready.set(encoding, representation);
    return representation;
  }

  /** What failed is not remembered: who asks next tries anew. */
  private async made(encoding: ContentEncoding, key: SigningKey): Promise<[Buffer, string]> {
    try {
      return await Promise.all([this.encode(encoding), this.signature(key)]);
    } catch (error) {
      this.encodings.delete(encoding);
      this.signed = undefined;
      throw error;
    }
  }

  /** The detached JWS over the bytes before they are compressed. */
  signature(key: SigningKey): Promise<string> {
    if (this.signed?.keyId !== key.id) {
      this.signed = { keyId: key.id, signature: key.sign(this.bytes) };
    }
    return this.signed.signature;
  }

  private encode(encoding: ContentEncoding): Promise<Buffer> {
    const known = this.encodings.get(encoding);
    if (known !== undefined) return known;
    const encoded = compress(this.bytes, encoding);
    this.encodings.set(encoding, encoded);
    return encoded;
  }
}

/** Headers of the answer to whoever holds this state already. */
export function unchangedHeaders(etag: string): Headers {
  return { ...CACHING, ETag: etag };
}

/** Headers as names and values in turn. */
export function wireOf(headers: Headers): readonly string[] {
  return Object.entries(headers).flat();
}

/** The validator of a state. */
export function etagOf(position: Position): string {
  return `W/"${positionText(position)}"`;
}

interface HeaderParts {
  readonly etag: string;
  readonly encoding: ContentEncoding;
  readonly signature: string;
  readonly size: number;
}

function headersOf({ etag, encoding, signature, size }: HeaderParts): Headers {
  return {
    ...CACHING,
    ETag: etag,
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': `${size}`,
    'Toggle-Signature': signature,
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  };
}
