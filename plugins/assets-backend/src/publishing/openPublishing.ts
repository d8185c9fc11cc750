import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { Authorizer, GuardedClient, NetworkGuard } from '@astrolabe/http';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type { Knex } from 'knex';
import { checkedOf, RunStore, SBOM } from '../checks/RunStore';
import { openForge, within } from '../forges';
import { ProvenanceStore } from '../provenance';
import type { Projects } from '../projects';
import { Catalogue } from './Catalogue';
import { PublicationStore } from './PublicationStore';
import { Proposals } from './Proposals';
import { PublishedSource, type ForgeOf } from './PublishedSource';
import { Publisher } from './Publisher';
import { Registrar } from './Registrar';
import { RepositoryStore } from './RepositoryStore';

/** What people do with repositories. */
export interface Publishing {
  publisher: Publisher;
  catalogue: Catalogue;
  registrar: Registrar;
  proposals: Proposals;
}

/** The part of the room that has to do with repositories that are made here: what is read of them first. */
export function openPublishing(
  db: Knex,
  parts: {
    accounts: AccountsService;
    client: GuardedClient;
    guard: NetworkGuard;
    logger: LoggerService;
  },
) {
  const repositories = new RepositoryStore(db);
  const runs = new RunStore(db);
  const forgeOf: ForgeOf = async (personRef, account, signal) => {
    const access = await parts.accounts.forge(personRef, account);
    if (!access) return undefined;
    return openForge(access, within(parts.client, signal));
  };
  return {
    ...{ forgeOf, repositories },
    source: new PublishedSource({
      ...{ ...parts, store: repositories, forgeOf },
      sbomOf: (row, commit) =>
        runs.keptOf(checkedOf(row), { commit, path: SBOM }),
    }),

    /** What makes them. */
    open(options: {
      authorizer: Authorizer;
      meet: (credentials: BackstageCredentials) => Promise<void>;
      projects: Projects;
      /** Has the source read. */
      onChange: () => Promise<unknown>;
      /** Id of the source that a module of the catalogue is from. */
      sourceOf: (name: string) => string | undefined;
    }): Publishing {
      const provenance = new ProvenanceStore(db);
      const catalogue = new Catalogue({
        ...{ ...options, provenance, store: repositories },
      });
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
