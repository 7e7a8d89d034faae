import pg from 'pg';

const COLUMNS = ['version', 'enabled', 'name', 'description', 'tags', 'value_type']
  .concat(['client_visible', 'definition', 'created_at', 'updated_at', 'updated_by'])
  .join(', ');
const KEY_OF = (n) => `'many-' || lpad((${n})::text, 6, '0')`;

/** How the flags of a large environment are called. */
export const manyKeyOf = (index) => `many-${String(index).padStart(6, '0')}`;

/**
 * Copies the flags of an environment until there are `wanted`, in the database: to make a hundred
 * thousand over the API would take longer than all that is measured. The first ones,
 * `manyKeyOf(0)` to `manyKeyOf(made - 1)`, were made over it.
 */
export function copyFlags(databaseUrl, { environment, made, wanted }) {
  return connected(databaseUrl, async (client) => {
    await client.query(
      `INSERT INTO flag_keys (tenant_id, key, value_type)
       SELECT tenant_id, ${KEY_OF('n')}, value_type
       FROM flag_keys, generate_series($1::int, $2::int - 1) AS n
       WHERE key = ${KEY_OF('n % $1::int')}`,
      [made, wanted],
    );
    await client.query(
      `INSERT INTO flags (tenant_id, environment_id, key, id, ${COLUMNS})
       SELECT tenant_id, environment_id, ${KEY_OF('n')}, gen_random_uuid(), ${COLUMNS}
       FROM flags, generate_series($1::int, $2::int - 1) AS n
       WHERE key = ${KEY_OF('n % $1::int')}
         AND environment_id = (SELECT id FROM environments WHERE name = $3)`,
      [made, wanted, environment],
    );
  });
}

/** Has other environments of each tenant hold the same flags as one of them. */
export function copyEnvironments(databaseUrl, { from, to }) {
  return connected(databaseUrl, (client) =>
    client.query(
      `INSERT INTO flags (tenant_id, environment_id, key, id, ${COLUMNS})
       SELECT flags.tenant_id, other.environment, key, gen_random_uuid(), ${COLUMNS}
       FROM flags
       JOIN (SELECT tenant_id AS tenant, id AS environment FROM environments
             WHERE name = ANY ($2)) AS other ON other.tenant = tenant_id
       WHERE environment_id IN (SELECT id FROM environments WHERE name = $1)`,
      [from, to],
    ),
  );
}

async function connected(databaseUrl, work) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await work(client);
    // As the server would in its own time: plans are to be those of tables of this size.
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}
