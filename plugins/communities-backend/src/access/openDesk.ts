import type {
  LoggerService,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type { Config } from '@backstage/config';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { DatabaseAccessStore, DatabasePeople } from '../database';
import { isDemoSignInEnabled } from '../signIn/config';
import { AccessDesk } from './AccessDesk';
import { AccessNotices } from './AccessNotices';
import { Managers } from './Managers';
import { Names } from './Names';
import type { AccessRoom } from './routes';

/** Requests for access, with all that belongs to them. */
export function openDesk(options: {
  config: Config;
  store: DatabaseAccessStore;
  people: DatabasePeople;
  limits(): LimitTable;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  userInfo: UserInfoService;
}): AccessRoom {
  const { config, limits, people } = options;
  const hasDemoPeople = isDemoSignInEnabled(config, process.env.NODE_ENV);
  const names = new Names(people);
  const notices = new AccessNotices({
    ...options,
    titleOf: community =>
      limits().communities.find(({ id }) => id === community)?.title ??
      community,
  });
  const desk = new AccessDesk({
    ...options,
    ...{ notices, managers: new Managers({ ...options, hasDemoPeople }) },
    nameOf: ref => names.of(ref),
  });
  return { desk, names };
}
