import { createHash, randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

/** A file that may be downloaded by address. */
export interface Ticketed {
  ownerRef: string;
  storage: string;
  path: string;
}

interface TicketRow {
  hash: string;
  owner_ref: string;
  storage: string;
  path: string;
  expires_at: string;
}

/** So long an address holds; a download that has begun goes on. */
const LIFE_MS = 2 * 60_000;

/** Addresses of downloads. */
export class DatabaseTicketStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async make({
    ownerRef,
    storage,
    path,
  }: Ticketed): Promise<{ ticket: string; expiresAt: string }> {
    const now = Date.now();
    const ticket = randomBytes(32).toString('base64url');
    const expiresAt = new Date(now + LIFE_MS).toISOString();
    await this.#tickets
      .where('expires_at', '<', new Date(now).toISOString())
      .delete();
    await this.#tickets.insert({
      hash: hashOf(ticket),
      owner_ref: ownerRef,
      storage,
      path,
      expires_at: expiresAt,
    });
    return { ticket, expiresAt };
  }

  /** Undefined: it holds no more, or never did. */
  async find(ticket: string): Promise<Ticketed | undefined> {
    const row = await this.#tickets
      .where({ hash: hashOf(ticket) })
      .where('expires_at', '>', new Date().toISOString())
      .first();
    return (
      row && { ownerRef: row.owner_ref, storage: row.storage, path: row.path }
    );
  }

  get #tickets() {
    return this.#db<TicketRow>('download_tickets');
  }
}

function hashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}
