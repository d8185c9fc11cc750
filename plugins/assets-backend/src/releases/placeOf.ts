import type { Forge, ForgeRepository } from '../forges';
import type { RepositoryRow } from '../publishing/RepositoryStore';
import { repositoryUnknown } from './problems';

/**
 * The repository as it is now, by its forge's own id: another may bear its name.
 *
 * @throws NotFoundError where its forge has it no more, or another one is linked
 */
export async function placeOf(
  forge: Forge,
  of: Pick<RepositoryRow, 'name' | 'forge' | 'forgeId'>,
): Promise<ForgeRepository> {
  const found =
    forge.pages === of.forge ? await forge.findById(of.forgeId) : undefined;
  if (!found) throw repositoryUnknown(of.name);
  return found;
}
