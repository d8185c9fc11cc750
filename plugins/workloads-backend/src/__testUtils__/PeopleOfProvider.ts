import { tierRef } from '@astrolabe/plugin-communities-common';
import type { Knex } from 'knex';

const DAY_MS = 86_400_000;

/** People of whom a provider tells, as the communities room has them. */
export class PeopleOfProvider {
  /** What their sessions say; for `people` of a portal. */
  readonly told: Record<string, string[]> = {};

  /** Somebody is this now, and nothing else. */
  async become(
    db: Knex,
    name: string,
    memberships: { community: string; tier: string }[],
  ): Promise<void> {
    const ref = `user:default/${name}`;
    const at = new Date().toISOString();
    const person = { ref, display_name: name, created_at: at };
    await db('people')
      .insert({ ...person, signed_in_at: at })
      .onConflict('ref')
      .ignore();
    const identity = { id: name, issuer: 'https://id.example', subject: name };
    await db('identities')
      .insert({ ...identity, person_ref: ref, created_at: at })
      .onConflict('id')
      .ignore();
    await db('memberships').where({ person_ref: ref }).delete();
    const holds_until = new Date(Date.now() + DAY_MS).toISOString();
    for (const each of memberships) {
      const row = { ...each, identity_id: name, person_ref: ref, holds_until };
      await db('memberships').insert(row);
    }
    this.told[name] = memberships.map(({ tier, community }) =>
      tierRef(tier, community),
    );
  }

  /** Nobody has asked their provider for longer than what it said holds. */
  async goAway(db: Knex, name: string): Promise<void> {
    const holds_until = new Date(Date.now() - 1000).toISOString();
    await db('memberships')
      .where({ person_ref: `user:default/${name}` })
      .update({ holds_until });
    this.told[name] = [];
  }

  /** As when nobody of this name ever signed in. */
  async remove(db: Knex, name: string): Promise<void> {
    const person_ref = `user:default/${name}`;
    await db('memberships').where({ person_ref }).delete();
    await db('identities').where({ person_ref }).delete();
    await db('people').where({ ref: person_ref }).delete();
    delete this.told[name];
  }
}
