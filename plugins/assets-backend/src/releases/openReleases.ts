import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Authorizer, GuardedClient } from '@astrolabe/http';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type { Knex } from 'knex';
import { checkedOf, RunStore } from '../checks/RunStore';
import { within } from '../forges';
import { isAt, Registry, type ImageName } from '../images';
import { deedOfRelease, ProvenanceStore } from '../provenance';
import type { ForgeOf } from '../publishing/PublishedSource';
import type {
  RepositoryRow,
  RepositoryStore,
} from '../publishing/RepositoryStore';
import { Zenodo } from './archives/Zenodo';
import { toldApart } from './explain';
import { ReleaseRunner, USUAL_TIMES, type Times } from './ReleaseRunner';
import { Releases } from './Releases';
import { ReleaseStore } from './ReleaseStore';
import type { Checked, Images } from './steps';

/** The part of the room that releases modules. */
export function openReleases(
  db: Knex,
  parts: {
    accounts: AccountsService;
    authorizer: Authorizer;
    client: GuardedClient;
    forgeOf: ForgeOf;
    logger: LoggerService;
    repositories: RepositoryStore;
    /** Has the source of repositories read. */
    onChange: () => Promise<unknown>;
    checksOf: (repository: RepositoryRow) => Checked;
    signing: Pick<Images, 'key' | 'waitMs'>;
    times?: Times;
  },
): { releases: Releases; runner: ReleaseRunner } {
  const { accounts, client, forgeOf, repositories, onChange } = parts;
  const archiveOf = async (
    personRef: string,
    account: string,
    signal?: AbortSignal,
  ) => {
    const access = await accounts.archive(personRef, account);
    return access && toldApart(new Zenodo(access, within(client, signal)));
  };
  const registryOf = async (
    name: ImageName,
    personRef: string,
    signal: AbortSignal,
  ) => {
    const { items } = await accounts.list(personRef);
    const own = items.find(
      ({ kind, shared, url = '' }) =>
        kind === 'registry' && !shared && isAt(url, name.host),
    );
    const account = own && (await accounts.registry(personRef, own.id));
    return new Registry(name, { wire: within(client, signal), account });
  };
  const runs = new RunStore(db);
  const provenance = new ProvenanceStore(db);
  const store = new ReleaseStore(db);
  const runner = new ReleaseRunner({
    ...{ store, logger: parts.logger, times: parts.times ?? USUAL_TIMES },
    reach: {
      async repository({ name, forge, forgeId }) {
        const row = await repositories.get(name, 'module');
        return row?.forge === forge && row.forgeId === forgeId
          ? row
          : undefined;
      },
      forge: ({ personRef, account }, signal) =>
        forgeOf(personRef, account, { signal }),
      archive: ({ personRef, asked }, signal) =>
        archiveOf(personRef, asked.archive!, signal),
      images: ({ personRef }, signal) => ({
        ...parts.signing,
        registry: name => registryOf(name, personRef, signal),
      }),
      async kept(of, { name: path, commits }) {
        for (const commit of commits) {
          const found = await runs.keptOf(checkedOf(of), { commit, path });
          if (found !== undefined) return found;
        }
        return undefined;
      },
      checks: parts.checksOf,
      record: row => provenance.add(checkedOf(row), deedOfRelease(row)),
      async onChange(repository) {
        await repositories.hurry(repository.name);
        await onChange();
      },
    },
  });
  const onAsked = () => runner.wake();
  return {
    runner,
    releases: new Releases({ ...parts, archiveOf, store, onAsked }),
  };
}
