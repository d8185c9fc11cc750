import type {
  DatabaseService,
  LifecycleService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { AccountsSlot } from '@astrolabe/plugin-accounts-node';
import { Authorizer, readGuard } from '@astrolabe/http';
import { followLimits } from '@astrolabe/plugin-communities-common';
import { readStorageOptions } from './config';
import { connect, DatabaseTicketStore } from './database';
import { AuthorizedStorages, Pages, Storages, Tasks } from './service';
import { Homes } from './storages/home';
import { environmentWith, LazyProxy } from './proxy';
import { Daemon, findRclone, Remotes } from './storages/rclone';
import { linkedStorages } from './linked';
import { probeStorage } from './probeStorage';

/** All that the room is made of. */
export async function createRoom(options: {
  config: RootConfigService;
  database: DatabaseService;
  lifecycle: LifecycleService;
  logger: LoggerService;
  accounts: AccountsSlot;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}) {
  const { config, lifecycle, logger, accounts } = options;
  const { home, rclone } = readStorageOptions(config);
  const tickets = new DatabaseTicketStore(await connect(options.database));
  const homes = new Homes(home);
  await homes.clear();
  const proxy = new LazyProxy(readGuard(config));
  const daemon = new Daemon({
    program: () => findRclone({ ...rclone, logger }),
    environment: async () => environmentWith(await proxy.url()),
    logger,
  });
  const remotes = new Remotes();
  accounts.probe = probeStorage({ daemon, remotes });
  const tasks = new Tasks();
  lifecycle.addShutdownHook(async () => {
    await tasks.stop();
    remotes.stop();
    await daemon.stop();
    await proxy.stop();
  });
  const everybodys = new Storages({
    homes,
    linked: linkedStorages(accounts, { daemon, remotes }),
    pages: new Pages(),
    tasks,
    logger,
  });
  const limits = followLimits(config, logger);
  const authorizer = new Authorizer({ ...options, limits });
  const storages = new AuthorizedStorages(everybodys, authorizer);
  return { storages, everybodys, tasks, tickets };
}
