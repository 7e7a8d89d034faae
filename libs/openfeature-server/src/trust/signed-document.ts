/** A snapshot or delta as the service wrote it, byte by byte, and what it signed it with. */
export interface SignedDocument {
  /** JSON text; its UTF-8 bytes are what is signed. */
  readonly payload: string;
  /** A detached JWS: RFC 7515 with the payload left out, RFC 7797 unencoded. */
  readonly signature: string | undefined;
}
