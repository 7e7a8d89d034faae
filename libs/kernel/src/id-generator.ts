/** Identity, passed in like time so that tests can predict it. */
export abstract class IdGenerator {
  /** A new UUIDv7 (RFC 9562): unique everywhere and, within one process, in order of creation. */
  abstract next(): string;
}
