import type { TokenScope } from '@astrolabe/plugin-communities-common';
import type { Knex } from 'knex';

interface DeviceRow {
  device_hash: string;
  user_code: string;
  client: string;
  scopes: string;
  address: string | null;
  created_at: string;
  expires_at: string;
  asked_at: string | null;
  state: 'pending' | 'approved' | 'refused';
  person_ref: string | null;
}

/** A program that waits. */
export interface DeviceRecord {
  deviceHash: string;
  userCode: string;
  client: string;
  scopes: TokenScope[];
  address?: string;
  createdAt: string;
  expiresAt: string;
  askedAt?: string;
  state: DeviceRow['state'];
  personRef?: string;
}

/** Programs that wait to be let in, on SQLite and PostgreSQL. */
export class DatabaseDeviceStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async insert(record: DeviceRecord): Promise<void> {
    await this.#rows().insert({
      device_hash: record.deviceHash,
      user_code: record.userCode,
      client: record.client,
      scopes: record.scopes.join(' '),
      address: record.address ?? null,
      created_at: record.createdAt,
      expires_at: record.expiresAt,
      asked_at: null,
      state: record.state,
      person_ref: null,
    });
  }

  async findByUserCode(code: string): Promise<DeviceRecord | undefined> {
    const row = await this.#rows().where({ user_code: code }).first();
    return row && fromRow(row);
  }

  async findByHash(hash: string): Promise<DeviceRecord | undefined> {
    const row = await this.#rows().where({ device_hash: hash }).first();
    return row && fromRow(row);
  }

  /** @returns whether it was still to be decided */
  async decide(
    userCode: string,
    { state, personRef }: { state: DeviceRow['state']; personRef: string },
  ): Promise<boolean> {
    const count = await this.#rows()
      .where({ user_code: userCode, state: 'pending' })
      .update({ state, person_ref: personRef });
    return count > 0;
  }

  async noteAsked(hash: string, at: string): Promise<void> {
    await this.#rows().where({ device_hash: hash }).update({ asked_at: at });
  }

  /** Of all who ask at once, one gets it. */
  async take(hash: string): Promise<boolean> {
    return (await this.#rows().where({ device_hash: hash }).delete()) > 0;
  }

  async removeExpired(before: string): Promise<void> {
    await this.#rows().where('expires_at', '<', before).delete();
  }

  #rows() {
    return this.#db<DeviceRow>('device_logins');
  }
}

function fromRow(row: DeviceRow): DeviceRecord {
  return {
    deviceHash: row.device_hash,
    userCode: row.user_code,
    client: row.client,
    scopes: row.scopes.split(' ') as TokenScope[],
    address: row.address ?? undefined,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    askedAt: row.asked_at ?? undefined,
    state: row.state,
    personRef: row.person_ref ?? undefined,
  };
}
