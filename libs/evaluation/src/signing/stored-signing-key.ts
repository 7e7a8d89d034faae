/** A signing key as it is kept: the private half is sealed, so that whoever reads the table cannot sign. */
export interface StoredSigningKey {
  /** Its thumbprint. */
  readonly id: string;
  /** The public half, base64url. */
  readonly x: string;
  /** The private half, sealed for its id. */
  readonly sealed: Buffer;
  readonly createdAt: Date;
  /** Before this it is only published, so that every copy of the key set has it when it signs. */
  readonly signsFrom: Date;
}
