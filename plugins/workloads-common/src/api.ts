import type { LaunchAdvice } from './advice';
import type { Capacity } from './capacity';
import type { Downtime, DowntimeList, DowntimeRequest } from './downtimes';
import type {
  EndpointPassword,
  EndpointTicket,
  NewEndpointPassword,
} from './endpoints';
import type { ArtefactList, FolderView } from './files';
import type { LaunchForm, LaunchPlan, LaunchRequest } from './launch';
import type { LogChunk, LogsOptions } from './logs';
import type { NoticeInbox, NoticePreferences, NoticeSettings } from './notices';
import type { QuotaUse } from './quotas';
import type { Share, SharedThing, ShareList, ShareWish, Whose } from './shares';
import type {
  Snapshot,
  SnapshotDetail,
  SnapshotList,
  SnapshotSize,
} from './snapshots';
import type { TerminalTicket } from './terminal';
import type { StorageStatus } from './storageStatus';
import type { UsageOptions, UsageReport } from './usage';
import type {
  Deletion,
  Workload,
  WorkloadDetail,
  WorkloadEvent,
  WorkloadListOptions,
  WorkloadPage,
} from './workload';

/**
 * The workloads API as pages, CLI and tests see it. Every method throws a
 * `ResponseError` whose `body.error` has `code`, `cause` and `nextStep`.
 *
 * @public
 */
export interface WorkloadsApi {
  getLaunchForm(entityRef: string, variant?: string): Promise<LaunchForm>;
  plan(request: LaunchRequest): Promise<LaunchPlan>;
  /** Where it, or something smaller, could start now. Takes longer than a plan. */
  advise(request: LaunchRequest): Promise<LaunchAdvice>;
  /** The same key and request give the same workload, however often it is sent. */
  launch(request: LaunchRequest, idempotencyKey: string): Promise<Workload>;
  /** Newest first; the caller's own, unless told. */
  list(options?: WorkloadListOptions): Promise<WorkloadPage>;
  get(id: string): Promise<WorkloadDetail>;
  /** Oldest first. */
  events(id: string): Promise<WorkloadEvent[]>;
  /** Without `offset`, the last `maxBytes` (64 KiB unless told). */
  logs(id: string, options?: LogsOptions): Promise<LogChunk>;
  /** Calls `onChunk` for what is there and for what comes, until aborted or the task ends. */
  followLogs(
    id: string,
    options: LogsOptions & {
      signal: AbortSignal;
      onChunk(chunk: LogChunk): void;
    },
  ): Promise<void>;
  /** What it used of what it has; of the present run, unless another is named. */
  usage(id: string, options?: UsageOptions): Promise<UsageReport>;
  /** The storages that it has, as their own tasks have last told. */
  storages(id: string): Promise<{ items: StorageStatus[] }>;
  /** Puts off for so many hours that it is stopped because nobody uses it. */
  snooze(id: string, hours: number): Promise<Workload>;
  /** Whether it goes on with newer commits of its module that have passed its checks. */
  follow(id: string, isOn: boolean): Promise<Workload>;
  stop(id: string): Promise<Workload>;
  restart(id: string): Promise<Workload>;
  /** Once more what could not be copied back at its end, without running it again. */
  copyBack(id: string): Promise<Workload>;
  /** Resolves when the wish is recorded; the workload vanishes when the engine has let go. */
  delete(id: string, how?: Deletion): Promise<void>;
  openEndpoint(id: string, endpoint: string): Promise<EndpointTicket>;
  /** Which endpoints open to whoever has a password. */
  passwords(id: string): Promise<EndpointPassword[]>;
  /** In place of one before; without `password`, one is made. */
  setPassword(
    id: string,
    endpoint: string,
    password?: string,
  ): Promise<NewEndpointPassword>;
  /** Ends the sessions of all who came with it. */
  removePassword(id: string, endpoint: string): Promise<void>;
  /** With whom a thing of the caller's is shared. */
  shares(thing: SharedThing): Promise<ShareList>;
  /** In place of a share before with the same one. */
  share(thing: SharedThing, wish: ShareWish): Promise<Share>;
  unshare(thing: SharedThing, shareId: string): Promise<void>;
  /** What the program left in its folder of artefacts. */
  artefacts(id: string): Promise<ArtefactList>;
  /** One of them. */
  artefact(id: string, path: string): Promise<Response>;
  /** The whole log of a task, as text; of the main one, unless told. */
  wholeLog(id: string, task?: string): Promise<Response>;
  /** What lies in a folder of its own folder; in that itself, unless told. */
  folder(id: string, folder?: string): Promise<FolderView>;
  /** A file of its own folder. */
  file(id: string, path: string): Promise<Response>;
  /** Stops all of a group that can be stopped. */
  stopGroup(groupId: string): Promise<void>;
  deleteGroup(groupId: string, how?: Deletion): Promise<void>;
  /** For {@link openTerminal}. */
  terminal(id: string): Promise<TerminalTicket>;
  /** How large a snapshot of it would be now. It takes a while at some sites. */
  measureSnapshot(id: string): Promise<SnapshotSize>;
  /** Asked again while one of it is on its way, it is that one. */
  takeSnapshot(id: string, title?: string): Promise<Snapshot>;
  /** Newest first; the caller's own, unless told. */
  snapshots(options?: { whose?: Whose }): Promise<SnapshotList>;
  snapshot(id: string): Promise<SnapshotDetail>;
  deleteSnapshot(id: string): Promise<void>;
  capacity(): Promise<Capacity>;
  /** What the caller's workloads hold of what they may. */
  quotas(): Promise<QuotaUse[]>;
  /** When sites will be down; with `history`, also what is over or was taken back. */
  downtimes(options?: { history?: boolean }): Promise<DowntimeList>;
  announceDowntime(request: DowntimeRequest): Promise<Downtime>;
  cancelDowntime(id: string): Promise<Downtime>;
  /** How the caller wants to be told of workloads. */
  notices(): Promise<NoticeSettings>;
  setNotices(wish: NoticePreferences): Promise<NoticeSettings>;
  /** What the caller was told of workloads. */
  inbox(): Promise<NoticeInbox>;
  /** All that happened until then is read; `at` of the newest that was seen. */
  readNotices(until: string): Promise<void>;
}
