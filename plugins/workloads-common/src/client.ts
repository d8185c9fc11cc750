import { ResponseError } from '@backstage/errors';
import type { LaunchAdvice } from './advice';
import type { Downtime, DowntimeList, DowntimeRequest } from './downtimes';
import type { NoticeInbox, NoticePreferences, NoticeSettings } from './notices';
import type { QuotaUse } from './quotas';
import type { Purpose } from './lifetimes';
import type {
  Snapshot,
  SnapshotDetail,
  SnapshotList,
  SnapshotSize,
} from './snapshots';
import type {
  ArtefactList,
  Capacity,
  EndpointPassword,
  EndpointTicket,
  FolderView,
  LaunchForm,
  LaunchPlan,
  LaunchRequest,
  LogChunk,
  NewEndpointPassword,
  TerminalTicket,
  Workload,
  WorkloadDetail,
  WorkloadEvent,
  WorkloadPage,
} from './types';
import type { UsageRange, UsageReport } from './usage';

/** The part of `fetch` that the client needs; pages and CLI bring their own. @public */
export type FetchLike = (url: string, init?: RequestInit) => Promise<Response>;

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
  /** The caller's own, newest first. */
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
  /** Puts off for so many hours that it is stopped because nobody uses it. */
  snooze(id: string, hours: number): Promise<Workload>;
  stop(id: string): Promise<Workload>;
  restart(id: string): Promise<Workload>;
  /** Resolves when the wish is recorded; the workload vanishes when the engine has let go. */
  delete(id: string): Promise<void>;
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
  deleteGroup(groupId: string): Promise<void>;
  /** For {@link openTerminal}. */
  terminal(id: string): Promise<TerminalTicket>;
  /** How large a snapshot of it would be now. It takes a while at some sites. */
  measureSnapshot(id: string): Promise<SnapshotSize>;
  /** Asked again while one of it is on its way, it is that one. */
  takeSnapshot(id: string, title?: string): Promise<Snapshot>;
  /** The caller's own, newest first. */
  snapshots(): Promise<SnapshotList>;
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

/** @public */
export interface WorkloadListOptions {
  cursor?: string;
  /** 1 to 200, 50 unless told. */
  limit?: number;
  purpose?: Purpose;
  /** Those of this group alone. */
  group?: string;
  /** One of each group, which stands for all. */
  grouped?: boolean;
}

/** @public */
export interface LogsOptions {
  task?: string;
  offset?: number;
  maxBytes?: number;
}

/** @public */
export interface UsageOptions {
  /** The last hour, unless told. */
  range?: UsageRange;
  generation?: number;
}

/** @public */
export class WorkloadsClient implements WorkloadsApi {
  readonly #baseUrl: string;
  readonly #fetch: FetchLike;

  /** `baseUrl` ends before `/v1`: `plugin://workloads`, or `https://portal/api/workloads`. */
  constructor(options: { baseUrl: string; fetch: FetchLike }) {
    this.#baseUrl = options.baseUrl;
    this.#fetch = options.fetch;
  }

  getLaunchForm(entityRef: string, variant?: string): Promise<LaunchForm> {
    return this.#json(`/launch-form?${query({ entityRef, variant })}`);
  }

  plan(request: LaunchRequest): Promise<LaunchPlan> {
    return this.#json('/plan', post(request));
  }

  advise(request: LaunchRequest): Promise<LaunchAdvice> {
    return this.#json('/advice', post(request));
  }

