import type {
  DatabaseService,
  LoggerService,
  PermissionsService,
  RootConfigService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { AssetsService } from '@astrolabe/plugin-assets-node';
import { WORKLOAD_LAUNCHED_TOPIC } from '@astrolabe/plugin-workloads-common';
import type {
  WorkloadEngine,
  WorkloadEnricher,
} from '@astrolabe/plugin-workloads-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { readConfig, readDefaultEngine } from './config';
import { connect, DatabasePassStore, DatabaseWorkloadStore } from './database';
import { EndpointGrants, Gateway } from './gateway';
import { createLaunchLine } from './launch';
import { Reconciler } from './reconcile';
import { AuthorizedWorkloadService, DefaultWorkloadService } from './service';

/** What the room is made of. */
export interface RoomParts {
  assets: AssetsService;
  config: RootConfigService;
  database: DatabaseService;
  engines: Map<string, WorkloadEngine>;
  enrichers: WorkloadEnricher[];
  events: EventsService;
  logger: LoggerService;
  permissions: PermissionsService;
  signals: SignalsService;
  userInfo: UserInfoService;
}

/** Puts the parts of the room together; nothing runs yet. */
export async function createRoom(parts: RoomParts) {
  const { engines, logger, events } = parts;
  const config = readConfig(parts.config);
  const defaultEngine = readDefaultEngine(parts.config, engines);
  const gatewayUrl = config.gateway.baseUrl;
  const db = await connect(parts.database);
  const store = new DatabaseWorkloadStore(db);
  const grants = new EndpointGrants({
    store: new DatabasePassStore(db),
    gatewayUrl,
  });
  const reconciler = new Reconciler({ ...parts, store, gatewayUrl });
  const inner = new DefaultWorkloadService({
    ...parts,
    store,
    defaultEngine,
    grants,
    reconciler,
    gatewayUrl,
    line: createLaunchLine({ ...parts, engine: defaultEngine }),
    onLaunched: ({ id, entityRef, createdAt }) =>
      events.publish({
        topic: WORKLOAD_LAUNCHED_TOPIC,
        eventPayload: { workloadId: id, entityRef, at: createdAt },
      }),
  });
  const workloads = new AuthorizedWorkloadService({ ...parts, inner, store });
  const gateway = new Gateway({ config, store, grants, engines, logger });
  return { config, store, workloads, reconciler, gateway };
}
