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
import { FollowWatch } from './follow';
import type { Notifier } from './Notifier';
import { isBusy, RunsUsed, UsageReports, UsageSampler } from './usage';

/** What cares for workloads while they run. */
export interface Care {
  usage: UsageReports;
  /** For other rooms. */
  used: RunsUsed;
  /** For those who carry requests. */
  uses: UseNotes;
  /** Has workloads go on with newer commits of their modules. */
  follow: FollowWatch;
  start(options: CareStart): void;
  stop(): Promise<void>;
}

/** Known only when the rest of the room is there. */
interface CareStart extends IdleSnapshotParts {
  /** Called when something is to be stopped. */
  onWish(id: string): void;
}

interface CareParts
  extends Omit<ConstructorParameters<typeof FollowWatch>[0], 'resyncSeconds'> {
  auditor: AuditorService;
  engines: ReadonlyMap<string, WorkloadEngine>;
  logger: LoggerService;
  notifier: Notifier;
  store: WorkloadStore;
  config: Pick<WorkloadsConfig, 'usage' | 'idle' | 'resyncSeconds'>;
}

/**
 * Measures what runs, stops what lies idle where its operator wants that, and has what
 * follows a module go on with it.
 */
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
  const follow = new FollowWatch({ ...parts, resyncSeconds });
  let watch: IdleWatch | undefined;
  return {
    usage: new UsageReports(samples, usage),
    used: new RunsUsed(samples),
    uses: idle
      ? new WrittenNotes({ ...parts, activity, idleMs: idle.afterMs })
      : noNotes,
    follow,
    start({ onWish, ...saving }) {
      sampler.start();
      follow.start(onWish);
      const watching = { ...parts, activity, chores, resyncSeconds, onWish };
      const saver = idle?.snapshot
        ? new IdleSnapshots({ ...parts, ...saving })
        : undefined;
      watch = idle && new IdleWatch({ ...watching, config: idle, saver });
      watch?.start();
    },
    async stop() {
      await follow.stop();
      await sampler.stop();
      await watch?.stop();
    },
  };
}
