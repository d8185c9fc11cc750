import type { Knex } from 'knex';
import { isoTime } from './isoTime';

/** Something that is owed: one of all replicas takes it, and settles it or puts it off. */
export interface Owed {
  /** How often it was tried. */
  tries: number;
  /**
   * Takes it, so that nobody else does it meanwhile. Who dies with it has it for
   * that long.
   *
   * @returns whether it was still there to be taken
   */
  take(seconds: number): Promise<boolean>;
  /** It is done, or never will be. */
  settle(): Promise<void>;
  postpone(seconds: number): Promise<void>;
}

/** @param row - the row that it is, with the columns `tries` and `due_at` */
export function owedRow(row: () => Knex.QueryBuilder, tries: number): Owed {
  const owed = () => row().whereNotNull('due_at');
  return {
    tries,
    async take(seconds) {
      const taken: number = await owed()
        .where({ tries })
        .update({ tries: tries + 1, due_at: isoTime(seconds) });
      return taken > 0;
    },
    async settle() {
      await owed().update({ due_at: null });
    },
    async postpone(seconds) {
      await owed().update({ due_at: isoTime(seconds) });
    },
  };
}
