import type {
  BackstageCredentials,
  LifecycleService,
  LoggerService,
  RootConfigService,
} from '@backstage/backend-plugin-api';
import type { Authorizer, GuardedClient } from '@astrolabe/http';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import type { JobsService } from '@astrolabe/plugin-workloads-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { Knex } from 'knex';
import type { ForgeOf } from '../publishing/PublishedSource';
import {
  RepositoryStore,
  type RepositoryRow,
} from '../publishing/RepositoryStore';
import type { AssetService } from '../service';
import { checkedModules } from './checkedModules';
import { Checks } from './Checks';
import { Hooks } from './Hooks';
import { HookStore } from './HookStore';
import { Loop } from './Loop';
import { MetadataCheck } from './MetadataCheck';
import { openRunners, readRunners } from './runners';
import { PortalRunner } from './runners/portal';
import { checkedOf, RunStore } from './RunStore';
import { Worker } from './Worker';

const RUNS_MS = 1_000;
const HOOKS_MS = 15_000;
const LOOPBACK = 'http://localhost';

/** The part of the room that has to do with checks. */
export function openChecks(
  db: Knex,
  parts: {
    accounts: AccountsService;
    assets: AssetService;
    authorizer: Authorizer;
    client: GuardedClient;
    config: RootConfigService;
    events: EventsService;
    forgeOf: ForgeOf;
    jobs: JobsService;
    /** Whether the module of that name is of a repository, and anybody can launch it. */
    launches: (name: string) => boolean;
    lifecycle: LifecycleService;
    logger: LoggerService;
    /** Has repositories that are due read. */
    onPush: () => void;
  },
) {
  const { config, jobs, lifecycle, logger } = parts;
  const runs = new RunStore(db);
  // Only tests have none.
  const base = config.getOptionalString('backend.baseUrl') ?? LOOPBACK;
  const own = [new PortalRunner(jobs, new MetadataCheck(parts.forgeOf))];
  const runners = openRunners(readRunners(config), { ...parts, own });
  const common = {
    ...{ ...parts, runs, runners },
    hooks: new HookStore(db),
    isOnPush: config.getOptionalBoolean('assets.checks.onPush') ?? true,
    repositories: new RepositoryStore(db),
  };
  const worker = new Worker(common);
  const running = new Loop(
    () => worker.look(),
    error => logger.error('Checks do not go on', error),
  );
  const meet = (credentials: BackstageCredentials) =>
    jobs
      .meet(credentials)
      .catch(error => logger.warn('Who publishes was not noted', error));
  const all = { ...common, meet, onChange: () => running.wake() };
  const hooks = new Hooks({
    ...all,
    address: `${base.replace(/\/$/, '')}/api/assets/v1/hooks/`,
  });
  const hooking = new Loop(
    () => hooks.look(),
    error => logger.error('Hooks are not looked after', error),
  );
  lifecycle.addStartupHook(() => {
    running.start(RUNS_MS);
    hooking.start(HOOKS_MS);
  });
  lifecycle.addShutdownHook(async () => {
    await Promise.all([running.stop(), hooking.stop()]);
  });
  const filing = runners.filter(each => each.file).map(({ id }) => id);
  return {
    checks: new Checks(all),
    /** What releases of a repository have to do with them. */
    checksOf: (repository: RepositoryRow) => ({
      begin: (commit: string) => hooks.check(repository, commit),
      // Others leave nothing, and some forges never run what they are asked to.
      areFilesToCome: (commit: string) =>
        runs.areGoingOn(checkedOf(repository), { commit, runners: filing }),
    }),
    hooks,
    isHook: async (id: string) => (await common.hooks.get(id)) !== undefined,
    meet,
    modules: checkedModules(common),
    runs,
    /** Has the hooks of repositories looked after that have come or gone. */
    onRepositories: () => hooking.wake(),
  };
}
