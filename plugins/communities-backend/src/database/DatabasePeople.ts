import type { TierId } from '@astrolabe/plugin-communities-common';
import type { Knex } from 'knex';
import { byPerson } from './byPerson';
import { isoTime } from './isoTime';

/** Somebody as a provider knows them. */
export interface Identity {
  /** SHA-256 of issuer and subject. */
  id: string;
  issuer: string;
  subject: string;
  /** What the person is called there. */
  account?: string;
}

export interface StoredIdentity extends Identity {
  linkedAt: string;
}

export interface Profile {
  displayName: string;
  /** Only one that the provider has verified. */
  email?: string;
}

export interface Person extends Profile {
  ref: string;
}

export interface StoredMembership {
  community: string;
  tier: TierId;
}

interface PersonRow {
  ref: string;
  display_name: string;
  email: string | null;
  created_at: string;
  signed_in_at: string;
}

interface MembershipRow {
  identity_id: string;
  person_ref: string;
  community: string;
  tier: TierId;
  holds_until: string;
}

interface IdentityRow {
  id: string;
  issuer: string;
  subject: string;
  account: string | null;
  person_ref: string;
  created_at: string;
}

/** Who people are, and what they belong to. */
export class DatabasePeople {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Finds whom an identity is of, and takes over their present profile; makes
   * somebody of one that is new.
   *
   * @param names - of user entities, of which somebody new takes the first free one
   */
  async welcome(
    identity: Identity,
    profile: Profile,
    names: string[],
  ): Promise<Person> {
    const known = await this.refOf(identity);
    const ref = known ?? (await this.#add(identity, profile, names));
    await this.#db('identities')
      .where({ id: identity.id })
      .update({ account: identity.account ?? null });
    await this.#db<PersonRow>('people')
      .where({ ref })
      .update({
        display_name: profile.displayName,
        email: profile.email ?? null,
        signed_in_at: isoTime(),
      });
    return { ref, ...profile };
  }

  /** Undefined: nobody who signed in by a provider. */
  async find(ref: string): Promise<Person | undefined> {
    const row = await this.#db<PersonRow>('people').where({ ref }).first();
    return row && toPerson(row);
  }

  /**
   * Who belongs to something now, with what it is, in the order of their refs.
   *
   * @param after - the last one of the page before; empty: from the beginning
   */
  async membersAfter(
    after: string,
    limit: number,
  ): Promise<(Person & { memberships: StoredMembership[] })[]> {
    const holding = this.#db<MembershipRow>('memberships').where(
      'holds_until',
      '>',
      isoTime(),
    );
    const people = await this.#db<PersonRow>('people')
      .where('ref', '>', after)
      .whereIn('ref', holding.clone().select('person_ref'))
      .orderBy('ref')
      .limit(limit);
    const rows = await holding
      .whereIn(
        'person_ref',
        people.map(({ ref }) => ref),
      )
      .orderBy('community')
      .select('person_ref', 'community', 'tier');
    const memberships = byPerson(rows);
    return people.map(row => ({
      ...toPerson(row),
      memberships: memberships.get(row.ref) ?? [],
    }));
  }

  /** What they are called, of those who signed in by a provider. */
  async namesOf(refs: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.#db<PersonRow>('people')
      .whereIn('ref', [...refs])
      .select('ref', 'display_name');
    return new Map(rows.map(row => [row.ref, row.display_name]));
  }

  /** Who is of one of these tiers in a community. */
  async membersOf(
    community: string,
    tiers: readonly TierId[],
  ): Promise<string[]> {
    return this.#db<MembershipRow>('memberships')
      .where({ community })
      .whereIn('tier', [...tiers])
      .where('holds_until', '>', isoTime())
      .distinct()
      .pluck('person_ref');
  }

  /** Of all the identities of a person, those that still hold. */
  async membershipsOf(ref: string): Promise<StoredMembership[]> {
    return this.#db<MembershipRow>('memberships')
      .where({ person_ref: ref })
      .where('holds_until', '>', isoTime())
      .orderBy('community')
      .select('community', 'tier');
  }

