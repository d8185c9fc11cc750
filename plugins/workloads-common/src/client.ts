import { ResponseError } from '@backstage/errors';
import type { LaunchAdvice } from './advice';
import type { WorkloadsApi } from './api';
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
import { lines, post, query, segment } from './request';
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

/** The part of `fetch` that the client needs; pages and CLI bring their own. @public */
export type FetchLike = (url: string, init?: RequestInit) => Promise<Response>;

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
      const said = JSON.parse(line);
      if ('error' in said) throw await refusalOf(said);
      onChunk(said);
    }
  }

  storages(id: string): Promise<{ items: StorageStatus[] }> {
    return this.#json(`/workloads/${segment(id)}/storages`);
  }

  usage(id: string, options: UsageOptions = {}): Promise<UsageReport> {
    return this.#json(
      `/workloads/${segment(id)}/usage?${query({ ...options })}`,
    );
  }

  snooze(id: string, hours: number): Promise<Workload> {
    return this.#json(`/workloads/${segment(id)}/snooze`, post({ hours }));
  }

  follow(id: string, isOn: boolean): Promise<Workload> {
    return this.#json(`/workloads/${segment(id)}/follow`, {
      ...post({ isOn }),
      method: 'PUT',
    });
  }

  stop(id: string): Promise<Workload> {
    return this.#json(`/workloads/${segment(id)}/stop`, post());
  }

  restart(id: string): Promise<Workload> {
    return this.#json(`/workloads/${segment(id)}/restart`, post());
  }

  copyBack(id: string): Promise<Workload> {
    return this.#json(`/workloads/${segment(id)}/copy-back`, post());
  }

  async delete(id: string, how: Deletion = {}): Promise<void> {
    await this.#request(`/workloads/${segment(id)}?${query({ ...how })}`, {
      method: 'DELETE',
    });
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

  shares(thing: SharedThing): Promise<ShareList> {
    return this.#json(sharesPath(thing));
  }

  share(
    thing: SharedThing,
    { subjectRef, role, endsAt }: ShareWish,
  ): Promise<Share> {
    const body = { subjectRef, role, endsAt };
    return this.#json(sharesPath(thing), { ...post(body), method: 'PUT' });
  }

  async unshare(thing: SharedThing, shareId: string): Promise<void> {
    const path = `${sharesPath(thing)}/${segment(shareId)}`;
    await this.#request(path, { method: 'DELETE' });
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

  async deleteGroup(groupId: string, how: Deletion = {}): Promise<void> {
    await this.#request(`/groups/${segment(groupId)}?${query({ ...how })}`, {
      method: 'DELETE',
    });
  }

  measureSnapshot(id: string): Promise<SnapshotSize> {
    return this.#json(`/workloads/${segment(id)}/snapshot-size`);
  }

  takeSnapshot(id: string, title?: string): Promise<Snapshot> {
    return this.#json(`/workloads/${segment(id)}/snapshots`, post({ title }));
  }

  snapshots(options: { whose?: Whose } = {}): Promise<SnapshotList> {
    return this.#json(`/snapshots?${query({ ...options })}`);
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

/** In the middle of an answer, as an answer of its own would say it. */
function refusalOf(body: {
  response: { statusCode: number };
}): Promise<ResponseError> {
  const { statusCode: status } = body.response;
  return ResponseError.fromResponse(Response.json(body, { status }));
}

function sharesPath({ kind, id }: SharedThing): string {
  return `/${kind}s/${segment(id)}/shares`;
}

function passwordPath(id: string, endpoint: string): string {
  return `/workloads/${segment(id)}/endpoints/${segment(endpoint)}/password`;
}
