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
import { Statuses } from './Statuses';
import { StatusStore } from './StatusStore';
import { Worker } from './Worker';

const RUNS_MS = 1_000;
const HOOKS_MS = 15_000;
const STATUSES_MS = 2_000;
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
    isOnPull: config.getOptionalBoolean('assets.checks.onPullRequest') ?? true,
    isTold: config.getOptionalBoolean('assets.checks.tellForges') ?? true,
    repositories: new RepositoryStore(db),
    statuses: new StatusStore(db),
  };
  const worker = new Worker(common);
  const running = new Loop(
    () => worker.look(),
    error => logger.error('Checks do not go on', error),
  );
  const home = config.getOptionalString('app.baseUrl') ?? base;
  const telling = openTelling({ ...common, home });
  const meet = (credentials: BackstageCredentials) =>
    jobs
      .meet(credentials)
      .catch(error => logger.warn('Who publishes was not noted', error));
  const whole = { ...common, meet, onChange: () => running.wake() };
  const hooks = new Hooks({
    ...whole,
    address: `${base.replace(/\/$/, '')}/api/assets/v1/hooks/`,
  });
  const hooking = new Loop(
    () => hooks.look(),
    error => logger.error('Hooks are not looked after', error),
  );
  lifecycle.addStartupHook(() => {
    running.start(RUNS_MS);
    hooking.start(HOOKS_MS);
    telling.start(STATUSES_MS);
  });
  lifecycle.addShutdownHook(async () => {
    const all = [running, hooking, telling];
    await Promise.all(all.map(each => each.stop()));
  });
  const filing = runners.filter(each => each.file).map(({ id }) => id);
  return {
    checks: new Checks(whole),
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

/** Has forges told how commits were checked. */
function openTelling({
  home,
  ...parts
}: { home: string } & Omit<
  ConstructorParameters<typeof Statuses>[0],
  'pageOf'
>): Loop {
  const modules = `${home.replace(/\/$/, '')}/modules`;
  const statuses = new Statuses({
    ...parts,
    pageOf: (name, run) =>
      `${modules}/${encodeURIComponent(name)}/checks/${run}`,
  });
  return new Loop(
    () => statuses.look(),
    error => parts.logger.error('Forges are not told of checks', error),
  );
}
