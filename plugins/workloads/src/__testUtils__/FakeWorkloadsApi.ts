import {
  defaultNotices,
  lifetimes,
  type ArtefactList,
  type Capacity,
  type Deletion,
  type DowntimeRequest,
  type EndpointPassword,
  type EndpointTicket,
  type FolderEntry,
  type LaunchAdvice,
  type LaunchForm,
  type LaunchPlan,
  type LaunchRequest,
  type LogsOptions,
  type NoticeInbox,
  type NoticePreferences,
  type NoticeSettings,
  type QuotaUse,
  type Share,
  type SharedThing,
  type ShareList,
  type ShareWish,
  type SnapshotSize,
  type UsageOptions,
  type StorageStatus,
  type UsageReport,
  type Workload,
  type WorkloadDetail,
  type WorkloadEvent,
  type WorkloadListOptions,
  type WorkloadPage,
  type WorkloadsApi,
} from '@astrolabe/plugin-workloads-common';
import { apiError } from './apiError';
import { FakeDowntimes } from './FakeDowntimes';
import { FakeLogs, type FollowOptions } from './FakeLogs';
import { FakeSnapshots } from './FakeSnapshots';
import { oneOfEach } from './oneOfEach';
import {
  sampleAdvice,
  sampleArtefacts,
  sampleCapacity,
  sampleEvents,
  sampleForm,
  samplePlan,
  sampleQuotas,
  sampleUsage,
} from './samples';

const purposeOf = ({ lifetime }: Workload) => lifetimes[lifetime.kind].purpose;

/** The workloads backend, small enough to hold in a test. */
export class FakeWorkloadsApi implements WorkloadsApi {
  form: LaunchForm = sampleForm;
  planned: LaunchPlan = samplePlan;
  advised: LaunchAdvice = sampleAdvice;
  available: Capacity = sampleCapacity;
  held: QuotaUse[] = sampleQuotas;
  left: ArtefactList = sampleArtefacts;
  /** By their paths. */
  folders: Record<string, FolderEntry[]> = {};
  readonly kept = new FakeSnapshots();
  mailbox: NoticeInbox = { items: [], unread: 0 };
  told: NoticeSettings = { ...defaultNotices, sendsMail: true };
  used: UsageReport = sampleUsage;
  mounted: StorageStatus[] = [];
  readonly down = new FakeDowntimes();
  readonly output = new FakeLogs();
  locked: EndpointPassword[] = [];
  sharedWith: Share[] = [];
  recorded: WorkloadEvent[] = sampleEvents;
  /** Errors to answer with, by method; taken away by the test that set them. */
  failing: Partial<Record<keyof WorkloadsApi, Error>> = {};
  /** What was asked of it, in order. */
  readonly asked: { method: keyof WorkloadsApi; args: unknown[] }[] = [];
  pageSize = 50;
  ticketUrl = 'http://corals-lab.apps.localhost:7008/.astrolabe/open?ticket=t';
  readonly #workloads: Map<string, WorkloadDetail>;
  readonly #byKey = new Map<string, WorkloadDetail>();

  constructor(workloads: WorkloadDetail[] = []) {
    this.#workloads = new Map(workloads.map(w => [w.id, w]));
  }

  /** How often a method was called. */
  count(method: keyof WorkloadsApi): number {
    return this.asked.filter(call => call.method === method).length;
  }

  async getLaunchForm(entityRef: string, variant?: string) {
    this.#note('getLaunchForm', entityRef, variant);
    return this.form;
  }

  async terminal(id: string) {
    this.#note('terminal', id);
    return { url: 'ws://terminal.apps.localhost:7008/', ticket: 'once' };
  }

  async measureSnapshot(id: string): Promise<SnapshotSize> {
    this.#note('measureSnapshot', id);
    const { limits } = await this.kept.snapshots();
    return { bytes: this.kept.nextBytes, limits };
  }

