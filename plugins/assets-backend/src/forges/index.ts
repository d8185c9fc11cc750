import type { ForgeAccess } from '@astrolabe/plugin-accounts-node';
import { gitea } from './gitea';
import { github } from './github';
import { gitlab } from './gitlab';
import type { Forge, ForgeKind, ForgeWire } from './types';

/** Where repositories can be made. */
export const forgeKinds: readonly ForgeKind[] = [github, gitlab, gitea];

/** A client whose requests end with a signal. */
export function within(
  client: ForgeWire,
  signal: AbortSignal | undefined,
): ForgeWire {
  return {
    request: (address, options) =>
      client.request(address, { ...options, signal }),
    open: (address, options) => client.open(address, { ...options, signal }),
  };
}

/** Undefined where nothing can be made there. */
export function openForge(
  access: ForgeAccess,
  client: ForgeWire,
): Forge | undefined {
  const kind = forgeKinds.find(({ service }) => service === access.service);
  return kind?.open(access, client);
}

export type { ForgeClient } from './ForgeClient';
export {
  BRANCH,
  ForgeError,
  type Change,
  type Forge,
  type ForgeKind,
  type ForgeRepository,
  type ForgeTrouble,
  type ForgeWire,
  type Place,
  type RepositoryAbout,
  type Proposal,
  type Tip,
} from './types';
