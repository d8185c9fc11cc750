import type { Knex } from 'knex';

/**
 * Does this while nobody else has one of these turns, in all replicas, and takes
 * everything back when it throws.
 */
export function takeTurns<T>(
  db: Knex,
  turns: string[],
  work: (tx: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async tx => {
    // Always in the same order, so that no two wait for each other.
    for (const turn of [...new Set(turns)].sort()) {
      // Who inserts the same key waits here until this transaction has ended.
      await tx('launch_turns').insert({ owner_ref: turn });
    }
    const result = await work(tx);
    await tx('launch_turns').whereIn('owner_ref', turns).delete();
    return result;
  });
}
