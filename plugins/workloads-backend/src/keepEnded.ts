import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type { WorkloadRecord } from './database';
import type { Rounds } from './Rounds';

/** Of one engine in one round: then it is likely away. */
const MOST_FAILURES = 3;

interface Keeping {
  engines: ReadonlyMap<string, WorkloadEngine>;
  logger: LoggerService;
  rounds: Rounds;
  /** What of it is kept, in words. */
  what: string;
  /** Of one engine in one round. */
  atOnce: number;
  /** What has ended at an engine and is not kept, the oldest first. */
  listUnkept(engine: string, limit: number): Promise<WorkloadRecord[]>;
  keep(engine: WorkloadEngine, record: WorkloadRecord): Promise<void>;
}

/**
 * One round of keeping what has ended. Each engine by itself: one that is silent
 * or gone holds up no other.
 *
 * @returns 0, when there may be more: the next round begins at once
 */
export async function keepEnded(keeping: Keeping): Promise<number | undefined> {
  const engines = [...keeping.engines.values()];
  const full = await Promise.all(
    engines.map(engine => keepOf(engine, keeping)),
  );
  return full.some(Boolean) ? 0 : undefined;
}

/** @returns whether there may be more */
async function keepOf(
  engine: WorkloadEngine,
  { rounds, logger, what, atOnce, ...keeping }: Keeping,
): Promise<boolean> {
  const records = await keeping.listUnkept(engine.id, atOnce);
  let failures = 0;
  for (const record of records) {
    if (rounds.isOver || failures > MOST_FAILURES) return false;
    try {
      await keeping.keep(engine, record);
    } catch (error) {
      failures++;
      logger.debug(
        `The ${what} of ${record.id} are not kept yet`,
        error as Error,
      );
    }
  }
  return records.length === atOnce;
}
