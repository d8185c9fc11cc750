import type { WorkloadLifetime, WorkloadResources } from './generated/workload';
import type { QuotaUse } from './quotas';
import type { Downtime } from './downtimes';
import type { LifetimeKind, Purpose } from './lifetimes';
import type { LaunchVariant } from './manifest';
import type { LaunchArray, Parameters } from './parameters';
import type { WorkloadReason } from './reasons';
import type { WorkloadState } from './states';

/** Form values: groups of fields, as the manifest's schema names them. @public */
export type FormValues = Record<string, Record<string, unknown>>;

/** What a person submits. @public */
export interface LaunchRequest {
  /** Entity ref of the module or tool, e.g. `aitool:default/jupyterlab`. */
  entityRef: string;
  values: FormValues;
  /** Where it shall run, even if it has to wait there; without it, the best site. */
  siteId?: string;
  /** The name of the way it is launched, as its form says; without it, the usual one. */
  variant?: string;
  /** Of what ends by itself: variables of its environment. */
  parameters?: Parameters;
  /** Of what ends by itself: several at once. */
  array?: LaunchArray;
  /** The id of one's own snapshot of the same asset, which it begins with. */
  fromSnapshot?: string;
}

/** The launch form of one asset, already narrowed to what the caller may ask. @public */
export interface LaunchForm {
  entityRef: string;
  title: string;
  /** JSON Schema, draft-07: an object of groups. */
  schema: Record<string, unknown>;
  /** Every field that has a default, filled in. */
  defaults: FormValues;
  /** What a person sees of it and of the endpoints, by language, then by the English text. */
  translations?: Record<string, Record<string, string>>;
  /** Which way this is. */
  variant?: string;
  /** How long what it makes lives. */
  kind: LifetimeKind;
  /** All ways, the usual one first. */
  variants: LaunchVariant[];
}

/** Whether something can start at a site. @public */
export type PlanVerdict = 'now' | 'later' | 'never';

/** What one site says to a workload, before it is submitted. @public */
export interface SitePlan {
  siteId: string;
  title: string;
  engine: string;
  verdict: PlanVerdict;
  /** Why it is later or never, or what will be done first. */
  reason?: WorkloadReason;
  /** Its place before or behind others there, 1 to 100, where the engine has that. */
  priority?: number;
}

/** `unknown`: the engine does not answer, so nobody can say. @public */
export type SiteVerdict = PlanVerdict | 'unknown';

/** What is known of one site beforehand, whether its engine answers or not. @public */
export interface PlannedSite extends Omit<SitePlan, 'siteId' | 'verdict'> {
  /** Missing where an engine does not answer whose sites are not known yet. */
  siteId?: string;
  verdict: SiteVerdict;
}

/** Where a request would run, best site first. @public */
export interface LaunchPlan {
  sites: PlannedSite[];
  resources: WorkloadResources;
  lifetime: WorkloadLifetime;
  /** What it counts in, and whether there is room; see {@link fitsQuota}. */
  quotas: QuotaUse[];
}

/** An endpoint as a person sees it. @public */
export interface EndpointView {
  name: string;
  title: string;
  /** The address on the workload's own origin. */
  url: string;
  /** True when the program behind it answers. */
  ready: boolean;
}

/**
 * Where a workload stands among those that wait at its site for the same: GPUs,
 * or processors and memory alone.
 *
 * @public
 */
export interface WorkloadQueue {
  resource: 'gpu' | 'cpu';
  /** From 1. */
  position: number;
  /** How many came earlier. */
  ahead: number;
  /** How many wait, itself included. */
  total: number;
  /** Since when it waits. UTC, ISO 8601. */
  since: string;
  /** Missing where nothing can be said: too little has run here yet. */
  wait?: WorkloadWait;
}

/**
 * How much longer something waits, as earlier runs let expect.
 *
 * @public
 */
export interface WorkloadWait {
  /** In half of all cases it is not longer. */
  p50Seconds: number;
  /** In four of five cases it is not longer. */
  p80Seconds: number;
  /** How many earlier runs this is told from. */
  samples: number;
  /** From when on it counts. UTC, ISO 8601. */
  at: string;
}

