import createKnex, { type Knex } from 'knex';

/** A database of its own, in memory. */
export function createDatabase(): Knex {
  return createKnex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
    // One connection: each would have a memory of its own.
    pool: { min: 1, max: 1 },
  });
}
