import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type { Care } from '../care';
import type { readConfig } from '../config';
import type { DatabaseWorkloadStore } from '../database';
import type { Passwords } from '../passwords';
import type { Standing, Watch } from '../standing';
import { Doorkeeper } from './Doorkeeper';
import { Fronts } from './Fronts';
import { Gateway } from './Gateway';
import type { Passes } from './Passes';
import { Terminals } from './Terminals';

/** The gateway, with who stands at its doors and the terminals behind them. */
export function createGateway(served: {
  auditor: AuditorService;
  config: ReturnType<typeof readConfig>['gateway'];
  engines: ReadonlyMap<string, WorkloadEngine>;
  logger: LoggerService;
  store: DatabaseWorkloadStore;
  passes: Passes;
  passwords: Passwords;
  standing: Standing;
  watch: Watch;
  uses: Care['uses'];
}): Gateway {
  const { config } = served;
  const parts = { ...served, portalUrl: config.portalUrl };
  const fronts = new Fronts(config);
  return new Gateway({
    ...parts,
    fronts,
    doorkeeper: new Doorkeeper({ ...parts, fronts }),
    terminals: new Terminals(parts),
  });
}
