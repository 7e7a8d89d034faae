import type { EnvironmentName } from '@app/kernel';
import { type Environment, EnvironmentNotFound } from '@app/tenancy';
import type { EntityManager } from 'typeorm';

interface EnvironmentRow {
  readonly id: string;
  readonly name: EnvironmentName;
  readonly epoch: string;
  readonly revision: string;
  readonly created_at: Date;
}

/**
 * The named environments inside a transaction, in the order of `names`.
 * @throws EnvironmentNotFound
 */
export async function readEnvironments(
  manager: EntityManager,
  tenantId: string,
  names: readonly EnvironmentName[],
): Promise<Environment[]> {
  const rows = await manager.query<EnvironmentRow[]>(
    `SELECT id, name, epoch, revision, created_at FROM environments
     WHERE tenant_id = $1 AND name = ANY ($2)`,
    [tenantId, names],
  );
  return names.map((name) => {
    const row = rows.find((each) => each.name === name);
    if (row === undefined) throw new EnvironmentNotFound(name);
    const { id, epoch, created_at: createdAt } = row;
    return { id, tenantId, name, epoch, revision: Number(row.revision), createdAt };
  });
}