/** @public */
export interface Workload {
  /** UUIDv7: sorts by creation. */
  id: string;
  /** What the person called it. */
  title: string;
  /** The module or tool that it came from. */
  entityRef: string;
  ownerRef: string;
  engine: string;
  siteId: string;
  /** What people call the site; its id where that is not known. */
  siteTitle: string;
  /** What the person wants of it now. */
  desired: 'run' | 'stop' | 'delete';
  state: WorkloadState;
  reason: WorkloadReason;
  /** While it waits for room. */
  queue?: WorkloadQueue;
  resources: WorkloadResources;
  lifetime: WorkloadLifetime;
  endpoints: EndpointView[];
  /** Names of its tasks, main first, for logs. */
  tasks: string[];
  /** UTC, ISO 8601. */
  createdAt: string;
  /** When `state` or `reason` last changed. */
  changedAt: string;
  /** When it first ran, if it has. */
  startedAt?: string;
  /** When its time to live ends, if it has one. */
  endsAt?: string;
  /** Once it has ended, a restart finds its files again; else it begins with an empty folder. */
  keepsFiles: boolean;
  /** Its site takes snapshots; maybe not of every program. */
  takesSnapshots: boolean;
  /** What its owner has to know of it because nobody uses it. */
  idle?: WorkloadIdle;
  /** Of those that were launched together. */
  group?: WorkloadGroup;
}

/**
 * Of a workload that nobody uses: that it will be stopped, or not for now.
 *
 * @public
 */
export interface WorkloadIdle {
  /** 1 or 2 of 2; 0: it was put off. */
  warnings: number;
  /** Since when nobody has used it. UTC, ISO 8601. */
  since?: string;
  /** When it will be stopped, unless it is used. */
  stopsAt?: string;
  /** It is not stopped for being idle before. */
  snoozedUntil?: string;
  /** What becomes of its files when it is stopped. */
  files: FilesFate;
}

/**
 * What becomes of the files of something that the portal stops: they stay, are
 * lost, or are lost with a snapshot of them taken before, where there is room.
 *
 * @public
 */
export type FilesFate = 'kept' | 'lost' | 'saved';

/** For how long it may be put off at once that something idle is stopped, in hours. @public */
export const SNOOZE_MOST_HOURS = 168;

/** One workload, as it is asked for alone. @public */
export interface WorkloadDetail extends Workload {
  /** What was asked, so that it can be asked again. */
  request: LaunchRequest;
}

/** Where a workload stands among those that were launched with it. @public */
export interface WorkloadGroup {
  id: string;
  /** From 0. */
  index: number;
  /** How many were launched. */
  size: number;
  /** How many of those that are left are in each state; in grouped lists. */
  states?: Partial<Record<WorkloadState, number>>;
}

/** A file that a program left. @public */
export interface Artefact {
  /** From the folder of artefacts. */
  path: string;
  bytes: number;
  changedAt: string;
}

/** @public */
export interface ArtefactList {
  items: Artefact[];
  /** There are more than are listed. */
  truncated: boolean;
  /** Its site has removed its files, and none are kept. */
  gone: boolean;
  /** The portal has its own copy of all but `notKept`: they stay until the workload is deleted. */
  kept: boolean;
  /** What goes when its site removes its files. */
  notKept: NotKept[];
  limits: ArtefactLimits;
}

/** How much is kept of what batch jobs leave. @public */
export interface ArtefactLimits {
  /** Of one file, at most. */
  bytesEach: number;
  /** Of one run, at most. */
  bytesPerRun: number;
  /** Of all runs of one person, at most. */
  bytesPerPerson: number;
}

/** Why a file is not kept. @public */
export const keptNots = [
  'file-too-large',
  'run-full',
  'person-full',
  'unreadable',
] as const;

/** @public */
export type KeptNot = (typeof keptNots)[number];

/** A file that is not kept. @public */
export interface NotKept {
  path: string;
  bytes: number;
  reason: KeptNot;
}

/** What lies in a folder of a workload. @public */
export interface FolderEntry {
  name: string;
  kind: 'file' | 'folder';
  /** Of a file. */
  bytes?: number;
  /** UTC, ISO 8601. */
  changedAt: string;
}

