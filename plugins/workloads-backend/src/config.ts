import type { Config } from '@backstage/config';
import type {
  ArtefactLimits,
  SitePlace,
} from '@astrolabe/plugin-workloads-common';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import { InputError } from '@backstage/errors';
import { readGateway, type GatewayConfig } from './gatewayConfig';
import { atLeast, between, port } from './numbers';
import type { SnapshotLimitsConfig } from './snapshots';
import type { StandingConfig } from './standing';

export type { GatewayConfig, IngressConfig } from './gatewayConfig';

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;

/** The mail server that notices go through. */
export interface SmtpConfig {
  host: string;
  port: number;
  security: SmtpSecurity;
  username?: string;
  password?: string;
  /** Address of the sender, with a name or without. */
  from: string;
}

/** When something counts as idle, and what becomes of it. */
export interface IdleConfig {
  /** Unused for so long: then its owner is warned. */
  afterMs: number;
  /** Between the two warnings, and between the second and its end. */
  graceMs: number;
  /** Who uses fewer cores does nothing. */
  cpuCores: number;
  /** Whether it is saved before it is stopped, where its owner has room. */
  snapshot: boolean;
  /** What nobody has looked at for so long cannot be called idle. */
  blindMs: number;
}

/** How the way to the mail server is kept secret, and the usual port of each. */
const smtpPorts = { tls: 465, starttls: 587, none: 25 };

type SmtpSecurity = keyof typeof smtpPorts;

export interface WorkloadsConfig {
  /** Ids of the engines that take new workloads, the preferred one first. */
  launchEngines?: string[];
  /** Where sites are, by their ids. */
  places: ReadonlyMap<string, SitePlace>;
  /** How long an engine may take to say where something could run. */
  engineAnswerSeconds: number;
  requestsPerMinute: number;
  /** Where something could start now: so long and so often it may be asked. */
  advice: { seconds: number; requestsPerMinute: number };
  resyncSeconds: number;
  /** How soon what is open ends when its person may not any more. */
  standing: StandingConfig;
  /** How much of the history of runs is kept. */
  history: { days: number; rows: number };
  /** How much of the end of each task's log is kept of what has ended. */
  bytesPerTask: number;
  /** How much is kept of what batch jobs leave. */
  artefactLimits: ArtefactLimits;
  /** How much people may keep as snapshots. */
  snapshots: SnapshotLimitsConfig;
  /** How often it is measured what workloads use (0: never), how many in a second, how long it is kept. */
  usage: { everySeconds: number; perSecond: number; days: number };
  /** Missing: nothing is stopped for being idle. */
  idle?: IdleConfig;
  /** Missing: no mail is sent. */
  smtp?: SmtpConfig;
  gateway: GatewayConfig;
}

/** Reads `workloads`, and refuses what it cannot use; every default is here. */
export function readConfig(config: Config): WorkloadsConfig {
  const room = config.getOptionalConfig('workloads');
  const number = (key: string, fallback: number, least: number) =>
    atLeast(key, room?.getOptionalNumber(key) ?? fallback, least);
  const within = (key: string, fallback: number, range: [number, number]) =>
    between(key, room?.getOptionalNumber(key) ?? fallback, range);
  const usage = {
    everySeconds: within('usage.everySeconds', 60, [0, 86_400]),
    perSecond: within('usage.perSecond', 20, [0.1, 1000]),
    days: within('usage.days', 31, [1, 3650]),
  };
  return {
    launchEngines: room?.getOptionalStringArray('launchEngines'),
    places: readPlaces(room),
    engineAnswerSeconds: within('engineAnswerSeconds', 3, [0.05, 60]),
    requestsPerMinute: number('requestsPerMinute', 300, 1),
    advice: {
      seconds: within('advice.seconds', 10, [0.05, 60]),
      requestsPerMinute: number('advice.requestsPerMinute', 10, 1),
    },
    // Node's timers hold 2^31 milliseconds; beyond that they fire at once.
    resyncSeconds: within('resyncSeconds', 30, [0.05, 2_000_000]),
    standing: readStanding(within),
    history: {
      days: within('history.days', 365, [1, 36_500]),
      rows: within('history.rows', 100_000, [100, 10_000_000]),
    },
    bytesPerTask: within('keptLogs.bytesPerTask', 5 * MIB, [0, 100 * MIB]),
    artefactLimits: {
      bytesEach: number('keptArtefacts.bytesEach', 32 * MIB, 0),
      bytesPerRun: number('keptArtefacts.bytesPerRun', 128 * MIB, 0),
      bytesPerPerson: number('keptArtefacts.bytesPerPerson', GIB, 0),
    },
    snapshots: {
      bytesEach: number('snapshots.bytesEach', 10 * GIB, 0),
      bytesPerPerson: number('snapshots.bytesPerPerson', 15 * GIB, 0),
      perPerson: within('snapshots.perPerson', 20, [0, 500]),
    },
    usage,
    idle: room?.has('idle')
      ? readIdle(within, {
          everySeconds: usage.everySeconds,
          snapshot: room.getOptionalBoolean('idle.snapshot') ?? false,
        })
      : undefined,
    smtp: readSmtp(room?.getOptionalConfig('notices.smtp')),
    gateway: readGateway(config),
  };
}

