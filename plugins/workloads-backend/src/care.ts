import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type { Knex } from 'knex';
import type { WorkloadsConfig } from './config';
import {
  DatabaseActivityStore,
  DatabaseChores,
  DatabaseUsageStore,
  type WorkloadStore,
} from './database';
import {
  IdleSnapshots,
  IdleWatch,
  noNotes,
  WrittenNotes,
  type IdleSnapshotParts,
  type UseNotes,
} from './idle';
import type { Notifier } from './Notifier';
import { isBusy, UsageReports, UsageSampler } from './usage';

/** What cares for workloads while they run. */
export interface Care {
  usage: UsageReports;
  /** For those who carry requests. */
  uses: UseNotes;
  start(options: CareStart): void;
  stop(): Promise<void>;
}

/** Known only when the rest of the room is there. */
interface CareStart extends IdleSnapshotParts {
  /** Called when something is to be stopped. */
  onWish(id: string): void;
}

interface CareParts {
  auditor: AuditorService;
  engines: ReadonlyMap<string, WorkloadEngine>;
  logger: LoggerService;
  notifier: Notifier;
  store: WorkloadStore;
  config: Pick<WorkloadsConfig, 'usage' | 'idle' | 'resyncSeconds'>;
}

/** Measures what runs, and stops what lies idle where its operator wants that. */
export function createCare(db: Knex, parts: CareParts): Care {
  const { usage, idle, resyncSeconds } = parts.config;
  const samples = new DatabaseUsageStore(db);
  const chores = new DatabaseChores(db);
  const activity = new DatabaseActivityStore(db);
  const sampler = new UsageSampler({
    ...parts,
    usage,
    samples,
    chores,
    async onMeasured(usages, at) {
      if (!idle) return;
      const looks = usages.map(each => ({
        id: each.workloadId,
        isBusy: isBusy(each, idle.cpuCores),
      }));
      const blindBefore = new Date(Date.parse(at) - idle.blindMs).toISOString();
      await activity.noteLooks(looks, { at, blindBefore });
    },
  });
  let watch: IdleWatch | undefined;
  return {
    usage: new UsageReports(samples, usage),
    uses: idle
      ? new WrittenNotes({ ...parts, activity, idleMs: idle.afterMs })
      : noNotes,
    start({ onWish, ...saving }) {
      sampler.start();
      const watching = { ...parts, activity, chores, resyncSeconds, onWish };
      const saver = idle?.snapshot
        ? new IdleSnapshots({ ...parts, ...saving })
        : undefined;
      watch = idle && new IdleWatch({ ...watching, config: idle, saver });
      watch?.start();
    },
    async stop() {
      await sampler.stop();
      await watch?.stop();
    },
  };
}