  launch(request: LaunchRequest, idempotencyKey: string): Promise<Workload> {
    return this.#json(
      '/workloads',
      post(request, { 'idempotency-key': idempotencyKey }),
    );
  }

  list(options: WorkloadListOptions = {}): Promise<WorkloadPage> {
    return this.#json(`/workloads?${query({ ...options })}`);
  }

  get(id: string): Promise<WorkloadDetail> {
    return this.#json(`/workloads/${segment(id)}`);
  }

  async events(id: string): Promise<WorkloadEvent[]> {
    const { items } = await this.#json<{ items: WorkloadEvent[] }>(
      `/workloads/${segment(id)}/events`,
    );
    return items;
  }

  logs(id: string, options: LogsOptions = {}): Promise<LogChunk> {
    return this.#json(
      `/workloads/${segment(id)}/logs?${query({ ...options })}`,
    );
  }

  async followLogs(
    id: string,
    options: LogsOptions & {
      signal: AbortSignal;
      onChunk(chunk: LogChunk): void;
    },
  ): Promise<void> {
    const { signal, onChunk, ...where } = options;
    const response = await this.#request(
      `/workloads/${segment(id)}/logs/follow?${query(where)}`,
      { signal },
    );
    for await (const line of lines(response)) {
      onChunk(JSON.parse(line));
    }
  }

  usage(id: string, options: UsageOptions = {}): Promise<UsageReport> {
    return this.#json(
      `/workloads/${segment(id)}/usage?${query({ ...options })}`,
    );
  }

  snooze(id: string, hours: number): Promise<Workload> {
    return this.#json(`/workloads/${segment(id)}/snooze`, post({ hours }));
  }

  stop(id: string): Promise<Workload> {
    return this.#json(`/workloads/${segment(id)}/stop`, post());
  }

  restart(id: string): Promise<Workload> {
    return this.#json(`/workloads/${segment(id)}/restart`, post());
  }

  async delete(id: string): Promise<void> {
    await this.#request(`/workloads/${segment(id)}`, { method: 'DELETE' });
  }

  openEndpoint(id: string, endpoint: string): Promise<EndpointTicket> {
    return this.#json(
      `/workloads/${segment(id)}/endpoints/${segment(endpoint)}/ticket`,
      post(),
    );
  }

  async passwords(id: string): Promise<EndpointPassword[]> {
    const { items } = await this.#json<{ items: EndpointPassword[] }>(
      `/workloads/${segment(id)}/passwords`,
    );
    return items;
  }

  setPassword(
    id: string,
    endpoint: string,
    password?: string,
  ): Promise<NewEndpointPassword> {
    return this.#json(passwordPath(id, endpoint), post({ password }));
  }

  async removePassword(id: string, endpoint: string): Promise<void> {
    await this.#request(passwordPath(id, endpoint), { method: 'DELETE' });
  }

  artefacts(id: string): Promise<ArtefactList> {
    return this.#json(`/workloads/${segment(id)}/artefacts`);
  }

  artefact(id: string, path: string): Promise<Response> {
    return this.#request(
      `/workloads/${segment(id)}/artefacts/content?${query({ path })}`,
    );
  }

  wholeLog(id: string, task?: string): Promise<Response> {
    return this.#request(
      `/workloads/${segment(id)}/logs/content?${query({ task })}`,
    );
  }

  folder(id: string, folder?: string): Promise<FolderView> {
    // A parameter that is empty is refused.
    const where = query({ folder: folder || undefined });
    return this.#json(`/workloads/${segment(id)}/files?${where}`);
  }

  file(id: string, path: string): Promise<Response> {
    return this.#request(
      `/workloads/${segment(id)}/files/content?${query({ path })}`,
    );
  }

  async stopGroup(groupId: string): Promise<void> {
    await this.#request(`/groups/${segment(groupId)}/stop`, post());
  }

  async deleteGroup(groupId: string): Promise<void> {
    await this.#request(`/groups/${segment(groupId)}`, { method: 'DELETE' });
  }

  measureSnapshot(id: string): Promise<SnapshotSize> {
    return this.#json(`/workloads/${segment(id)}/snapshot-size`);
  }

  takeSnapshot(id: string, title?: string): Promise<Snapshot> {
    return this.#json(`/workloads/${segment(id)}/snapshots`, post({ title }));
  }

  snapshots(): Promise<SnapshotList> {
    return this.#json('/snapshots');
  }

  snapshot(id: string): Promise<SnapshotDetail> {
    return this.#json(`/snapshots/${segment(id)}`);
  }

  async deleteSnapshot(id: string): Promise<void> {
    await this.#request(`/snapshots/${segment(id)}`, { method: 'DELETE' });
  }

  terminal(id: string): Promise<TerminalTicket> {
    return this.#json(`/workloads/${segment(id)}/terminal`, post({}));
  }

  capacity(): Promise<Capacity> {
    return this.#json('/capacity');
  }

  async quotas(): Promise<QuotaUse[]> {
    const { items } = await this.#json<{ items: QuotaUse[] }>('/quotas');
    return items;
  }

  downtimes(options: { history?: boolean } = {}): Promise<DowntimeList> {
    return this.#json(`/downtimes?${query({ ...options })}`);
  }

  announceDowntime(request: DowntimeRequest): Promise<Downtime> {
    return this.#json('/downtimes', post(request));
  }

  cancelDowntime(id: string): Promise<Downtime> {
    return this.#json(`/downtimes/${segment(id)}`, { method: 'DELETE' });
  }

  notices(): Promise<NoticeSettings> {
    return this.#json('/notices');
  }

  setNotices({
    afterSeconds,
    mail,
    language,
  }: NoticePreferences): Promise<NoticeSettings> {
    const body = { afterSeconds, mail, language };
    return this.#json('/notices', { ...post(body), method: 'PUT' });
  }

  inbox(): Promise<NoticeInbox> {
    return this.#json('/notices/inbox');
  }

  async readNotices(until: string): Promise<void> {
    await this.#request('/notices/inbox/read', post({ until }));
  }

  async #json<T>(path: string, init?: RequestInit): Promise<T> {
    const response = await this.#request(path, init);
    return response.json() as Promise<T>;
  }

  async #request(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetch(`${this.#baseUrl}/v1${path}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function passwordPath(id: string, endpoint: string): string {
  return `/workloads/${segment(id)}/endpoints/${segment(endpoint)}/password`;
}

function segment(text: string): string {
  return encodeURIComponent(text);
}

function query(
  values: Record<string, string | number | boolean | undefined>,
): string {
  const given = Object.entries(values).filter(
    ([, value]) => value !== undefined,
  );
  return new URLSearchParams(given.map(([k, v]) => [k, String(v)])).toString();
}

function post(
  body: unknown = {},
  headers: Record<string, string> = {},
): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

/** The lines of a body as they arrive (newline-delimited JSON); empty ones keep the connection alive. */
async function* lines(response: Response): AsyncGenerator<string> {
  const reader = response
    .body!.pipeThrough(new TextDecoderStream())
    .getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    const parts = (rest + value).split('\n');
    rest = parts.pop() ?? '';
    yield* parts.filter(part => part.trim() !== '');
  }
}
