import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type { WorkloadStore } from '../database';
import {
  holdToQuotas,
  measureQuotas,
  turnsOf,
  type Asked,
  type Person,
} from '../launch';

/** Holds what was just made to the quotas. */
type Hold = (asked: Asked[]) => Promise<void>;

/**
 * Makes something live while nobody else launches into the same quotas. What
 * was made is held to them by `hold`; all is taken back when it does not fit.
 */
export function inTurn<T>(
  options: { store: WorkloadStore; limits: LimitTable; person: Person },
  act: (turn: WorkloadStore, hold: Hold) => Promise<T>,
): Promise<T> {
  const { store, limits, person } = options;
  return store.inTurn(turnsOf(person), turn =>
    act(turn, async asked => {
      const uses = await measureQuotas(turn, person, asked);
      // It was counted already.
      const before = uses.map(use => ({ ...use, used: use.used - use.asked }));
      holdToQuotas(before, person, limits);
    }),
  );
}
