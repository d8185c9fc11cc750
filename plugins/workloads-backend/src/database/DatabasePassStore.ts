import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { EndpointPass, PassStore } from './types';

interface PassRow {
  hash: string;
  kind: EndpointPass['kind'];
  workload_id: string;
  endpoint: string;
  owner_ref: string;
  /** Missing in those of an older portal: the owner. */
  person_ref: string | null;
  generation: number;
  expires_at: string;
}

const KEY_ID = 'session';

/** Tickets, tokens and the key of sessions, shared by all replicas. */
export class DatabasePassStore implements PassStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async add(hash: string, pass: EndpointPass): Promise<void> {
    await this.#db<PassRow>('endpoint_passes')
      .where('expires_at', '<', new Date().toISOString())
      .delete();
    await this.#db<PassRow>('endpoint_passes').insert({
      hash,
      kind: pass.kind,
      workload_id: pass.workloadId,
      endpoint: pass.endpoint,
      owner_ref: pass.ownerRef,
      person_ref: pass.personRef,
      generation: pass.generation,
      expires_at: pass.expiresAt,
    });
  }

  async takeTicket(hash: string): Promise<EndpointPass | undefined> {
    const pass = await this.#find(hash, 'ticket');
    // Whoever deletes the row has it: two at once cannot both.
    const count = await this.#db<PassRow>('endpoint_passes')
      .where({ hash, kind: 'ticket' })
      .delete();
    return count > 0 ? pass : undefined;
  }

  findToken(hash: string): Promise<EndpointPass | undefined> {
    return this.#find(hash, 'token');
  }

  async sessionKey(): Promise<Buffer> {
    await this.#db('gateway_keys')
      .insert({ id: KEY_ID, secret: randomBytes(32).toString('base64') })
      .onConflict('id')
      .ignore();
    const { secret } = await this.#db('gateway_keys')
      .where({ id: KEY_ID })
      .first();
    return Buffer.from(secret, 'base64');
  }

  async #find(
    hash: string,
    kind: EndpointPass['kind'],
  ): Promise<EndpointPass | undefined> {
    const row = await this.#db<PassRow>('endpoint_passes')
      .where({ hash, kind })
      .where('expires_at', '>', new Date().toISOString())
      .first();
    return (
      row && {
        kind: row.kind,
        workloadId: row.workload_id,
        endpoint: row.endpoint,
        ownerRef: row.owner_ref,
        personRef: row.person_ref ?? row.owner_ref,
        generation: row.generation,
        expiresAt: row.expires_at,
      }
    );
  }
}
