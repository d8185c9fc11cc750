import {
  projectActions,
  type ProjectTemplateInfo,
} from '@astrolabe/plugin-assets-common';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

/** Where its repository is to be; without, the files alone are made. */
const repository = {
  title: 'Its repository',
  properties: {
    repository: {
      type: 'object',
      title: 'Its repository',
      description: 'Left empty, the files alone are made.',
      required: ['account'],
      properties: {
        account: { type: 'string', title: 'Id of a linked forge' },
        owner: { type: 'string', title: 'Owner; you unless said' },
        visibility: {
          ...{ type: 'string', title: 'Who sees it' },
          ...{ enum: ['private', 'public'], default: 'private' },
        },
        inCatalogue: { type: 'boolean', title: 'Shown in the catalogue' },
        dryRun: { type: 'boolean', title: 'Say only what would be made' },
      },
    },
  },
};

/** Where templates of the hub are from, as the catalogue says it. */
const LOCATION = 'astrolabe:templates/';

/** Whether a template of the catalogue is one of the hub, and no operator's own. */
export function isOfHub({ metadata }: Entity): boolean {
  const at = metadata.annotations?.[ANNOTATION_LOCATION];
  return at === `${LOCATION}${metadata.name}`;
}

/** A template of the hub as one of Backstage's scaffolder: the same form, our actions. */
export function toTemplate(template: ProjectTemplateInfo): Entity {
  const { id, title, description, schema } = template;
  const location = `${LOCATION}${id}`;
  const groups = Object.keys(schema.properties);
  const values = Object.fromEntries(
    groups.map(group => [group, `$\{{ parameters.${group} }}`]),
  );
  const of = (key: string) => `$\{{ parameters.repository.${key} }}`;
  const to = ['account', 'owner', 'visibility', 'inCatalogue', 'dryRun'];
  return {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: {
      ...{ name: id, title, description, tags: ['project'] },
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
      },
    },
    spec: {
      type: 'project',
      parameters: [{ title, ...(schema as object) }, repository],
      steps: [
        {
          ...{ id: 'make', name: 'Make the files' },
          // A repository has them, and the task is not to keep them beside it.
          if: '${{ not parameters.repository or parameters.repository.dryRun }}',
          action: projectActions.make,
          input: { template: id, values },
        },
        {
          ...{ id: 'publish', name: 'Make the repository' },
          if: '${{ parameters.repository }}',
          action: projectActions.publish,
          input: {
            ...{ template: id, values },
            ...Object.fromEntries(to.map(key => [key, of(key)])),
          },
        },
      ],
      output: {
        files: '${{ steps.make.output.files }}',
        repository: '${{ steps.publish.output }}',
      },
    },
  };
}
