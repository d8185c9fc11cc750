import type { Knex } from 'knex';
import { isoTime } from './isoTime';

/** A browser that is signed in. */
export interface Session {
  /** SHA-256 of what the browser holds. */
  idHash: string;
  /** Id of the provider in the configuration. */
  provider: string;
  identityId: string;
  subject: string;
  personRef: string;
  /** As the provider calls it. */
  providerSession?: string;
  /** Of the provider, sealed. */
  tokens: string;
  /** When the provider said so last. */
  confirmedAt: string;
  /** When it asked anew who this is, if it was told to. */
  authenticatedAt?: string;
}

interface SessionRow {
  id_hash: string;
  provider: string;
  identity_id: string;
  provider_session: string | null;
  tokens: string;
  created_at: string;
  confirmed_at: string;
  refresh_at: string;
  ends_at: string;
  authenticated_at: string | null;
}

/** Which sessions to end. */
export type Ending =
  | { idHash: string }
  | { provider: string; providerSession: string; notAfter: string }
  | { provider: string; identityId: string; notAfter: string };

/** Who is signed in, at all replicas. */
export class DatabaseSessions {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async insert(
    session: Omit<Session, 'subject' | 'personRef' | 'confirmedAt'>,
    seconds: { refresh: number; life: number },
  ): Promise<void> {
    const now = isoTime();
    await this.#db<SessionRow>('sessions').insert({
      id_hash: session.idHash,
      provider: session.provider,
      identity_id: session.identityId,
      provider_session: session.providerSession ?? null,
      tokens: session.tokens,
      created_at: now,
      confirmed_at: now,
      refresh_at: isoTime(seconds.refresh),
      ends_at: isoTime(seconds.life),
      authenticated_at: session.authenticatedAt ?? null,
    });
  }

  /** Undefined: there is none, or it is over. */
  async find(idHash: string): Promise<Session | undefined> {
    const row = await this.#joined()
      .where({ id_hash: idHash })
      .where('ends_at', '>', isoTime())
      .first();
    return row && toSession(row);
  }

  /** @returns how many there were */
  async end(ending: Ending): Promise<number> {
    const sessions = this.#db<SessionRow>('sessions');
    if ('idHash' in ending) {
      return sessions.where({ id_hash: ending.idHash }).delete();
    }
    const { provider, notAfter } = ending;
    const whose =
      'identityId' in ending
        ? { identity_id: ending.identityId }
        : { provider_session: ending.providerSession };
    return sessions
      .where({ provider, ...whose })
      .where('created_at', '<=', notAfter)
      .delete();
  }

  /** Whether anybody is signed in by an identity. */
  async isLive(identityId: string): Promise<boolean> {
    const row = await this.#db('sessions')
      .where({ identity_id: identityId })
      .where('ends_at', '>', isoTime())
      .first('id_hash');
    return row !== undefined;
  }

  async removeEnded(): Promise<number> {
    return this.#db('sessions').where('ends_at', '<=', isoTime()).delete();
  }

  /**
   * Takes a session that is due, so that no other replica refreshes it too:
   * a provider may take a refresh token that is used twice for a stolen one.
   *
   * @returns undefined when none is due
   */
  async takeDue(leaseSeconds: number): Promise<Session | undefined> {
    for (;;) {
      const row = await this.#joined()
        .where('refresh_at', '<=', isoTime())
        .where('ends_at', '>', isoTime())
        .orderBy('refresh_at')
        .first();
      if (!row) return undefined;
      const { id_hash, refresh_at } = row;
      const taken = await this.#db<SessionRow>('sessions')
        .where({ id_hash, refresh_at })
        .update({ refresh_at: isoTime(leaseSeconds) });
      if (taken > 0) return toSession(row);
    }
  }

  /** The provider has said anew that it goes on. */
  async confirm(
    idHash: string,
    tokens: string,
    nextSeconds: number,
  ): Promise<void> {
    await this.#db<SessionRow>('sessions')
      .where({ id_hash: idHash })
      .update({
        tokens,
        confirmed_at: isoTime(),
        refresh_at: isoTime(nextSeconds),
      });
  }

  async postpone(idHash: string, nextSeconds: number): Promise<void> {
    await this.#db<SessionRow>('sessions')
      .where({ id_hash: idHash })
      .update({ refresh_at: isoTime(nextSeconds) });
  }

  #joined() {
    return this.#db('sessions')
      .join('identities', 'identities.id', 'sessions.identity_id')
      .select('sessions.*', 'identities.subject', 'identities.person_ref');
  }
}

function toSession(
  row: SessionRow & { subject: string; person_ref: string },
): Session {
  return {
    idHash: row.id_hash,
    provider: row.provider,
    identityId: row.identity_id,
    subject: row.subject,
    personRef: row.person_ref,
    providerSession: row.provider_session ?? undefined,
    tokens: row.tokens,
    confirmedAt: row.confirmed_at,
    ...(row.authenticated_at && { authenticatedAt: row.authenticated_at }),
  };
}
