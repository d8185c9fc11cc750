import type {
  EndpointView,
  Holding,
  LaunchRequest,
  LogChunk,
  LifetimeKind,
  ShareRole,
  StorageMode,
  Whose,
  WorkloadEvent,
  WorkloadFollow,
  WorkloadGroup,
  WorkloadLifetime,
  WorkloadReason,
  WorkloadResources,
  WorkloadSpec,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';

/** What lists show of a spec, so that they need not read it. */
export interface SpecSummary {
  resources: WorkloadResources;
  lifetime: WorkloadLifetime;
  /** Main first. */
  tasks: string[];
  /** Ids of the linked storages that it mounts; missing in what was recorded before they were noted. */
  accounts?: string[];
  /** How storages come into it; missing: it has none. */
  storage?: StorageMode;
  /** Those of them that a terminal can be opened in; missing: all. */
  terminals?: string[];
}

/** A workload as it is remembered. */
export interface WorkloadRecord {
  id: string;
  ownerRef: string;
  /** Id of the one that it was launched in. */
  community: string;
  entityRef: string;
  title: string;
  engine: string;
  siteId: string;
  siteTitle: string;
  slug: string;
  /** Grows at each restart that a person asks for. */
  generation: number;
  desired: 'run' | 'stop' | 'delete';
  state: WorkloadState;
  reason: WorkloadReason;
  endpoints: EndpointView[];
  summary: SpecSummary;
  /** With which others it was launched. */
  group?: Omit<WorkloadGroup, 'states'>;
  createdAt: string;
  changedAt: string;
  startedAt?: string;
  endsAt?: string;
  /** The generation whose logs are kept; 0: none. */
  logsGeneration: number;
  /** What was said of it because nobody used it. */
  idle?: IdleState;
  /** Who deletes it does without what was not copied back into its storage. */
  givesUp?: boolean;
  /** How it follows its module; missing: it cannot. */
  follow?: FollowState;
  /** Grows at each update: two who update at once see each other. */
  revision: number;
}

/** How a workload follows its module. */
export interface FollowState extends WorkloadFollow {
  /** What stands in its spec in the place of the revision. */
  mark: string;
  /** Of which repository it was launched: it follows no other that bears its name. */
  of: string;
  /** What that was at then: one goes on from it, where following is switched on later. */
  base: string;
  /** Updates have started it since a person did: they are nobody's use, and lengthen no life. */
  begun?: {
    /** When it was started by a person. */
    at: string;
    /** What was left of its time at the last update. */
    secondsLeft?: number;
  };
}

/** What was said and done about a workload that nobody used. */
export interface IdleState {
  /** Since when it lay idle, when it was said. */
  since?: string;
  warnings?: number;
  warnedAt?: string;
  /** When it will be stopped. */
  stopsAt?: string;
  /** It does not count as idle before. */
  snoozedUntil?: string;
  /** What was saved of it before. */
  snapshotId?: string;
  /** That is why it was stopped. */
  isEnd?: boolean;
}

/** What is recorded once, and read by nobody but the engine. */
export interface NewWorkload extends WorkloadRecord {
  request: LaunchRequest;
  spec: WorkloadSpec;
  idempotencyKey: string;
  requestHash: string;
  /** Entity refs of whom it counts for in quotas. */
  holders: string[];
}

/** What may change after a launch. */
export type WorkloadChange = Partial<
  Pick<
    WorkloadRecord,
    | 'generation'
    | 'desired'
    | 'state'
    | 'reason'
    | 'endpoints'
    | 'givesUp'
    | 'follow'
  >
> & {
  /** `null`: not any more. */
  startedAt?: string | null;
  endsAt?: string | null;
  idle?: IdleState | null;
};

/** Its endpoints, when none of them answers. */
export function notReady({
  endpoints,
}: Pick<WorkloadRecord, 'endpoints'>): EndpointView[] {
  return endpoints.map(endpoint => ({ ...endpoint, ready: false }));
}

/** What conditions of a policy may ask of a workload. */
export type WorkloadFilter =
  | { property: 'ownerRef' | 'community'; values: string[] }
  /** By somebody, with one of these subjects, in one of these roles. */
  | { property: 'sharedWith'; subjects: string[]; roles: ShareRole[] };

export interface ListQuery {
  /** Who asks. */
  ownerRef: string;
  /** Those that are theirs, unless told. */
  whose?: Whose;
  /** As whom they get what others share, where that is listed. */
  subjects?: string[];
  /** Narrows further, as the policy says. */
  where?: PermissionCriteria<WorkloadFilter>;
  kinds?: LifetimeKind[];
  /** Those of this community alone. */
  community?: string;
  /** Those of this group alone. */
  group?: string;
  /** One of each group of their own: the first that is left. */
  grouped?: boolean;
  /** Id of the last one of the page before. */
  after?: string;
  limit: number;
}

/** Whose living workloads are added up. */
export interface HeldQuery {
  ownerRef?: string;
  /** Of whom they count for, at least one. */
  holders?: string[];
  /** Of their lifetimes. */
  kinds?: string[];
  /** Of those launched in it. */
  community?: string;
}

/** Rows in, rows out: no permission, engine or quota logic lives behind this. */
export interface WorkloadStore {
  /**
   * Remembers it, with the first line of its time line.
   *
   * @returns `key` or `slug`, when that is taken; nothing is remembered then
   */
  insert(workload: NewWorkload): Promise<'key' | 'slug' | undefined>;
  get(id: string): Promise<WorkloadRecord | undefined>;
  getRequest(id: string): Promise<LaunchRequest | undefined>;
  getSpec(id: string): Promise<WorkloadSpec | undefined>;
  findByKey(
    ownerRef: string,
    key: string,
  ): Promise<{ record: WorkloadRecord; requestHash: string } | undefined>;
  findBySlugs(slugs: string[]): Promise<WorkloadRecord[]>;
  /** Newest first; `totalItems` counts all pages. */
  list(
    query: ListQuery,
  ): Promise<{ items: WorkloadRecord[]; totalItems: number }>;
  /** What those that are not settled hold together. */
  held(query: HeldQuery): Promise<Holding>;
  /** Says anew whom a workload counts for. */
  setHolders(id: string, holders: string[]): Promise<void>;
  /** How many there are of each kind, of what `list` would give without `kinds`. */
  countKinds(query: ListQuery): Promise<Partial<Record<LifetimeKind, number>>>;
  /** How many of each of these groups are in each state. */
  countStates(
    groupIds: string[],
  ): Promise<Map<string, NonNullable<WorkloadGroup['states']>>>;
  /**
   * Does this while nobody else has one of these turns, in all replicas, and
   * takes everything back when it throws. It has to use the store that it is
   * given.
   */
  inTurn<T>(
    turns: string[],
    work: (store: WorkloadStore) => Promise<T>,
  ): Promise<T>;
  /** Those that go on with newer commits of their modules, or are about to. */
  listFollowing(): Promise<WorkloadRecord[]>;
  listByEngine(engine: string): Promise<WorkloadRecord[]>;
  /** Ids of engines that workloads are on, installed or not. */
  engineIds(): Promise<string[]>;
  /**
   * Changes what `decide` says of the present record, and adds to the time
   * line when state or reason become others. Decides again when somebody else
   * was faster.
   *
   * @returns the record after, or undefined when nothing was to change
   */
  update(
    id: string,
    decide: (record: WorkloadRecord) => WorkloadChange | undefined,
  ): Promise<WorkloadRecord | undefined>;
  /** Removes it, if `desired` is `delete`, and remembers that it was here. */
  delete(id: string): Promise<boolean>;
  /** Which of these were here and were deleted. */
  departed(ids: string[]): Promise<Set<string>>;
  /** Which of these are workloads, or arrays, that are here. */
  launchesAmong(ids: string[]): Promise<Set<string>>;
  /** Oldest first. */
  events(id: string): Promise<WorkloadEvent[]>;
}

/** The end of a task's log. */
export interface KeptLog {
  task: string;
  /** Where it begins, in bytes, as its engine counts. */
  start: number;
  text: string;
}

/** The logs of what has ended. They go when their workload does. */
export interface LogStore {
  /** What has ended at an engine and whose logs are not kept, the oldest first. */
  listUnkept(engine: string, limit: number): Promise<WorkloadRecord[]>;
  /** Keeps these and nothing from before; nothing at all, when it was started again meanwhile. */
  keep(record: WorkloadRecord, logs: KeptLog[]): Promise<void>;
  /** A stretch, as an engine gives it. */
  read(
    workloadId: string,
    stretch: { task: string; offset?: number; maxBytes: number },
  ): Promise<LogChunk>;
}

/** A way in that was handed out. */
export interface EndpointPass {
  kind: 'ticket' | 'token';
  workloadId: string;
  endpoint: string;
  ownerRef: string;
  /** Who was let in: it ends when they may not any more. */
  personRef: string;
  generation: number;
  expiresAt: string;
}

/** Tickets and tokens by their hash, and the key of sessions. */
export interface PassStore {
  add(hash: string, pass: EndpointPass): Promise<void>;
  /** Gives a ticket once. */
  takeTicket(hash: string): Promise<EndpointPass | undefined>;
  findToken(hash: string): Promise<EndpointPass | undefined>;
  /** The same for every replica and after every restart. */
  sessionKey(): Promise<Buffer>;
}

/** What is kept of the password of an endpoint. */
export interface StoredPassword {
  endpoint: string;
  /** Another with each password. */
  id: string;
  hash: string;
  /** UTC, ISO 8601. */
  setAt: string;
}

/** Hashes of passwords. They go when their workload does. */
export interface PasswordStore {
  /** In place of an earlier one of the same endpoint. */
  set(workloadId: string, password: StoredPassword): Promise<void>;
  remove(workloadId: string, endpoint: string): Promise<void>;
  list(workloadId: string): Promise<StoredPassword[]>;
}
