import type { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { untilDue, useSignIn } from '../__testUtils__';

const door = useSignIn({ rooms: [catalogPlugin] });
const PATIENCE = { timeout: 30_000, interval: 200 };

const roles = (...names: string[]) => ({
  realm_access: { roles: names.map(name => `access:${name}`) },
});

/** Somebody signs in, with what their provider says of them. */
async function comeIn(
  name: string,
  memberships: string[],
  { open = door, isVerified = true } = {},
) {
  const { portal, provider } = open;
  provider.behave();
  Object.assign(provider.claims, {
    ...{ preferred_username: name.toLowerCase(), name },
    ...{ email: `${name}@example.org`, email_verified: isVerified },
    ...roles(...memberships),
  });
  const { claims } = provider;
  const { browser } = await open.comeIn();
  const session = await (await portal.session(browser)).json();
  const { token, identity } = session.backstageIdentity;
  const ref: string = identity.userEntityRef;
  await portal.tellCatalogue();
  const ask = async (path: string, body?: object) => {
    const response = await fetch(`${portal.url}/api/catalog${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return response.json();
  };
  const namesOf = async (kind: string): Promise<string[]> => {
    const found = await ask(`/entities?filter=kind=${kind}`);
    return found.map(({ metadata, spec }: Entity) =>
      kind === 'user'
        ? (spec?.profile as { displayName: string }).displayName
        : `${metadata.namespace}/${metadata.name}`,
    );
  };
  return { ref, path: ref.replace(':', '/'), claims, ask, namesOf };
}

describe('people in the catalogue', () => {
  type Person = Awaited<ReturnType<typeof comeIn>>;
  let ada: Person;
  let bea: Person;
  let cleo: Person;
  beforeAll(async () => {
    ada = await comeIn('Ada', ['default:full', 'imagine:demo']);
    bea = await comeIn('Bea', ['imagine:full']);
    cleo = await comeIn('Cleo', ['default:manager']);
    await vi.waitFor(async () => {
      const names = await ada.namesOf('user');
      expect(names.sort()).toEqual(['Ada', 'Bea', 'Cleo']);
    }, PATIENCE);
  });

  it('are seen by those who share a community with them, and by nobody else', async () => {
    expect((await bea.namesOf('user')).sort()).toEqual(['Ada', 'Bea']);
    expect((await cleo.namesOf('user')).sort()).toEqual(['Ada', 'Cleo']);

    // Nor by another way to ask.
    const name = `/entities/by-name/${cleo.path}`;
    expect((await bea.ask(name)).error.name).toBe('NotFoundError');
    const refs = { entityRefs: [cleo.ref, ada.ref] };
    const { items } = await bea.ask('/entities/by-refs', refs);
    expect(items[0]).toBeNull();
    expect(items[1].metadata.name).toBe(ada.ref.split('/')[1]);
    const facet = 'spec.profile.displayName';
    const { facets } = await bea.ask(
      `/entity-facets?facet=${facet}&filter=kind=user`,
    );
    const values = facets[facet].map(({ value }: { value: string }) => value);
    expect(values.sort()).toEqual(['Ada', 'Bea']);
    const found = await bea.ask(
      '/entities/by-query?filter=relations.memberof=group:default/members',
    );
    expect(found.items.map(({ spec }: Entity) => spec?.profile)).toEqual([
      { displayName: 'Ada' },
    ]);
  });

  it('have their communities and tiers as groups, whose members others do not see', async () => {
    const groups = await bea.namesOf('group');
    expect(groups).toContain('imagine/members');
    expect(groups).toContain('imagine/tier-full');
    // What assets of the portal are owned by: it has no members.
    expect(groups).toContain('default/astrolabe');
    expect(groups).not.toContain('default/members');
    expect(groups).not.toContain('default/tier-full');
    const tier = await bea.ask('/entities/by-name/group/imagine/tier-full');
    expect(tier.relations).toContainEqual(
      expect.objectContaining({ type: 'hasMember', targetRef: bea.ref }),
    );
  });

  it('have a name for the pages of what they own, and no address', async () => {
    const { spec } = await ada.ask(`/entities/by-name/${bea.path}`);
    expect(spec.profile).toEqual({ displayName: 'Bea' });
    expect(spec.memberOf).toEqual([
      'group:imagine/members',
      'group:imagine/tier-full',
    ]);
  });

  it('are gone when their provider gives them nothing more', async () => {
    await untilDue();
    door.provider.claims = { ...bea.claims, ...roles() };
    await door.portal.keep();
    await expect
      .poll(async () => {
        await door.portal.tellCatalogue();
        return (await ada.namesOf('user')).sort();
      }, PATIENCE)
      .toEqual(['Ada', 'Cleo']);
  });
});

describe('people in the catalogue of a portal that shows addresses', () => {
  const open = useSignIn({
    rooms: [catalogPlugin],
    people: { showEmail: true },
  });

  it('have those that their provider has verified, and no other', async () => {
    const addressOf = async (isVerified: boolean) => {
      const hal = await comeIn('Hal', ['imagine:full'], { open, isVerified });
      let profile: { email?: string } | undefined;
      await expect
        .poll(async () => {
          const { spec } = await hal.ask(`/entities/by-name/${hal.path}`);
          profile = spec?.profile;
          return profile;
        }, PATIENCE)
        .toBeDefined();
      return profile!.email;
    };
    expect(await addressOf(true)).toBe('Hal@example.org');
    expect(await addressOf(false)).toBeUndefined();
  });
});
