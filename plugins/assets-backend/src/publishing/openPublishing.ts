import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Authorizer, GuardedClient, NetworkGuard } from '@astrolabe/http';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type { Knex } from 'knex';
import { checkedOf, RunStore, SBOM } from '../checks/RunStore';
import { ReleaseStore } from '../releases/ReleaseStore';
import { openForge, within } from '../forges';
import type { Projects } from '../projects';
import type { TrustParts } from '../trust';
import { Catalogue, type SourceOf } from './Catalogue';
import { PublicationStore } from './PublicationStore';
import { Proposals } from './Proposals';
import { PublishedSource, type ForgeOf } from './PublishedSource';
import { Publisher } from './Publisher';
import { Registrar } from './Registrar';
import { imageAt } from './imageAt';
import { harvestOf } from './Rereader';
import { RepositoryStore } from './RepositoryStore';

/** What people do with repositories. */
export interface Publishing {
  publisher: Publisher;
  catalogue: Catalogue;
  registrar: Registrar;
  proposals: Proposals;
}

/** So long a registry is asked about one image. */
const IMAGE_MS = 4_000;

/** The part of the room that has to do with repositories that are made here: what is read of them first. */
export function openPublishing(
  db: Knex,
  parts: {
    accounts: AccountsService;
    client: GuardedClient;
    guard: NetworkGuard;
    logger: LoggerService;
    trust: TrustParts;
  },
) {
  const repositories = new RepositoryStore(db);
  const runs = new RunStore(db);
  const releases = new ReleaseStore(db);
  const forgeOf: ForgeOf = async (personRef, account, limits) => {
    const access = await parts.accounts.forge(personRef, account);
    if (!access) return undefined;
    const { signal, requestMs } = limits ?? {};
    return openForge(access, within(parts.client, signal, requestMs));
  };
  return {
    ...{ forgeOf, repositories },
    source: new PublishedSource({
      ...{ ...parts, store: repositories, forgeOf },
      sbomOf: (row, commit) =>
        runs.keptOf(checkedOf(row), { commit, path: SBOM }),
      imageOf: async (row, metadata) => {
        const made = await releases.list(row);
        const signed = made.flatMap(({ facts }) => facts.image ?? []);
        const before = harvestOf(row).filter(({ from }) => from === 'registry');
        const signal = AbortSignal.timeout(IMAGE_MS);
        const wire = within(parts.client, signal);
        return imageAt(metadata, { wire, signed, before });
      },
    }),

    /** What makes them. */
    open(options: {
      authorizer: Authorizer;
      meet: (credentials: BackstageCredentials) => Promise<void>;
      projects: Projects;
      /** Has the source read. */
      onChange: () => Promise<unknown>;
      sourceOf: SourceOf;
    }): Publishing {
      const catalogue = new Catalogue({ ...options, store: repositories });
      const store = new PublicationStore(db);
      const all = { ...parts, ...options, catalogue, forgeOf, store };
      const proposals = new Proposals({ ...all, repositories });
      return {
        ...{ catalogue, proposals, publisher: new Publisher(all) },
        registrar: new Registrar({ ...all, proposals, repositories }),
      };
    },
  };
}
