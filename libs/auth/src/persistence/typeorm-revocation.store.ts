import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import { managerOf } from '@app/platform/postgres';
import { DataSource } from 'typeorm';
import { RevocationStore } from '../application/revocation.store';
import type { Revocation } from '../domain/revocation';

interface RevocationRow {
  readonly tenant_id: string;
  readonly kind: Revocation['kind'];
  readonly subject: string;
  readonly credential_version: number;
  readonly expires_at: Date;
}

const COLUMNS = 'tenant_id, kind, subject, credential_version, expires_at';
/** Clocks may differ: an expired row is kept this much longer, in case some process still takes the token. */
const GRACE = "interval '1 hour'";

/** Revocations in PostgreSQL, whose clock alone says when each was made. */
@Injectable()
export class TypeOrmRevocationStore extends RevocationStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async add(tx: Tx, revocation: Revocation): Promise<void> {
    const isUser = revocation.kind === 'user';
    await managerOf(tx).query(
      `INSERT INTO token_revocations AS known (${COLUMNS}) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, kind, subject) DO UPDATE SET
         credential_version = GREATEST(known.credential_version, excluded.credential_version),
         expires_at = GREATEST(known.expires_at, excluded.expires_at),
         revoked_at = now()`,
      [
        revocation.tenantId,
        revocation.kind,
        isUser ? revocation.userId : revocation.tokenId,
        isUser ? revocation.credentialVersion : 0,
        revocation.expiresAt,
      ],
    );
  }

  override async listAll(): Promise<Revocation[]> {
    const rows = await this.dataSource.query<RevocationRow[]>(
      `SELECT ${COLUMNS} FROM token_revocations WHERE expires_at > now() - ${GRACE}`,
    );
    return rows.map(fromRow);
  }

  override async listRecent(seconds: number): Promise<Revocation[]> {
    const rows = await this.dataSource.query<RevocationRow[]>(
      `SELECT ${COLUMNS} FROM token_revocations WHERE revoked_at > now() - make_interval(secs => $1)`,
      [seconds],
    );
    return rows.map(fromRow);
  }

  override async deleteExpired(): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM token_revocations WHERE expires_at < now() - ${GRACE}`,
    );
  }
}

function fromRow(row: RevocationRow): Revocation {
  const { tenant_id: tenantId, expires_at: expiresAt } = row;
  if (row.kind === 'token') return { kind: 'token', tenantId, tokenId: row.subject, expiresAt };
  return {
    kind: 'user',
    tenantId,
    userId: row.subject,
    credentialVersion: row.credential_version,
    expiresAt,
  };
}
