import type {
  DatabaseService,
  LifecycleService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type {
  AssetSource,
  CheckedModulesSlot,
} from '@astrolabe/plugin-assets-node';
import type {
  JobsService,
  UsedResources,
} from '@astrolabe/plugin-workloads-node';
import {
  followLimits,
  type CommunityDirectory,
} from '@astrolabe/plugin-communities-common';
import type { EventsService } from '@backstage/plugin-events-node';
import { Authorizer, GuardedClient, readGuard } from '@astrolabe/http';
import { readAssetsConfig } from './config';
import { Badges } from './badges';
import { openChecks, type Checks, type Hooks } from './checks';
import { connect, DatabaseAssetStore, DatabaseSourceStore } from './database';
import {
  DatasetDirectory,
  DatasetService,
  DatasetStore,
  IMPORTED,
  ImportedSource,
} from './datasets';
import { SourceRunner } from './ingest/SourceRunner';
import { Loop } from './checks/Loop';
import { countLaunches } from './launches';
import { Provenance, ProvenanceStore } from './provenance';
import { openProjects, type Projects } from './projects';
import { openPublishing, PUBLISHED, type Publishing } from './publishing';
import { openReleases, type Releases } from './releases';
import { SavedSearches, SavedSearchStore } from './saved';
import { openSigning, type SigningKey } from './images';
import { RepositoryStore } from './publishing/RepositoryStore';
import { AssetCounter, AssetIndex, IndexFollower } from './search';
import {
  AuthorizedAssetService,
  DefaultAssetService,
  OpenAssetService,
  type AssetService,
  type OpenAssets,
} from './service';
import { FilesSource } from './sources/files/FilesSource';
import { ExternalSource } from './sources/external';
import { ForgeSource } from './sources/forge';
import { openTrust } from './trust';

/** How often a replica looks whether it has the packages of what may run. */
const KEEP_MS = 15_000;

/** What the router and the actions ask. */
interface Room extends Publishing {
  assets: AssetService;
  /** What is described and listed, also to who has not signed in where that is open. */
  openAssets: OpenAssets;
  /** How often who has not signed in may ask; absent: not at all. */
  openMetadata?: { requestsPerMinute: number };
  badges: Badges;
  checks: Checks;
  provenance: Provenance;
  hooks: Hooks;
  isHook: (id: string) => Promise<boolean>;
  datasets: DatasetService;
  projects: Projects;
  releases: Releases;
  saved: SavedSearches;
  signingKey: () => Promise<SigningKey>;
}

/**
 * Puts the parts together: sources → checked and migrated → tables → index →
 * service. The index is full before the first request; sources are read from
 * when the backend has started until it stops.
 */
export async function createRoom(deps: {
  accounts: AccountsService;
  checkedModules: CheckedModulesSlot;
  communities: CommunityDirectory;
  config: RootConfigService;
  database: DatabaseService;
  events: EventsService;
  jobs: JobsService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  permissions: PermissionsService;
  sources: AssetSource[];
  usedResources: UsedResources;
  userInfo: UserInfoService;
}): Promise<Room> {
  const { lifecycle, logger } = deps;
  const config = readAssetsConfig(deps.config);
  // Folders of this installation prevail over what others publish.
  const db = await connect(deps.database);
  const imported = new DatasetStore(db);
  const guard = readGuard(deps.config);
  const client = new GuardedClient(guard);
  const trust = openTrust(deps, config.dataDirectory);
  const publishing = openPublishing(db, { ...deps, client, guard, trust });
  const sources = [
    new FilesSource(config.files),
    ...config.forges.map(forge => new ForgeSource(forge)),
    ...deps.sources,
    new ImportedSource(imported, guard),
    publishing.source,
    ...config.externalCatalogues.map(each => new ExternalSource(each)),
  ];
  const limits = followLimits(deps.config, logger);
  const authorizer = new Authorizer({ ...deps, limits });
  const store = new DatabaseAssetStore(
    db,
    sources.map(source => source.id),
  );
  const sourceStore = new DatabaseSourceStore(db);
  const index = new AssetIndex();
  const follower = new IndexFollower({ store, index, logger });
  const onChange = () => follower.catchUp();
  const runner = new SourceRunner({
    sources,
    assets: store,
    store: sourceStore,
    logger,
    onChange,
  });

  await follower.catchUp();
  logger.info(`Index is ready with ${index.size} assets`);
  await countLaunches({ events: deps.events, store, logger, onChange });
  const { keyFile, waitMinutes } = config.signing;
  const signingKey = openSigning(deps.accounts, keyFile);
  const { forgeOf } = publishing;
  const serviceWith = (used: UsedResources) =>
    new DefaultAssetService({
      ...{ index, assets: store, sources: sourceStore, runner, used },
    });
  const assets = serviceWith(deps.usedResources);
  const projects = openProjects(config, { ...deps, authorizer });
  const authorized = new AuthorizedAssetService(assets, authorizer);
  const readPublished = () => runner.refresh([PUBLISHED]);
  const checking = openChecks(db, {
    ...{ ...deps, assets: authorized, authorizer, client, forgeOf },
    launches: name => {
      const found = index.get('module', name);
      return found?.source === PUBLISHED && index.summary(found).launchable;
    },
    onPush: () => void readPublished(),
  });
  deps.checkedModules.provide(checking.modules);
  const { releases, runner: releasing } = openReleases(db, {
    ...{ ...deps, authorizer, client },
    ...{ forgeOf, repositories: publishing.repositories },
    checksOf: checking.checksOf,
    signing: { key: signingKey, waitMs: waitMinutes * 60_000 },
    onChange: readPublished,
  });
  deps.config.subscribe?.(() => void readPublished());
  const keeping = new Loop(
    () => publishing.source.keepEnvironments(),
    error => logger.error('Environments of tools cannot be kept', error),
  );
  lifecycle.addStartupHook(async () => {
    keeping.start(KEEP_MS);
    releasing.start();
    follower.start();
    await runner.start();
  });
  lifecycle.addShutdownHook(async () => {
    await keeping.stop();
    await releasing.stop();
    await runner.stop();
    await follower.stop();
  });
  return {
    assets: authorized,
    openAssets: config.openMetadata
      ? new OpenAssetService({
          // What people do with it is nobody's outside.
          all: serviceWith({ of: async () => undefined }),
          authorized,
        })
      : authorized,
    openMetadata: config.openMetadata,
    badges: new Badges({
      ...{ assets, runs: checking.runs },
      repositories: new RepositoryStore(db),
    }),
    checks: checking.checks,
    provenance: new Provenance({
      ...{ assets: authorized, repositories: publishing.repositories },
      store: new ProvenanceStore(db),
      mayManage: (row, options) => checking.checks.may(row, options),
    }),
    hooks: checking.hooks,
    isHook: checking.isHook,
    ...{ projects, releases, signingKey },
    saved: new SavedSearches({
      store: new SavedSearchStore(db),
      authorizer,
      counter: new AssetCounter(index),
    }),
    ...publishing.open({
      ...{ authorizer, projects, meet: checking.meet },
      onChange: () => {
        checking.onRepositories();
        return readPublished();
      },
      sourceOf: (name, kind) => index.get(kind, name)?.source,
    }),
    datasets: new DatasetService({
      directory: new DatasetDirectory(client, config.repositories),
      store: imported,
      authorizer,
      onImport: () => runner.refresh([IMPORTED]),
      sourceOf: name => index.get('dataset', name)?.source,
    }),
  };
}
