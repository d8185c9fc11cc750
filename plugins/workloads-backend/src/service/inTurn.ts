import type { WorkloadStore } from '../database';
import {
  holdToQuotas,
  measureQuotas,
  turnsOf,
  type Asked,
  type Person,
} from '../launch';

/** Holds what is asked to the quotas: before it is recorded, or when it is counted already. */
type Hold = (options: { isCounted: boolean }) => Promise<void>;

/**
 * Makes something live while nobody else launches into the same quotas. All is
 * taken back when `hold` says that it does not fit.
 */
export function inTurn<T>(
  options: {
    store: WorkloadStore;
    person: Person;
    asked: Asked[];
  },
  act: (turn: WorkloadStore, hold: Hold) => Promise<T>,
): Promise<T> {
  const { store, person, asked } = options;
  return store.inTurn(turnsOf(person, asked), turn =>
    act(turn, async ({ isCounted }) => {
      const uses = await measureQuotas(turn, person, asked);
      const before = uses.map(use => ({
        ...use,
        used: isCounted ? use.used - use.asked : use.used,
      }));
      holdToQuotas(before, person);
    }),
  );
}
