import {
  assetKinds,
  checkAsset,
  mendAsset,
  type AssetKind,
  type Project,
} from '@astrolabe/plugin-assets-common';

/** The files that say what a project is, and of what kind they have to be. */
export const metadataFiles = new Map<string, AssetKind>([
  ['ai4-metadata.yml', 'module'],
  ...assetKinds.map(({ id }) => [`${id}.yaml`, id] as const),
]);

/** A project with what the one validator says of its metadata, mended first where that is asked for. */
export function reviewed(project: Project, mends = false): Project {
  const file = project.files.find(
    ({ path, encoding }) => metadataFiles.has(path) && !encoding,
  );
  if (!file) return project;
  const { path } = file;
  const kind = metadataFiles.get(path);
  const { content, mended, check } = mends
    ? mendAsset(file.text, { kind })
    : { content: file.text, mended: [], check: checkAsset(file.text, kind) };
  const { valid, problems } = check;
  return {
    ...project,
    files: project.files.map(each =>
      each === file ? { path, text: content } : each,
    ),
    metadata: { path, valid, problems, mended: mended.length },
  };
}
