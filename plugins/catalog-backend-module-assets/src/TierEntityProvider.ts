import {
  DEFAULT_COMMUNITY,
  demoMemberships,
  demoPeople,
  tierRef,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';

const annotations = {
  [ANNOTATION_LOCATION]: 'url:https://astrolabe.dev/tiers',
  [ANNOTATION_ORIGIN_LOCATION]: 'url:https://astrolabe.dev/tiers',
};

/**
 * The groups that own assets: the portal itself, whose the shipped ones are, and
 * the tiers of each community; and the people of development sign-in where it is on.
 */
export class TierEntityProvider implements EntityProvider {
  readonly #hasDemoPeople: boolean;
  readonly #table: Pick<LimitTable, 'communities' | 'tiers'>;

  constructor(options: {
    hasDemoPeople: boolean;
    table: Pick<LimitTable, 'communities' | 'tiers'>;
  }) {
    this.#hasDemoPeople = options.hasDemoPeople;
    this.#table = options.table;
  }

  getProviderName(): string {
    return 'assets-tiers';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const people = this.#hasDemoPeople ? demoPeople : [];
    const { communities, tiers } = this.#table;
    const ids = communities.map(({ id }) => id);
    const entities: Entity[] = [
      {
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: {
          name: 'astrolabe',
          title: 'Astrolabe',
          description: 'What comes with this portal.',
          annotations,
        },
        spec: { type: 'organization', children: [] },
      },
      ...ids.flatMap(community => tiers.map(({ id }) => group(id, community))),
      ...people.map(person => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name: person.name, annotations },
        spec: {
          profile: { displayName: person.displayName },
          memberOf: demoMemberships(person, ids).map(({ tier, community }) =>
            tierRef(tier, community),
          ),
        },
      })),
    ];
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'tiers' })),
    });
  }
}

function group(tier: string, community: string): Entity {
  const { name, namespace } = parseEntityRef(tierRef(tier, community));
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name,
      ...(community !== DEFAULT_COMMUNITY && { namespace }),
      annotations,
    },
    spec: { type: 'tier', children: [] },
  };
}
