import {
  demoPeople,
  tierRef,
  tiers,
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
 * the tiers; and the people of development sign-in where it is on.
 */
export class TierEntityProvider implements EntityProvider {
  readonly #hasDemoPeople: boolean;

  constructor(options: { hasDemoPeople: boolean }) {
    this.#hasDemoPeople = options.hasDemoPeople;
  }

  getProviderName(): string {
    return 'assets-tiers';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const people = this.#hasDemoPeople ? demoPeople : [];
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
      ...tiers.map(({ id }) => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Group',
        metadata: { name: parseEntityRef(tierRef(id)).name, annotations },
        spec: { type: 'tier', children: [] },
      })),
      ...people.map(({ name, displayName, tier }) => ({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'User',
        metadata: { name, annotations },
        spec: { profile: { displayName }, memberOf: [tierRef(tier)] },
      })),
    ];
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'tiers' })),
    });
  }
}
