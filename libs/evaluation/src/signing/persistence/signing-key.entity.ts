import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The table of signing keys, private halves sealed. */
@Entity({ name: 'signing_keys' })
export class SigningKeyEntity {
  @PrimaryColumn({ name: 'id', type: 'text', primaryKeyConstraintName: 'signing_keys_pk' })
  id!: string;

  @Column({ name: 'public_key', type: 'text' })
  publicKey!: string;

  @Column({ name: 'private_key_sealed', type: 'bytea' })
  privateKeySealed!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'signs_from', type: 'timestamptz' })
  signsFrom!: Date;
}
