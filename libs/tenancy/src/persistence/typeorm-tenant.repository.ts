import { Injectable } from '@nestjs/common';
import type { Role, TenantSlug, Tx } from '@app/kernel';
import { isUniqueViolation, managerOf } from '@app/platform/postgres';
import { DataSource } from 'typeorm';
import { TenantRepository } from '../application/tenant.repository';
import { CredentialChanged, TenantTaken } from '../domain/tenancy.errors';
import type { Tenant, User } from '../domain/tenant';

interface TenantRow {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly created_at: Date;
}

interface UserRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly password_hash: string;
  readonly credential_version: number;
  readonly created_at: Date;
}

const USER_COLUMNS = 'tenant_id, id, name, role, password_hash, credential_version, created_at';

/** Tenants and users in PostgreSQL. */
@Injectable()
export class TypeOrmTenantRepository extends TenantRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async find(slug: TenantSlug): Promise<Tenant | undefined> {
    const [row] = await this.dataSource.query<TenantRow[]>(
      'SELECT id, slug, name, created_at FROM tenants WHERE slug = $1',
      [slug],
    );
    return row && toTenant(row);
  }

  override async findOwner(tenantId: string): Promise<User | undefined> {
    const [row] = await this.dataSource.query<UserRow[]>(
      `SELECT ${USER_COLUMNS} FROM users WHERE tenant_id = $1 AND role = 'owner'
       ORDER BY created_at, id LIMIT 1`,
      [tenantId],
    );
    return row && toUser(row);
  }

  override async findUser(tenantId: string, userId: string): Promise<User | undefined> {
    const [row] = await this.dataSource.query<UserRow[]>(
      `SELECT ${USER_COLUMNS} FROM users WHERE tenant_id = $1 AND id = $2`,
      [tenantId, userId],
    );
    return row && toUser(row);
  }

  override async add(tx: Tx, { id, slug, name, createdAt }: Tenant): Promise<void> {
    try {
      await managerOf(tx).query(
        'INSERT INTO tenants (id, slug, name, created_at) VALUES ($1, $2, $3, $4)',
        [id, slug, name, createdAt],
      );
    } catch (error) {
      if (isUniqueViolation(error, 'tenants_slug_uq')) {
        throw new TenantTaken(slug, { cause: error });
      }
      throw error;
    }
  }

  override async addUser(tx: Tx, user: User): Promise<void> {
    const { tenantId, id, name, role, passwordHash, credentialVersion, createdAt } = user;
    await managerOf(tx).query(
      `INSERT INTO users (${USER_COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [tenantId, id, name, role, passwordHash, credentialVersion, createdAt],
    );
  }

  override async setPasswordHash(tx: Tx, user: User, passwordHash: string): Promise<User> {
    const [rows] = await managerOf(tx).query<[UserRow[], number]>(
      `UPDATE users SET password_hash = $4, credential_version = credential_version + 1
       WHERE tenant_id = $1 AND id = $2 AND credential_version = $3
       RETURNING ${USER_COLUMNS}`,
      [user.tenantId, user.id, user.credentialVersion, passwordHash],
    );
    const [row] = rows;
    if (row === undefined) throw new CredentialChanged();
    return toUser(row);
  }
}

function toTenant(row: TenantRow): Tenant {
  // The slug was checked when it was written.
  return {
    id: row.id,
    slug: row.slug as TenantSlug,
    name: row.name,
    createdAt: row.created_at,
  };
}

function toUser(row: UserRow): User {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    name: row.name,
    role: row.role,
    passwordHash: row.password_hash,
    credentialVersion: row.credential_version,
    createdAt: row.created_at,
  };
}
