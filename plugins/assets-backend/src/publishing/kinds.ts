import type { AssetKind, AssetSpec } from '@astrolabe/plugin-assets-common';

/** What a repository can be here. */
export type RepositoryKindId = Extract<AssetKind, 'module' | 'tool'>;

/** By which file a repository is what it is. */
export interface RepositoryKind {
  id: RepositoryKindId;
  file: string;
  /** Whether that is in our own format; else it is in one of AI4. */
  isOwnFormat: boolean;
  /** What that format is called. */
  format: string;
  /** What its file cannot say: it is a person's, and no file of the operator's. */
  leavesOut: readonly (keyof AssetSpec)[];
}

/** The first whose file a repository has is what it is. */
export const repositoryKinds: readonly RepositoryKind[] = [
  {
    ...{ id: 'module', file: 'ai4-metadata.yml', isOwnFormat: false },
    ...{ format: 'a published format of AI4', leavesOut: [] },
  },
  {
    ...{ id: 'tool', file: 'tool.yaml', isOwnFormat: true },
    format: 'the format of this portal',
    // Whose it is, whose page names it, and what runs.
    leavesOut: ['owner', 'dependsOn', 'manifest'],
  },
];

/** What makes a repository a module. */
export const MODULE_FILE = repositoryKinds[0].file;

export function kindOf(id: RepositoryKindId): RepositoryKind {
  return repositoryKinds.find(kind => kind.id === id)!;
}
