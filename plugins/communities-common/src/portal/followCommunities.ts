import type { Config } from '@backstage/config';
import type { Community } from '../generated/community';
import { readCommunities } from '../readCommunities';

/** The communities as they are declared now. @public */
export interface CommunityDirectory {
  list(): readonly Community[];
}

/**
 * Reads the communities, and reads them again when the configuration changes.
 * A change that is wrong is not taken: those from before stay.
 *
 * @param onChange - told after each change; the error says what was wrong with one
 * @throws Error when they are wrong at first
 * @public
 */
export function followCommunities(
  config: Config,
  onChange: (refusal?: Error) => void = () => {},
): CommunityDirectory {
  let communities = readCommunities(config);
  let text = JSON.stringify(communities);
  config.subscribe?.(() => {
    try {
      const read = readCommunities(config);
      const changed = JSON.stringify(read);
      if (changed === text) return;
      communities = read;
      text = changed;
      onChange();
    } catch (error) {
      onChange(error as Error);
    }
  });
  return { list: () => communities };
}
