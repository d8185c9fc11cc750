import type { ForgeOwner } from '@astrolabe/plugin-assets-common';

/** A person and the groups that they may make repositories in. */
export function ownersAt(
  pages: string,
  person: string,
  groups: string[],
): ForgeOwner[] {
  const owner = (kind: ForgeOwner['kind']) => (name: string) => ({
    ...{ name, kind, url: `${pages}/${name}` },
  });
  return [owner('person')(person), ...groups.map(owner('group'))];
}
