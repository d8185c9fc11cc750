import { assetKinds, ASSET_API_VERSION } from '@astrolabe/plugin-assets-common';
import { createCatalogModelLayer } from '@backstage/catalog-model/alpha';

const [group, version] = ASSET_API_VERSION.split('/');
const kinds = assetKinds.map(({ entityKind }) => entityKind);

const terms = { type: 'array', items: { type: 'string' } };

/**
 * What the catalogue checks of an asset. It is loose on purpose: the assets
 * room has checked the file, and an invalid one has to become an entity too.
 */
const jsonSchema = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      required: ['libraries', 'tasks', 'categories', 'dataTypes'],
      properties: {
        libraries: terms,
        tasks: terms,
        categories: terms,
        dataTypes: terms,
        license: { type: 'string' },
        version: { type: 'string' },
        lifecycle: { type: 'string' },
        owner: { type: 'string' },
        dependsOn: terms,
      },
    },
  },
};

/** The kinds AiModule, AiTool, AiModel and Dataset with their relations. */
export const assetModel = createCatalogModelLayer({
  layerId: `${group}/assets`,
  builder: model => {
    for (const { id, plural, entityKind } of assetKinds) {
      model.addKind({
        group,
        names: { kind: entityKind, singular: id, plural },
        description: `One of the ${plural} of the marketplace`,
        versions: [
          {
            name: version,
            description: 'What lists and relations need',
            relationFields: [
              {
                selector: { path: 'spec.owner' },
                relation: 'ownedBy',
                defaultKind: 'Group',
                defaultNamespace: 'inherit',
                allowedKinds: ['Group', 'User'],
              },
              {
                selector: { path: 'spec.dependsOn' },
                relation: 'dependsOn',
                defaultNamespace: 'inherit',
                allowedKinds: [...kinds],
              },
            ],
            schema: { jsonSchema },
          },
        ],
      });
    }
    model.addRelationPair({
      fromKind: [...kinds],
      toKind: ['Group', 'User'],
      description: 'Who looks after an asset',
      forward: { type: 'ownedBy', title: 'owned by' },
      reverse: { type: 'ownerOf', title: 'owner of' },
    });
    model.addRelationPair({
      fromKind: [...kinds],
      toKind: [...kinds],
      description: 'What an asset builds on',
      forward: { type: 'dependsOn', title: 'depends on' },
      reverse: { type: 'dependencyOf', title: 'dependency of' },
    });
  },
});
