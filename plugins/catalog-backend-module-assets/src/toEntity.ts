import {
  assetKinds,
  ASSET_API_VERSION,
  parseAssetRef,
} from '@astrolabe/plugin-assets-common';
import type { AssetChange } from '@astrolabe/plugin-assets-node';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type Entity,
} from '@backstage/catalog-model';

/** Annotation that is there when an asset's file has errors: how many. @public */
export const ANNOTATION_PROBLEMS = 'astrolabe.dev/problems';

/** Annotation with the id of the source of an asset. @public */
export const ANNOTATION_SOURCE = 'astrolabe.dev/source';

/** Carries the problems to `AssetStatusProcessor`; never seen outside. */
export const ANNOTATION_STATUS = 'astrolabe.dev/status';

/** An asset as an entity. */
export function toEntity(change: AssetChange): Entity {
  const location = locationOf(change.location);
  const { tags, dependsOn, owner, ...spec } = change.spec;
  return {
    apiVersion: ASSET_API_VERSION,
    kind: assetKinds.find(kind => kind.id === change.kind)!.entityKind,
    metadata: {
      name: change.name,
      title: change.title,
      description: change.summary,
      tags: catalogTags(tags),
      annotations: {
        [ANNOTATION_LOCATION]: location,
        [ANNOTATION_ORIGIN_LOCATION]: location,
        [ANNOTATION_SOURCE]: change.source,
        ...(change.valid
          ? {}
          : { [ANNOTATION_PROBLEMS]: String(change.problems.length) }),
        ...(change.problems.length > 0
          ? { [ANNOTATION_STATUS]: JSON.stringify(statusOf(change)) }
          : {}),
      },
    },
    spec: {
      ...definedOf(spec),
      ...(owner && isOwnerRef(owner) ? { owner } : {}),
      // A ref that names no asset would stop the whole entity.
      dependsOn: (dependsOn ?? []).filter(ref => parseAssetRef(ref)),
    },
  };
}

function statusOf(change: AssetChange) {
  return {
    items: change.problems.map(problem => ({
      type: 'astrolabe.dev/metadata',
      level: problem.severity,
      message: [
        problem.line ? `Line ${problem.line}: ` : '',
        problem.message,
        problem.fix ? ` ${problem.fix}` : '',
      ].join(''),
    })),
  };
}

/** The catalogue allows lower case words with hyphens, of at most 63 characters. */
function catalogTags(tags: string[]): string[] {
  const words = tags.map(tag =>
    tag
      .toLowerCase()
      .replace(/[^a-z0-9:+#]+/g, '-')
      .replace(/^-+|-+$/g, ''),
  );
  return [...new Set(words)].filter(word => word !== '' && word.length <= 63);
}

function isOwnerRef(owner: string): boolean {
  return /^((group|user):)?([a-z0-9-]+\/)?[a-z0-9._-]+$/i.test(owner);
}

function locationOf(location: string): string {
  return /^https?:/.test(location) ? `url:${location}` : `file:${location}`;
}

function definedOf<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, v]) => v !== undefined),
  ) as T;
}
