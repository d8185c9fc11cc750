import type { GuardedRequest } from '@astrolabe/http';
import type { ForgeAccess } from '@astrolabe/plugin-accounts-node';
import { gitea } from './gitea';
import { github } from './github';
import { gitlab } from './gitlab';
import type { Forge, ForgeKind, ForgeWire } from './types';

/** Where repositories can be made. */
export const forgeKinds: readonly ForgeKind[] = [github, gitlab, gitea];

/** A client whose requests end with a signal, and each of which has no more than a time. */
export function within(
  client: ForgeWire,
  signal: AbortSignal | undefined,
  mostMs = Infinity,
): ForgeWire {
  const limited = <T extends GuardedRequest>(options?: T) => {
    const timeoutMs = Math.min(options?.timeoutMs ?? Infinity, mostMs);
    const isLimited = Number.isFinite(timeoutMs);
    return { ...options, signal, ...(isLimited && { timeoutMs }) } as T;
  };
  return {
    request: (address, options) => client.request(address, limited(options)),
    open: (address, options) => client.open(address, limited(options)),
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
  contextOf,
  isOfPortal,
  LONGEST,
  type CommitStatus,
  type CommitVerdict,
} from './statuses';
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
