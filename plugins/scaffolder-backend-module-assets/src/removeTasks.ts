import type { Knex } from 'knex';

const KEPT_DAYS = 30;
/** Of one person, the newest. */
const KEPT_EACH = 100;
const AT_ONCE = 100;
const ENDED = ['cancelled', 'completed', 'failed', 'skipped'];

/** The scaffolder keeps tasks for ever: those that are old, or more than one person needs, go with all that they made. */
export async function removeTasks(
  database: Knex,
  now = Date.now(),
): Promise<number> {
  const ended: { id: string; created_by: string; created_at: string | Date }[] =
    await database('tasks')
      .whereIn('status', ENDED)
      .orderBy('created_at', 'desc')
      .select('id', 'created_by', 'created_at');
  const since = now - KEPT_DAYS * 24 * 3600_000;
  const counts = new Map<string, number>();
  const gone = ended.filter(task => {
    const count = (counts.get(task.created_by) ?? 0) + 1;
    counts.set(task.created_by, count);
    return count > KEPT_EACH || momentOf(task.created_at) < since;
  });
  for (let at = 0; at < gone.length; at += AT_ONCE) {
    const ids = gone.slice(at, at + AT_ONCE).map(({ id }) => id);
    // One that is tried again meanwhile stays. Events go with their tasks.
    await database('tasks')
      .whereIn('id', ids)
      .whereIn('status', ENDED)
      .delete();
  }
  return gone.length;
}

/** SQLite has them as text, in UTC. */
function momentOf(date: string | Date): number {
  return (typeof date === 'string' ? new Date(`${date}Z`) : date).getTime();
}