/** One folder of the workload's own folder. @public */
export interface FolderView {
  /** From the workload's folder, with `/` between names; empty for that itself. */
  folder: string;
  items: FolderEntry[];
  /** There are more than are listed. */
  truncated: boolean;
  /** Its site has removed its files, or cannot show these. */
  gone: boolean;
}

/** A line of the time line. @public */
export interface WorkloadEvent {
  at: string;
  state: WorkloadState;
  reason: WorkloadReason;
}

/** @public */
export interface WorkloadPage {
  items: Workload[];
  totalItems: number;
  /** How many there are for each purpose. */
  purposes: Record<Purpose, number>;
  nextCursor?: string;
}

/** A stretch of a task's output. @public */
export interface LogChunk {
  task: string;
  text: string;
  /** Where to go on reading, in bytes from the first line ever written. */
  nextOffset: number;
  /** True when older lines were rotated away before `offset`. */
  truncated: boolean;
}

/** A way in for a browser or a program. @public */
export interface EndpointTicket {
  /** Opens the endpoint in a browser, once, within a minute. */
  url: string;
  /** Send it as `Authorization: Bearer …` to the endpoint's own address. */
  token: string;
  /** When the token ends. */
  expiresAt: string;
}

/** That an endpoint opens to whoever has its password. @public */
export interface EndpointPassword {
  /** Name of the endpoint. */
  endpoint: string;
  /** UTC, ISO 8601. */
  setAt: string;
}

/** A password that was set; nobody can read it again. @public */
export interface NewEndpointPassword extends EndpointPassword {
  password: string;
}

/** A way into a terminal, once, within a minute. @public */
export interface TerminalTicket {
  /** Of a WebSocket: see {@link openTerminal}. */
  url: string;
  ticket: string;
}

/** In characters. @public */
export interface TerminalSize {
  /** 1 to 1000. */
  columns: number;
  /** 1 to 1000. */
  rows: number;
}

/** Free and total resources of a site. @public */
export interface SiteCapacity {
  siteId: string;
  title: string;
  engine: string;
  /** Of nodes that take work. */
  total: WorkloadResources;
  free: WorkloadResources;
  /** How many machines it has; missing where that says nothing. */
  nodes?: SiteNodes;
  /** Its GPUs, model by model, of all its nodes. */
  gpuModels?: GpuModelCapacity[];
  /** When it will be down, or is; the first one first. */
  downtimes?: Downtime[];
  /** Where it is, where the portal was told. */
  place?: SitePlace;
}

/** A place on earth, in degrees: north and east are positive. @public */
export interface SitePlace {
  latitude: number;
  longitude: number;
}

/** @public */
export interface SiteNodes {
  /** That take work. */
  ready: number;
  /** That are closed for new work, or being emptied. */
  closed: number;
  /** That do not answer. */
  down: number;
}

/** @public */
export interface GpuModelCapacity {
  model: string;
  /** On all nodes, broken ones too. */
  total: number;
  /** That work, on nodes that take work. */
  eligible: number;
  /** That somebody has, on closed nodes too. */
  used: number;
  /** Eligible, and nobody's. */
  free: number;
}

/** An engine that does not answer, and why. @public */
export interface UnreachableEngine {
  engine: string;
  reason: WorkloadReason;
}

/** What people call the portal's own machine, unless its operator says otherwise. @public */
export const THIS_MACHINE = 'This machine';

/** What there is and what is free, where something new may be launched. @public */
export interface Capacity {
  items: SiteCapacity[];
  unreachable: UnreachableEngine[];
}

/** Published on the signals channel `workloads` to the owner at each change. @public */
export type WorkloadSignal =
  | { kind: 'changed'; workload: Workload }
  | { kind: 'deleted'; id: string };

/** Event-bus topic of launches: `{ entityRef, workloadId, at }`, for usage counts. @public */
export const WORKLOAD_LAUNCHED_TOPIC = 'astrolabe.workload-launched';

/** Signals channel of workload changes. @public */
export const WORKLOADS_CHANNEL = 'workloads';
