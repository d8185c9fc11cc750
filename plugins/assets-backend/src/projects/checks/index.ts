import type { CommunityDirectory } from '@astrolabe/plugin-communities-common';
import type { ProjectChecks } from '../types';
import { checkCommunity } from './checkCommunity';

/** What templates may name in `spec.check`. */
export const projectChecks = (parts: {
  communities: CommunityDirectory;
}): ProjectChecks => ({
  community: checkCommunity(parts.communities),
});
