import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A key that was revoked with its environment stays, so that every process hears that it was. */
export class KeepRevokedKeys1764000006200 implements MigrationInterface {
  up(runner: QueryRunner): Promise<void> {
    return replaceKey(runner, 'SET NULL (environment_id)');
  }

  down(runner: QueryRunner): Promise<void> {
    return replaceKey(runner, 'CASCADE');
  }
}

async function replaceKey(runner: QueryRunner, onDelete: string): Promise<void> {
  await runner.query('ALTER TABLE api_keys DROP CONSTRAINT api_keys_environment_fk');
  await runner.query(`
    ALTER TABLE api_keys ADD CONSTRAINT api_keys_environment_fk
      FOREIGN KEY (tenant_id, environment_id) REFERENCES environments (tenant_id, id)
      ON DELETE ${onDelete}`);
}
