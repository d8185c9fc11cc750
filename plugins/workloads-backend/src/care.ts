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
import { IdleWatch, noNotes, WrittenNotes, type UseNotes } from './idle';
import type { Notifier } from './Notifier';
import { isBusy, UsageReports, UsageSampler } from './usage';

/** What cares for workloads while they run. */
export interface Care {
  usage: UsageReports;
  /** For those who carry requests. */
  uses: UseNotes;
  /** @param onWish - called when something is to be stopped */
  start(onWish: (id: string) => void): void;
  stop(): Promise<void>;
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
    start(onWish) {
      sampler.start();
      const watching = { ...parts, activity, chores, resyncSeconds, onWish };
      watch = idle && new IdleWatch({ ...watching, config: idle });
      watch?.start();
    },
    async stop() {
      await sampler.stop();
      await watch?.stop();
    },
  };
}
