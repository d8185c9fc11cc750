import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type { Knex } from 'knex';
import { ArtefactKeeper, type ArtefactStore } from './artefacts';
import type { WorkloadsConfig } from './config';
import {
  DatabaseArtefactStore,
  DatabaseLogStore,
  type LogStore,
} from './database';
import { LogKeeper } from './LogKeeper';

/** What is kept of what has ended: engines forget. */
export interface Kept {
  stores: { logs: LogStore; artefacts: ArtefactStore };
  /** Something has ended. */
  look(): void;
  start(): void;
  stop(): Promise<void>;
}

type KeptParts = Pick<
  WorkloadsConfig,
  'artefactLimits' | 'bytesPerTask' | 'resyncSeconds'
> & {
  engines: ReadonlyMap<string, WorkloadEngine>;
  logger: LoggerService;
};

/** Copies logs and artefacts of what has ended. */
export function createKept(db: Knex, parts: KeptParts): Kept {
  const logs = new DatabaseLogStore(db);
  const artefacts = new DatabaseArtefactStore(db);
  const keepers = [
    new LogKeeper({ ...parts, logs }),
    new ArtefactKeeper({ ...parts, artefacts }),
  ];
  return {
    stores: { logs, artefacts },
    look: () => keepers.forEach(keeper => keeper.look()),
    start: () => keepers.forEach(keeper => keeper.start()),
    async stop() {
      for (const keeper of keepers) await keeper.stop();
    },
  };
}
