import type { Forge, ForgeRepository } from '../forges';
import type { RepositoryRow } from './RepositoryStore';

/**
 * Where a repository is by now, by its forge's own id; undefined where its forge has it
 * no more, or another one is linked.
 */
export async function placeOf(
  forge: Forge | undefined,
  { forge: pages, forgeId }: Pick<RepositoryRow, 'forge' | 'forgeId'>,
): Promise<ForgeRepository | undefined> {
  return forge?.pages === pages ? forge.findById(forgeId) : undefined;
}
