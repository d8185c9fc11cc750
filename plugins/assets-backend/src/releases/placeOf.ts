import type { Forge, ForgeRepository } from '../forges';
import { placeOf as whereIs } from '../publishing/placeOf';
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
  const found = await whereIs(forge, of);
  if (!found) throw repositoryUnknown(of.name);
  return found;
}
