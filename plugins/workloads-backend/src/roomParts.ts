import type {
  AuditorService,
  AuthService,
  DatabaseService,
  DiscoveryService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type {
  AssetsService,
  CheckedModules,
} from '@astrolabe/plugin-assets-node';
import type {
  PersonalSecrets,
  StorageAccounts,
  WorkloadEngine,
  WorkloadEnricher,
} from '@astrolabe/plugin-workloads-node';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { SignalsService } from '@backstage/plugin-signals-node';

/** What the room stands on. */
export interface RoomParts {
  assets: AssetsService;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  checked: CheckedModules;
  config: RootConfigService;
  database: DatabaseService;
  discovery: DiscoveryService;
  engines: ReadonlyMap<string, WorkloadEngine>;
  enrichers: readonly WorkloadEnricher[];
  storageAccounts: readonly StorageAccounts[];
  personalSecrets?: PersonalSecrets;
  events: EventsService;
  logger: LoggerService;
  notifications: NotificationService;
  permissions: PermissionsService;
  signals: SignalsService;
  userInfo: UserInfoService;
}
