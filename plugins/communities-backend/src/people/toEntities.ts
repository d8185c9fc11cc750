import {
  communityRef,
  tierRef,
  type LimitTable,
  type Membership,
} from '@astrolabe/plugin-communities-common';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';

/** Somebody, as the catalogue shall know them. */
export interface CataloguePerson {
  ref: string;
  displayName: string;
  email?: string;
  memberships: readonly Membership[];
}

const apiVersion = 'backstage.io/v1alpha1';
const annotations = {
  [ANNOTATION_LOCATION]: 'url:https://astrolabe.dev/people',
  [ANNOTATION_ORIGIN_LOCATION]: 'url:https://astrolabe.dev/people',
};

/** The portal itself, whose the shipped assets are; it has no members. */
export const ownGroup: Entity = {
  apiVersion,
  kind: 'Group',
  metadata: {
    name: 'astrolabe',
    title: 'Astrolabe',
    description: 'What comes with this portal.',
    annotations,
  },
  spec: { type: 'organization', children: [] },
};

/** A group of each community, and of its tiers within. */
export function groupsOf({
  communities,
  tiers,
}: Pick<LimitTable, 'communities' | 'tiers'>): Entity[] {
  return communities.flatMap(({ id, title }) => [
    group(communityRef(id), { title, type: 'community', communities: [id] }),
    ...tiers.map(tier =>
      group(tierRef(tier.id, id), {
        title: `${title}: ${tier.title ?? tier.id}`,
        type: 'tier',
        parent: communityRef(id),
        communities: [id],
      }),
    ),
  ]);
}

/** `spec.communities` says who may see it: their members (TierPolicy). */
function group(
  ref: string,
  { title, ...spec }: { title: string; type: string } & Record<string, unknown>,
): Entity {
  const { name, namespace } = parseEntityRef(ref);
  return {
    apiVersion,
    kind: 'Group',
    metadata: { name, namespace, title, annotations },
    spec: { ...spec, children: [] } as Entity['spec'],
  };
}

/** Nobody sees somebody who belongs to nothing. */
export function toUser(person: CataloguePerson): Entity {
  const { ref, displayName, email, memberships } = person;
  const { name, namespace } = parseEntityRef(ref);
  // In one order, whoever said them: another one would be a change.
  const communities = ordered(memberships.map(({ community }) => community));
  const tiers = memberships.map(({ tier, community }) =>
    tierRef(tier, community),
  );
  return {
    apiVersion,
    kind: 'User',
    metadata: { name, namespace, annotations },
    spec: {
      profile: { displayName, ...(email && { email }) },
      memberOf: [...communities.map(communityRef), ...ordered(tiers)],
      communities,
    },
  };
}

function ordered(values: string[]): string[] {
  return [...new Set(values)].sort();
}
