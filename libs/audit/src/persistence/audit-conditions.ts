import type { AuditCursor } from '../domain/audit-cursor';
import type { AuditFilter } from '../domain/audit-query';

/** The WHERE clause of a search. The tenant is always its first condition: there is no way to leave it out. */
export class AuditConditions {
  private readonly conditions: string[] = [];
  readonly parameters: unknown[] = [];

  constructor({ tenantId, filter }: { tenantId: string; filter: AuditFilter }) {
    this.and('tenant_id = ?', tenantId);
    const { environment, action, actor, key, from, to, words } = filter;
    if (environment !== undefined) this.and('environment = ?', environment);
    if (action !== undefined) this.and('action = ?', action);
    if (actor !== undefined) this.and('actor_id = ?', actor);
    if (key !== undefined) this.and('key = ?', key);
    if (from !== undefined) this.and('time >= ?', new Date(from));
    if (to !== undefined) this.and('time < ?', new Date(to));
    if (words !== undefined) this.andWords(words);
  }

  get sql(): string {
    return this.conditions.join(' AND ');
  }

  /** Narrowed to what follows `cursor`, newest first. */
  after(cursor: AuditCursor | undefined): this {
    if (cursor === undefined) return this;
    return this.and('(time, id) < (?, ?::uuid)', new Date(cursor.time), cursor.id);
  }

  private andWords(words: readonly string[]): void {
    if (words.length === 0) this.and('false');
    else this.and('array_to_tsvector(search_terms) @@ ?::tsquery', prefixesOf(words));
  }

  private and(condition: string, ...values: unknown[]): this {
    this.conditions.push(
      condition.replaceAll('?', () => `$${this.parameters.push(values.shift())}`),
    );
    return this;
  }
}

/** Words hold letters, marks and digits only, so that none needs escaping inside the quotes. */
function prefixesOf(words: readonly string[]): string {
  return words.map((word) => `'${word}':*`).join(' & ');
}
