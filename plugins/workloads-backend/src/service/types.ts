import type { EngineFileContent } from '@astrolabe/plugin-workloads-node';
import type {
  ArtefactList,
  Capacity,
  Deletion,
  EndpointTicket,
  FolderView,
  LaunchAdvice,
  LaunchForm,
  LaunchPlan,
  LaunchRequest,
  LogChunk,
  LogsOptions,
  QuotaUse,
  Purpose,
  StorageStatus,
  TerminalTicket,
  UsageOptions,
  UsageReport,
  Whose,
  Workload,
  WorkloadDetail,
  WorkloadEvent,
  WorkloadPage,
} from '@astrolabe/plugin-workloads-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { WorkloadFilter } from '../database';
import type { UserOptions } from '../launch';
import type { GivenSecrets } from '../secrets';
import type { WholeLog } from './wholeLog';

export type { UserOptions };

/** A page of the caller's workloads, and of what others share with them. */
export interface ListOptions {
  cursor?: string;
  limit?: number;
  purpose?: Purpose;
  /** Those of this community alone. */
  community?: string;
  /** Those of this group alone. */
  group?: string;
  /** One of each group. */
  grouped?: boolean;
  /** One's own, unless told. */
  whose?: Whose;
  /** As whom the caller gets what others share. */
  subjects?: string[];
  /** Narrows further, as the policy says. */
  where?: PermissionCriteria<WorkloadFilter>;
}

/** Reads on and on in a log. */
export interface LogReader {
  /**
   * What came since the last time; `isLast`, when no more will.
   *
   * @throws NotFoundError when the workload is gone
   * @throws NotAllowedError when its reader may not any more
   */
  next(): Promise<{ chunk: LogChunk; isLast: boolean }>;
}

/** How something is launched: once for each key. */
export interface LaunchOptions extends UserOptions {
  idempotencyKey: string;
  secrets?: GivenSecrets;
}

/**
 * What people do with workloads. A stranger's workload and a missing one look
 * the same: NotFoundError.
 */
export interface WorkloadService {
  launchForm(
    launched: Pick<LaunchRequest, 'entityRef' | 'variant'>,
    options: UserOptions,
  ): Promise<LaunchForm>;
  plan(request: LaunchRequest, options: UserOptions): Promise<LaunchPlan>;
  /** Where it, or something smaller, could start now. */
  advise(request: LaunchRequest, options: UserOptions): Promise<LaunchAdvice>;
  launch(
    request: LaunchRequest,
    options: UserOptions & { idempotencyKey: string },
  ): Promise<WorkloadDetail>;
  list(page: ListOptions, options: UserOptions): Promise<WorkloadPage>;
  get(id: string, options: UserOptions): Promise<WorkloadDetail>;
  events(id: string, options: UserOptions): Promise<WorkloadEvent[]>;
  logs(
    id: string,
    stretch: LogsOptions,
    options: UserOptions,
  ): Promise<LogChunk>;
  followLogs(
    id: string,
    stretch: LogsOptions,
    options: UserOptions,
  ): Promise<LogReader>;
  /** All of a task's log; of the main one, unless told. */
  wholeLog(
    id: string,
    task: string | undefined,
    options: UserOptions,
  ): Promise<WholeLog>;
  /** What lies in a folder of its own folder. */
  folder(id: string, folder: string, options: UserOptions): Promise<FolderView>;
  openFile(
    id: string,
    path: string,
    options: UserOptions,
  ): Promise<EngineFileContent>;
  artefacts(id: string, options: UserOptions): Promise<ArtefactList>;
  openArtefact(
    id: string,
    path: string,
    options: UserOptions,
  ): Promise<EngineFileContent>;
  /** What it used of what it has; no engine is asked. */
  usage(
    id: string,
    wanted: UsageOptions,
    options: UserOptions,
  ): Promise<UsageReport>;
  /** The storages that it has, as their own tasks have last told. */
  storages(id: string, options: UserOptions): Promise<StorageStatus[]>;
  /** Puts off for so many hours that it is stopped because nobody uses it. */
  snooze(id: string, hours: number, options: UserOptions): Promise<Workload>;
  stop(id: string, options: UserOptions): Promise<Workload>;
  restart(id: string, options: UserOptions): Promise<Workload>;
  /** Once more what could not be copied back at its end. */
  copyBack(id: string, options: UserOptions): Promise<Workload>;
  /** @throws ConflictError when not all that it changed is in its storage, and that is not given up */
  delete(id: string, options: UserOptions, how?: Deletion): Promise<void>;
  openEndpoint(
    id: string,
    endpoint: string,
    options: UserOptions,
  ): Promise<EndpointTicket>;
  /** A way into a terminal of what runs. */
  terminal(id: string, options: UserOptions): Promise<TerminalTicket>;
  capacity(options: UserOptions): Promise<Capacity>;
  /** What the caller's workloads of the active community hold of what they may. */
  quotas(options: UserOptions): Promise<QuotaUse[]>;
}