  async takeSnapshot(id: string, title?: string) {
    this.#note('takeSnapshot', id, title);
    return this.kept.take(this.#known(id), title);
  }

  async snapshots() {
    this.#note('snapshots');
    return this.kept.snapshots();
  }

  async snapshot(id: string) {
    this.#note('snapshot', id);
    return this.kept.get(id);
  }

  async deleteSnapshot(id: string) {
    this.#note('deleteSnapshot', id);
    this.kept.become(id, { state: 'deleting' });
  }

  async downtimes() {
    this.#note('downtimes');
    return this.down.list;
  }

  async announceDowntime(request: DowntimeRequest) {
    this.#note('announceDowntime', request);
    return this.down.announce(request);
  }

  async cancelDowntime(id: string) {
    this.#note('cancelDowntime', id);
    return this.down.cancel(id);
  }

  async notices() {
    this.#note('notices');
    return this.told;
  }

  async inbox() {
    this.#note('inbox');
    return this.mailbox;
  }

  async readNotices(until: string) {
    this.#note('readNotices', until);
    const items = this.mailbox.items.map(each => ({ ...each, isRead: true }));
    this.mailbox = { items, unread: 0 };
  }

  async setNotices(wish: NoticePreferences) {
    this.#note('setNotices', wish);
    this.told = { ...this.told, ...wish };
    return this.told;
  }

  async quotas() {
    this.#note('quotas');
    return this.held;
  }

  async plan(request: LaunchRequest) {
    this.#note('plan', request);
    return this.planned;
  }

  async advise(request: LaunchRequest) {
    this.#note('advise', request);
    return this.advised;
  }

  async launch(asked: LaunchRequest, idempotencyKey: string) {
    this.#note('launch', asked, idempotencyKey);
    const { secrets: _, ...request } = asked;
    const before = this.#byKey.get(idempotencyKey);
    if (before) return before;
    const workload = {
      ...[...this.#workloads.values()][0],
      id: `launched-${this.#byKey.size + 1}`,
      title: String(request.values.general?.title),
      request,
    };
    this.#byKey.set(idempotencyKey, workload);
    this.#workloads.set(workload.id, workload);
    return workload;
  }

  async list(options: WorkloadListOptions = {}) {
    this.#note('list', options);
    const { purpose, group, grouped } = options;
    const all = this.#rows(grouped)
      .filter(each => !purpose || purposeOf(each) === purpose)
      .filter(each => !group || each.group?.id === group)
      .sort((a, b) => (a.id < b.id ? 1 : -1));
    const from = Number(options.cursor ?? 0);
    const to = from + this.pageSize;
    const page: WorkloadPage = {
      items: all.slice(from, to),
      totalItems: all.length,
      purposes: this.#purposes(grouped),
      ...(to < all.length && { nextCursor: String(to) }),
    };
    return page;
  }

  async get(id: string) {
    this.#note('get', id);
    return this.#known(id);
  }

  async events(id: string) {
    this.#note('events', id);
    this.#known(id);
    return this.recorded;
  }

  async logs(id: string, options: LogsOptions = {}) {
    this.#note('logs', id, options);
    return this.output.nothing(options.task);
  }

  async followLogs(id: string, options: FollowOptions) {
    const { task, offset } = options;
    this.#note('followLogs', id, { task, offset });
    await this.output.follow(options);
  }

  async usage(id: string, options: UsageOptions = {}) {
    this.#note('usage', id, options);
    const { range = 'hour' } = options;
    return { ...this.used, range };
  }

  async storages(id: string) {
    this.#note('storages', id);
    return { items: this.mounted };
  }

  async snooze(id: string, hours: number) {
    this.#note('snooze', id, hours);
    const snoozedUntil = '2026-11-26T08:00:00.000Z';
    const idle = { warnings: 0, snoozedUntil, files: 'kept' as const };
    return this.#become(id, { idle });
  }

  async follow(id: string, isOn: boolean) {
    this.#note('follow', id, isOn);
    return this.#become(id, { follow: { isOn } });
  }

  async stop(id: string) {
    this.#note('stop', id);
    return this.#become(id, {
      desired: 'stop',
      state: 'stopping',
      reason: { code: 'stopped-by-person', message: 'Stopping.' },
    });
  }

