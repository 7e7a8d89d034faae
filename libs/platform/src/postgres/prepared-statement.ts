import type { ClientBase } from 'pg';
import { type EntityManager, QueryFailedError } from 'typeorm';

/**
 * A statement of a hot path that each connection parses and plans once, by its name. TypeORM's own
 * `query` has it planned anew every time, which for a join costs more than running it.
 */
export class PreparedStatement<Row = unknown> {
  /**
   * @param name unique in the process, at most 63 characters
   * @param text names its columns, never `*`: a plan must outlive a column that a migration adds
   */
  constructor(
    private readonly name: string,
    private readonly text: string,
  ) {}

  /**
   * Runs it inside the transaction of `manager`.
   * @throws QueryFailedError as TypeORM's `query` does
   * @throws TypeError outside of a transaction: there would be no one connection to keep the plan
   */
  async run(manager: EntityManager, values: readonly unknown[]): Promise<Row[]> {
    const { name, text } = this;
    if (manager.queryRunner === undefined) throw new TypeError(`"${name}" needs a transaction.`);
    const client = (await manager.queryRunner.connect()) as ClientBase;
    try {
      const { rows } = await client.query<Row & object>({ name, text, values: [...values] });
      return rows;
    } catch (error) {
      throw new QueryFailedError(text, [...values], error as Error);
    }
  }
}