  /** Those that do not hold any more, and of which nobody has said that they are over. */
  async lapsedOf(
    ref: string,
    { withinSeconds }: { withinSeconds: number },
  ): Promise<StoredMembership[]> {
    return this.#db<MembershipRow>('memberships')
      .where({ person_ref: ref })
      .where('holds_until', '<=', isoTime())
      .where('holds_until', '>', isoTime(-withinSeconds))
      .orderBy('community')
      .select('community', 'tier');
  }

  /** What an identity entitles to holds no longer; it may again. */
  async lapse(identityId: string): Promise<void> {
    await this.#db<MembershipRow>('memberships')
      .where({ identity_id: identityId })
      .where('holds_until', '>', isoTime())
      .update({ holds_until: isoTime() });
  }

  /** By which a person can sign in, the oldest first. */
  async identitiesOf(ref: string): Promise<StoredIdentity[]> {
    const rows = await this.#db<IdentityRow>('identities')
      .where({ person_ref: ref })
      .orderBy(['created_at', 'id']);
    return rows.map(({ id, issuer, subject, account, created_at }) => ({
      ...{ id, issuer, subject, linkedAt: created_at },
      ...(account && { account }),
    }));
  }

  /** @returns false: it is somebody's by now */
  async link(identity: Identity, ref: string): Promise<boolean> {
    const rows = await this.#db<IdentityRow>('identities')
      .insert(toRow(identity, ref))
      .onConflict('id')
      .ignore()
      .returning('id');
    return rows.length > 0;
  }

  /** With its sessions, and what it entitled to; false: it is the last one, or not theirs. */
  async unlink(id: string, ref: string): Promise<boolean> {
    return this.#db.transaction(async trx => {
      // Two at once would each leave the other one.
      await trx('people').where({ ref }).forUpdate().first('ref');
      const own = await trx('identities')
        .where({ person_ref: ref })
        .pluck('id');
      if (own.length < 2 || !own.includes(id)) return false;
      await trx('identities').where({ id }).delete();
      return true;
    });
  }

  /** What an identity entitles to, instead of what it did. */
  async setMemberships(
    identityId: string,
    memberships: StoredMembership[],
    holdsSeconds: number,
  ): Promise<void> {
    await this.#db.transaction(async trx => {
      const row = await trx('identities')
        .where({ id: identityId })
        .first('person_ref');
      // It was unlinked meanwhile.
      if (!row) return;
      const { person_ref } = row;
      await trx('memberships').where({ identity_id: identityId }).delete();
      if (memberships.length === 0) return;
      await trx<MembershipRow>('memberships').insert(
        memberships.map(membership => ({
          ...membership,
          identity_id: identityId,
          person_ref,
          holds_until: isoTime(holdsSeconds),
        })),
      );
    });
  }

  /** Whom an identity is of; undefined: nobody yet. */
  async refOf({ id }: Pick<Identity, 'id'>): Promise<string | undefined> {
    const row = await this.#db('identities').where({ id }).first('person_ref');
    return row?.person_ref;
  }

  /** Who this is: a subject is one person's at its issuer, and may be another's elsewhere. */
  async withSubject(
    of: Pick<Identity, 'issuer' | 'subject'>,
  ): Promise<string | undefined> {
    const { issuer, subject } = of;
    const row = await this.#db<IdentityRow>('identities')
      .where({ issuer, subject })
      .first('person_ref');
    return row?.person_ref;
  }

  async #add(
    identity: Identity,
    { displayName }: Profile,
    names: string[],
  ): Promise<string> {
    const now = isoTime();
    for (const name of names) {
      const ref = `user:default/${name}`;
      const isNew = await this.#db.transaction(async trx => {
        const taken = await trx('people').where({ ref }).first('ref');
        if (taken) return false;
        await trx<PersonRow>('people').insert({
          ref,
          display_name: displayName,
          email: null,
          created_at: now,
          signed_in_at: now,
        });
        await trx('identities').insert(toRow(identity, ref));
        return true;
      });
      if (isNew) return ref;
    }
    throw new Error(`Each of the names ${names.join(', ')} is taken`);
  }
}

function toPerson({ ref, display_name, email }: PersonRow): Person {
  return { ref, displayName: display_name, email: email ?? undefined };
}

function toRow(identity: Identity, personRef: string): IdentityRow {
  const { id, issuer, subject, account = null } = identity;
  const created_at = isoTime();
  return { id, issuer, subject, account, person_ref: personRef, created_at };
}