  async restart(id: string) {
    this.#note('restart', id);
    return this.#become(id, {
      state: 'starting',
      reason: { code: 'starting-process', message: 'Starting.' },
    });
  }

  async copyBack(id: string) {
    this.#note('copyBack', id);
    return this.#become(id, {});
  }

  async delete(id: string, how?: Deletion) {
    this.#note('delete', id, how);
    this.#become(id, { desired: 'delete', state: 'stopping' });
  }

  async openEndpoint(id: string, endpoint: string): Promise<EndpointTicket> {
    this.#note('openEndpoint', id, endpoint);
    return {
      url: this.ticketUrl,
      token: 'token',
      expiresAt: '2026-11-25T08:00:00.000Z',
    };
  }

  async passwords(id: string) {
    this.#note('passwords', id);
    return this.locked;
  }

  async setPassword(id: string, endpoint: string, password = 'made-by-it') {
    this.#note('setPassword', id, endpoint, password);
    const set = { endpoint, setAt: '2026-11-25T08:00:00.000Z' };
    this.locked = [...this.#lockedBut(endpoint), set];
    return { ...set, password };
  }

  async removePassword(id: string, endpoint: string) {
    this.#note('removePassword', id, endpoint);
    this.locked = this.#lockedBut(endpoint);
  }

  async shares(thing: SharedThing): Promise<ShareList> {
    this.#note('shares', thing.id);
    return { items: this.sharedWith, groups: ['group:default/members'] };
  }

  async share(thing: SharedThing, wish: ShareWish): Promise<Share> {
    this.#note('share', thing.id, wish);
    const made = { id: wish.subjectRef, grantedBy: 'user:default/ada' };
    const share = { ...wish, ...made, createdAt: '2026-11-25T08:00:00.000Z' };
    this.sharedWith = [...this.sharedWith, share];
    return share;
  }

  async unshare(thing: SharedThing, shareId: string) {
    this.#note('unshare', thing.id, shareId);
    this.sharedWith = this.sharedWith.filter(({ id }) => id !== shareId);
  }

  async artefacts(id: string) {
    this.#note('artefacts', id);
    return this.left;
  }

  async artefact(id: string, path: string) {
    this.#note('artefact', id, path);
    return new Response(`content of ${path}`);
  }

  async wholeLog(id: string, task?: string) {
    this.#note('wholeLog', id, task);
    return new Response(`all of ${task}`);
  }

  async folder(id: string, folder = '') {
    this.#note('folder', id, folder);
    const items = this.folders[folder] ?? [];
    return { folder, items, truncated: false, gone: false };
  }

  async file(id: string, path: string) {
    this.#note('file', id, path);
    return new Response(`content of ${path}`);
  }

  async stopGroup(groupId: string) {
    this.#note('stopGroup', groupId);
  }

  async deleteGroup(groupId: string, how?: Deletion) {
    this.#note('deleteGroup', groupId, how);
  }

  async capacity(): Promise<Capacity> {
    this.#note('capacity');
    return this.available;
  }

  #rows(grouped?: boolean): WorkloadDetail[] {
    const all = [...this.#workloads.values()];
    return grouped ? oneOfEach(all) : all;
  }

  #purposes(grouped?: boolean) {
    const counts = { interactive: 0, batch: 0, try: 0 };
    for (const each of this.#rows(grouped)) counts[purposeOf(each)]++;
    return counts;
  }

  #lockedBut(endpoint: string): EndpointPassword[] {
    return this.locked.filter(each => each.endpoint !== endpoint);
  }

  #note(method: keyof WorkloadsApi, ...args: unknown[]): void {
    this.asked.push({ method, args });
    const error = this.failing[method];
    if (error) throw error;
  }

  #known(id: string): WorkloadDetail {
    const workload = this.#workloads.get(id);
    if (!workload) {
      throw apiError(404, {
        name: 'NotFoundError',
        message: `No workload ${id}`,
      });
    }
    return workload;
  }

  #become(id: string, changes: Partial<Workload>): Workload {
    const workload = { ...this.#known(id), ...changes };
    this.#workloads.set(id, workload);
    return workload;
  }
}
