import { v7 as uuid } from 'uuid';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SecretKind } from '@astrolabe/plugin-accounts-common';
import type { DatabaseSecrets, SecretKey, SecretRecord } from '../database';
import {
  secretPath,
  segmentOf,
  StoreAwayError,
  type SecretData,
  type SecretPath,
  type SecretStore,
} from '../stores';
import { busy, nameTaken, notFound, tooMany } from './problems';

/** Of one person, or of one community. */
const MOST_SECRETS = 200;
/** Longer than any call of a store takes: what began before has been left. */
const LEFT_AFTER_MS = 2 * 60_000;

/** Who changes a secret, and what it shall be. */
export interface Change {
  by: string;
  data: SecretData;
  expiresAt?: string;
}

/**
 * Secrets, in two places: what is known of them in the database, and their
 * values in the store. What shall be done is noted in the database before the
 * store is touched, and taken for done after it, so that whoever finds it later
 * can end it: a creation is undone, a removal is done, and of a new value the
 * store says whether it was written.
 */
export class Secrets {
  readonly #db: DatabaseSecrets;
  readonly #store: SecretStore;
  readonly #logger: LoggerService;
  readonly #now: () => number;

  constructor(options: {
    db: DatabaseSecrets;
    store: SecretStore;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#db = options.db;
    this.#store = options.store;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  async create(
    { kind, ...key }: SecretKey & { kind: SecretKind },
    { by, data, expiresAt }: Change,
  ): Promise<SecretRecord> {
    if ((await this.#db.count(key)) >= MOST_SECRETS)
      throw tooMany(MOST_SECRETS);
    const at = this.#time();
    const record: SecretRecord = {
      ...{ ...key, kind, id: uuid(), version: 0, expiresAt },
      ...{ createdAt: at, changedAt: at },
      ...{ doing: 'create', doingBy: by, doingSince: at },
    };
    if (!(await this.#db.insert(record))) {
      const other = await this.#db.named(key);
      if (other?.version === 0) throw busy();
      throw nameTaken(key.name);
    }
    try {
      const version = await this.#store.write(pathOf(record), data, {
        ifVersion: 0,
      });
      const change = { what: 'create' as const, version, by, at, expiresAt };
      return await this.#db.commit(record, change);
    } catch (error) {
      await this.#endUnlessUnsure(record, error);
      throw error;
    }
  }

  async rotate(
    record: SecretRecord,
    { by, data, expiresAt }: Change,
  ): Promise<SecretRecord> {
    const at = this.#time();
    await this.#begin(record, { doing: 'rotate', by, at });
    try {
      const version = await this.#store.write(pathOf(record), data, {
        ifVersion: record.version,
      });
      const change = { what: 'rotate' as const, version, by, at, expiresAt };
      return await this.#db.commit(record, change);
    } catch (error) {
      const begun: SecretRecord = { ...record, doing: 'rotate', doingBy: by };
      await this.#endUnlessUnsure(begun, error);
      throw error;
    }
  }

  async remove(record: SecretRecord, { by }: { by: string }): Promise<void> {
    await this.#begin(record, { doing: 'delete', by, at: this.#time() });
    try {
      await this.#store.remove(pathOf(record));
    } catch (error) {
      const begun: SecretRecord = { ...record, doing: 'delete', doingBy: by };
      await this.#endUnlessUnsure(begun, error);
      throw error;
    }
    await this.#db.drop(record);
  }

  /** The value as it is in the store now. */
  async read(record: SecretRecord): Promise<SecretData | undefined> {
    return (await this.#store.read(pathOf(record)))?.data;
  }

  /** Ends what was begun long ago, here or by a process that is no more. */
  async recover(): Promise<void> {
    const before = new Date(this.#now() - LEFT_AFTER_MS).toISOString();
    for (const record of await this.#db.begun(before)) {
      try {
        await this.#end(record);
      } catch (error) {
        // Another time, then.
        this.#logger.warn(
          `What was begun with secret ${record.id} could not be ended`,
          error as Error,
        );
        if (error instanceof StoreAwayError) return;
      }
    }
  }

  async #begin(
    record: SecretRecord,
    what: { doing: 'rotate' | 'delete'; by: string; at: string },
  ): Promise<void> {
    if (await this.#db.begin(record, what)) return;
    if (await this.#db.find(record.id)) throw busy();
    throw notFound();
  }

  /** What has failed, is ended at once, unless the store may still do it. */
  async #endUnlessUnsure(record: SecretRecord, error: unknown): Promise<void> {
    if (error instanceof StoreAwayError) {
      if (!error.mayHaveChanged) await this.#forget(record);
      return;
    }
    try {
      await this.#end(record);
    } catch {
      // It is said why the change failed; `recover` ends it.
    }
  }

  /** Nothing has been changed in the store. */
  async #forget(record: SecretRecord): Promise<void> {
    if (record.doing === 'create') await this.#db.drop(record);
    else await this.#db.giveUp(record);
  }

  async #end(record: SecretRecord): Promise<void> {
    if (record.doing !== 'rotate') {
      await this.#store.remove(pathOf(record));
      await this.#db.drop(record);
      return;
    }
    const kept = await this.#store.read(pathOf(record));
    if (!kept || kept.version <= record.version) {
      await this.#db.giveUp(record);
      return;
    }
    await this.#db.commit(record, {
      what: 'rotate',
      version: kept.version,
      by: record.doingBy ?? '',
      at: this.#time(),
      expiresAt: record.expiresAt,
    });
  }

  #time(): string {
    return new Date(this.#now()).toISOString();
  }
}

/** Below whose it is, so that a store can have rules of its own for people and communities. */
function pathOf({ ownerRef, community, id }: SecretRecord): SecretPath {
  return ownerRef
    ? secretPath('people', segmentOf(ownerRef), 'secrets', id)
    : secretPath('communities', segmentOf(community), 'secrets', id);
}
