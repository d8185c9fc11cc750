import { randomBytes } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { StoreAwayError, VersionError } from '../errors';
import type {
  SecretData,
  SecretPath,
  SecretStore,
  StoreHealth,
} from '../SecretStore';
import { KEY_BYTES, open, seal } from './cipher';
import { type MasterKey } from './KeyFile';
import { openKeys } from './openKeys';

const TABLE = 'stored_secrets';
/** Rows that get another key in one go. */
const BATCH = 200;

interface Row {
  path: string;
  version: number;
  key_id: string;
  data_key: string;
  data: string;
}

/**
 * Secrets in the portal's own database, each enciphered with a key of its own;
 * those keys are enciphered with one of the key file.
 */
export class EmbeddedSecretStore implements SecretStore {
  readonly id = 'embedded';
  readonly #db: Knex;
  readonly #keys: MasterKey[];
  readonly #trouble?: string;

  private constructor(db: Knex, keys: MasterKey[], trouble?: string) {
    this.#db = db;
    this.#keys = keys;
    this.#trouble = trouble;
  }

  /**
   * Opens the keys, makes the first one for a new portal, and gives all secrets
   * the one in use. What is wrong with them the store says when it is asked.
   */
  static async start(
    db: Knex,
    { keyFile, logger }: { keyFile: string; logger: LoggerService },
  ): Promise<EmbeddedSecretStore> {
    const used = (await db<Row>(TABLE).distinct('key_id')).map(
      ({ key_id: id }) => id,
    );
    const { keys, trouble } = await openKeys(keyFile, used);
    const store = new EmbeddedSecretStore(db, keys, trouble);
    if (trouble) {
      logger.error(`Secrets are closed: ${trouble}`);
      return store;
    }
    const changed = await store.#useLastKey();
    if (changed > 0) {
      logger.info(
        `${changed} secrets have the last key of ${keyFile}; backups may need the older ones`,
      );
    }
    return store;
  }

  async health(): Promise<StoreHealth> {
    if (this.#trouble) return { state: 'sealed', reason: this.#trouble };
    return { state: 'ready' };
  }

  async read(path: SecretPath) {
    this.#requireKeys();
    const row = await this.#db<Row>(TABLE)
      .where({ path: nameOf(path) })
      .first();
    if (!row) return undefined;
    const dataKey = this.#openDataKey(row);
    const text = open(row.data, dataKey, placeOf(row));
    return { data: JSON.parse(text.toString()), version: row.version };
  }

  async write(
    path: SecretPath,
    data: SecretData,
    { ifVersion }: { ifVersion: number },
  ): Promise<number> {
    this.#requireKeys();
    const name = nameOf(path);
    const version = ifVersion + 1;
    const row = this.#seal({ path: name, version }, data);
    const table = this.#db<Row>(TABLE);
    if (ifVersion > 0) {
      const where = { path: name, version: ifVersion };
      if ((await table.where(where).update(row)) === 0)
        throw new VersionError();
      return version;
    }
    await table.insert(row).onConflict('path').ignore();
    // Whose row it is now: there is no other way that all databases know.
    const kept = await this.#db<Row>(TABLE).where({ path: name }).first('data');
    if (kept?.data !== row.data) throw new VersionError();
    return version;
  }

  async remove(path: SecretPath): Promise<void> {
    this.#requireKeys();
    await this.#db<Row>(TABLE)
      .where({ path: nameOf(path) })
      .delete();
  }

  async list(path: SecretPath): Promise<string[]> {
    this.#requireKeys();
    const folder = `${nameOf(path)}/`;
    const like = `${folder.replace(/[\\%_]/g, each => `\\${each}`)}%`;
    const rows = await this.#db<Row>(TABLE)
      .whereRaw("path like ? escape '\\'", [like])
      .select('path');
    const names = rows
      .map(row => row.path)
      // SQLite's LIKE takes capital letters for small ones.
      .filter(each => each.startsWith(folder))
      .map(each => {
        const [name, ...below] = each.slice(folder.length).split('/');
        return below.length > 0 ? `${name}/` : name;
      });
    return [...new Set(names)].sort();
  }

  /** Secrets with an older key get the one in use; their values stay as they are. */
  async #useLastKey(): Promise<number> {
    const current = this.#keys.at(-1)!;
    let changed = 0;
    for (;;) {
      const rows = await this.#db<Row>(TABLE)
        .whereNot({ key_id: current.id })
        .limit(BATCH);
      if (rows.length === 0) return changed;
      for (const row of rows) {
        const { path, version, data_key: before } = row;
        const dataKey = seal(this.#openDataKey(row), current.key, placeOf(row));
        await this.#db<Row>(TABLE)
          // One that is written meanwhile has the last key already.
          .where({ path, version, data_key: before })
          .update({ key_id: current.id, data_key: dataKey });
        changed += 1;
      }
    }
  }

  #seal(at: Pick<Row, 'path' | 'version'>, data: SecretData): Row {
    const current = this.#keys.at(-1)!;
    const dataKey = randomBytes(KEY_BYTES);
    const place = placeOf(at);
    return {
      ...at,
      key_id: current.id,
      data_key: seal(dataKey, current.key, place),
      data: seal(Buffer.from(JSON.stringify(data)), dataKey, place),
    };
  }

  #openDataKey(row: Row): Buffer {
    const master = this.#keys.find(({ id }) => id === row.key_id);
    if (master) return open(row.data_key, master.key, placeOf(row));
    throw new StoreAwayError({
      state: 'sealed',
      reason: `the key file has no key ${row.key_id}`,
    });
  }

  #requireKeys(): void {
    if (!this.#trouble) return;
    throw new StoreAwayError({ state: 'sealed', reason: this.#trouble });
  }
}

function nameOf(path: SecretPath): string {
  return path.join('/');
}

/** A row is what it is at its place alone. */
function placeOf({ path, version }: Pick<Row, 'path' | 'version'>): string {
  return `${path}#${version}`;
}