/**
 * The engines that take new workloads, in the order in which they are
 * preferred: those that are named, or all. Only the room can tell whether there
 * is such an engine: modules have brought theirs before it starts.
 *
 * @throws InputError for one that is not installed, or named twice
 */
export function pickLaunchEngines(
  engines: ReadonlyMap<string, WorkloadEngine>,
  wanted: string[] = [...engines.keys()],
): WorkloadEngine[] {
  return wanted.map((id, index) => {
    const engine = engines.get(id);
    if (engine && wanted.indexOf(id) === index) return engine;
    const why = engine
      ? 'it is named twice'
      : `installed are ${[...engines.keys()].join(', ') || 'none'}`;
    throw new InputError(
      `Invalid value '${id}' in workloads.launchEngines: ${why}`,
    );
  });
}

function readPlaces(room: Config | undefined): Map<string, SitePlace> {
  const sites = room?.getOptionalConfigArray('sites') ?? [];
  return new Map(
    sites.map((site, index) => {
      const degrees = (key: string, most: number) =>
        between(`sites[${index}].${key}`, site.getNumber(key), [-most, most]);
      const place = {
        latitude: degrees('latitude', 90),
        longitude: degrees('longitude', 180),
      };
      return [site.getString('id'), place];
    }),
  );
}

/** Rooms hear of memberships no later anywhere. */
const FRESHEST_MS = 5000;

function readStanding(
  within: (key: string, fallback: number, range: [number, number]) => number,
): StandingConfig {
  const everyMs = within('standing.everySeconds', 10, [0.1, 300]) * 1000;
  return {
    everyMs,
    freshMs: Math.min(FRESHEST_MS, everyMs / 2),
    graceMs: within('standing.graceSeconds', 60, [0, 3600]) * 1000,
  };
}

const HOUR_MS = 3_600_000;
/** So many measurements may be missed. */
const BLIND_ROUNDS = 15;

function readIdle(
  within: (key: string, fallback: number, range: [number, number]) => number,
  { everySeconds, snapshot }: { everySeconds: number; snapshot: boolean },
): IdleConfig {
  if (everySeconds === 0) {
    throw new InputError(
      'workloads.idle needs workloads.usage.everySeconds above 0: what is not measured cannot be called idle',
    );
  }
  // Fractions are for tests; a century is never.
  const range: [number, number] = [0.0001, 876_000];
  return {
    afterMs: within('idle.afterHours', 72, range) * HOUR_MS,
    graceMs: within('idle.graceHours', 24, range) * HOUR_MS,
    cpuCores: within('idle.cpuCores', 0.1, [0, 1000]),
    snapshot,
    blindMs: BLIND_ROUNDS * everySeconds * 1000,
  };
}

function readSmtp(config: Config | undefined): SmtpConfig | undefined {
  if (!config) return undefined;
  const refuse = (key: string, value: string, why: string) =>
    new InputError(
      `Invalid value '${value}' for workloads.notices.smtp.${key}: ${why}`,
    );
  const all = Object.keys(smtpPorts) as SmtpSecurity[];
  const wanted = config.getOptionalString('security') ?? 'starttls';
  const security = all.find(each => each === wanted);
  if (!security) {
    throw refuse('security', wanted, `it has to be one of ${all.join(', ')}`);
  }
  const username = config.getOptionalString('username');
  if (username && security === 'none') {
    throw refuse(
      'security',
      security,
      'a password must not travel in the clear; take starttls or tls, or no username',
    );
  }
  const from = config.getString('from');
  if (/[\p{C}]/u.test(from) || !/[^\s@]@[^\s@]/.test(from)) {
    throw refuse('from', from, 'it has to be an address, on one line');
  }
  return {
    host: config.getString('host'),
    port: port(
      'notices.smtp.port',
      config.getOptionalNumber('port') ?? smtpPorts[security],
    ),
    security,
    username,
    password: username && config.getString('password'),
    from,
  };
}
