import { createHash } from 'node:crypto';
import { assetNameOf } from '@astrolabe/plugin-assets-node';
import type { ListedRepository } from './gitmodules';
import type { ForgeState, Repository, RepositoryState } from './types';

/** A listed repository and the name that its asset gets. */
export interface Candidate {
  id: string;
  listed: ListedRepository;
  name: string;
}

/** What is remembered of everything where everything is to be read again. */
export function namesOf(former: unknown): ForgeState {
  const { repositories = {} } = (former ?? {}) as Partial<ForgeState>;
  const names = Object.entries(repositories).flatMap(
    ([id, { asset, assetOf, repository }]) =>
      asset ? [[id, { asset, assetOf, repository }] as const] : [],
  );
  return { lists: {}, repositories: Object.fromEntries(names) };
}

/**
 * A repository that is listed under another name is known by its forge's own id: it
 * keeps the name of its asset. Another one that bears its name by now has none of it.
 */
export async function followRenamed(
  listed: ListedRepository[],
  { repositories }: ForgeState,
  describe: (
    entry: ListedRepository,
  ) => Promise<{ repository: Repository } | undefined>,
): Promise<void> {
  const present = new Set(listed.map(idOf));
  const moved = new Map(
    Object.entries(repositories).flatMap(([id, known]) =>
      known.asset && known.assetOf && (!present.has(id) || isAnother(known))
        ? [[known.assetOf, known.asset] as const]
        : [],
    ),
  );
  if (moved.size === 0) return;
  for (const entry of listed) {
    const id = idOf(entry);
    const known = repositories[id];
    const isNew = !known?.repository;
    if (known?.asset && !isAnother(known)) continue;
    const { repository } = (isNew ? await describe(entry) : known) ?? {};
    const forgeId = repository?.forgeId;
    const asset = forgeId && moved.get(forgeId);
    if (asset) repositories[id] = { repository, asset, assetOf: forgeId };
    else if (known?.asset) repositories[id] = { repository };
  }
}

/**
 * Two owners may have a repository of the same name: whose was there first keeps it,
 * wherever in the list it stands.
 */
export function named(
  listed: ListedRepository[],
  { repositories }: ForgeState,
): Candidate[] {
  const entries = new Map(listed.map(entry => [idOf(entry), entry]));
  const nameOf = (id: string) => repositories[id]?.asset;
  const taken = new Set([...entries.keys()].flatMap(id => nameOf(id) ?? []));
  return [...entries].map(([id, entry]) => {
    const { owner, repository } = entry;
    const free = [repository, `${owner}-${repository}`]
      .map(assetNameOf)
      .find(each => !taken.has(each));
    const name = nameOf(id) ?? free ?? markedName(id);
    taken.add(name);
    return { id, listed: entry, name };
  });
}

function idOf({ owner, repository }: ListedRepository): string {
  return `${owner}/${repository}`;
}

/** Whether another repository than that of its asset bears its name by now. */
export function isAnother({ assetOf, repository }: RepositoryState): boolean {
  const { forgeId } = repository ?? {};
  return Boolean(assetOf && forgeId && assetOf !== forgeId);
}

/** As `a/b-c` and `a-b/c` want the same one. */
function markedName(id: string): string {
  const mark = createHash('sha256').update(id).digest('hex').slice(0, 8);
  return assetNameOf(`${mark}-${id}`);
}
