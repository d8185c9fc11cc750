import type { Knex } from 'knex';
import type { StoredPassword, PasswordStore } from './types';

interface PasswordRow {
  workload_id: string;
  endpoint: string;
  id: string;
  hash: string;
  set_at: string;
}

/** Hashes of the passwords of endpoints, shared by all replicas. */
export class DatabasePasswordStore implements PasswordStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async set(workloadId: string, password: StoredPassword): Promise<void> {
    const { endpoint, id, hash, setAt } = password;
    await this.#db<PasswordRow>('endpoint_passwords')
      .insert({ workload_id: workloadId, endpoint, id, hash, set_at: setAt })
      .onConflict(['workload_id', 'endpoint'])
      .merge();
  }

  async remove(workloadId: string, endpoint: string): Promise<void> {
    await this.#db<PasswordRow>('endpoint_passwords')
      .where({ workload_id: workloadId, endpoint })
      .delete();
  }

  async list(workloadId: string): Promise<StoredPassword[]> {
    const rows = await this.#db<PasswordRow>('endpoint_passwords')
      .where({ workload_id: workloadId })
      .orderBy('endpoint');
    return rows.map(({ endpoint, id, hash, set_at: setAt }) => ({
      endpoint,
      id,
      hash,
      setAt,
    }));
  }
}
