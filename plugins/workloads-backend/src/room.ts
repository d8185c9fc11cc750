import {
  DatabaseSaidStore,
  DatabaseShareStore,
  PresentPeople,
} from '@astrolabe/sharing';
import {
  followLimits,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import {
  readEndpointBases,
  type UsedResources,
} from '@astrolabe/plugin-workloads-node';
import type { Knex } from 'knex';
import { Advisor } from './advice';
import { createCare, type Care } from './care';
import { pickLaunchEngines, readConfig, type WorkloadsConfig } from './config';
import {
  connect,
  DatabaseDowntimeStore,
  DatabaseNoticeStore,
  DatabasePassStore,
  DatabasePasswordStore,
  DatabaseRunStore,
  DatabaseSnapshotStore,
  DatabaseWorkloadStore,
} from './database';
import {
  AnnouncedDowntimes,
  AuthorizedDowntimes,
  type Downtimes,
} from './downtimes';
import { OwnFollowing } from './follow';
import { createGateway, Passes, type Gateway } from './gateway';
import { inAbsence, Jobs } from './jobs';
import { LaunchSites } from './launch';
import { createKept, type Kept } from './kept';
import { LogStreams } from './LogStreams';
import {
  AuthorizedNotices,
  lettersOfDowntimes,
  lettersOfWorkloads,
  Mailer,
  NoticeSender,
  OwnNotices,
  type Notices,
} from './notices';
import { Notifier } from './Notifier';
import type { Owned } from './permissions';
import { sideTasks } from './enrichers';
import { ConfiguredAccounts, Storages } from './enrichers/storage';
import { OwnPasswords, Passwords } from './passwords';
import { Forecaster, QueueBoard } from './queue';
import { Reconciler } from './reconcile';
import {
  AuthorizedSnapshots,
  OwnSnapshots,
  SnapshotKeeper,
  SnapshotNotifier,
} from './snapshots';
import { createSecrets, type LaunchSecrets, type SecretsOf } from './secrets';
import { openShares, Relations, type WorkloadShares } from './sharing';
import { Standing, Watch } from './standing';
import {
  AuthorizedWorkloadService,
  DefaultWorkloadService,
  idleFilesFate,
  Powers,
  type WorkloadService,
} from './service';
import type { RoomParts } from './roomParts';

/** The room, put together; nothing runs before `listen` and `start`. */
export interface Room {
  /** Of a workload, what conditions look at. */
  owned(id: string): Promise<Owned | undefined>;
  workloads: WorkloadService;
  /** For other rooms. */
  jobs: Jobs;
  used: UsedResources;
  notices: Notices;
  snapshots: AuthorizedSnapshots;
  shares: WorkloadShares;
  downtimes: Downtimes;
  following: OwnFollowing;
  passwords: OwnPasswords;
  logStreams: LogStreams;
  requestsPerMinute: number;
  advicePerMinute: number;
  /** Opens the gateway. */
  listen(): Promise<void>;
  /** Begins to look after workloads. */
  start(): void;
  stop(): Promise<void>;
}

export async function createRoom(parts: RoomParts): Promise<Room> {
  const config = readConfig(parts.config);
  const db = await connect(parts.database);
  const store = new DatabaseWorkloadStore(db);
  const passes = await Passes.create(new DatabasePassStore(db));
  const passwords = new Passwords({
    ...parts,
    store: new DatabasePasswordStore(db),
  });
  const runs = new DatabaseRunStore(db);
  const forecaster = new Forecaster({ ...parts, ...config, runs });
  const queue = new QueueBoard({ ...parts, ...config, runs, forecaster });
  const kept = createKept(db, { ...parts, ...config });
  const isIdleSaved = config.idle?.snapshot ?? false;
  const shares = new DatabaseShareStore(db);
  const limits = followLimits(parts.config, parts.logger);
  const said = new DatabaseSaidStore(db);
  const people = new PresentPeople({ ...parts, ...config.standing, said });
  const standing = new Standing({ ...parts, people, shares, table: limits });
  const notifier = new Notifier({
    ...parts,
    ...{ queue, shares, standing, isIdleSaved },
  });
  const care = createCare(db, {
    ...{ ...parts, config, store, notifier, people, limits },
  });
  const storages = storagesOf(parts);
  const { secrets, launchSecrets } = createSecrets(db, {
    ...parts,
    ...{ storages, store },
  });
  const secretsOf: SecretsOf['give'] = (spec, owner) =>
    secrets.give(spec, owner);
  const reconciler = new Reconciler({
    ...parts,
    ...config,
    store,
    notifier,
    onSettled: () => {
      kept.look();
      care.follow.wake();
    },
    onDeleted: record => launchSecrets.departed(record),
    secretsOf,
  });
  const relations = new Relations({ ...parts, limits, shares });
  const powers = new Powers({ ...parts, limits, relations });
  const saved = createSnapshots(parts, config, { db, store, limits });
  const downtimes = new DatabaseDowntimeStore(db);
  const launching = {
    ...parts,
    sideTasks: sideTasks(parts.config, { ...parts, storages, limits }),
    ...{ storages, store, launchSecrets, snapshots: saved.store },
    ...{ people, shares },
    sites: launchSitesOf(parts, config),
    limits,
  };
  const serving = {
    ...launching,
    advisor: new Advisor({ ...launching, seconds: config.advice.seconds }),
    ...kept.stores,
    artefactLimits: config.artefactLimits,
    passes,
    usage: care.usage,
    downtimes,
    isIdleStopped: config.idle !== undefined,
    isIdleSaved,
    queue,
    notifier,
    gatewayUrl: config.gateway.baseUrl,
    endpointBase: readEndpointBases(parts.config),
    onWish: (id: string) => reconciler.pursue(id),
    secretsOf,
  };
  const inner = new DefaultWorkloadService(serving);
  const jobs = new Jobs(
    new DefaultWorkloadService({ ...serving, ...inAbsence(serving) }),
    { ...parts, standing },
  );
  const served = {
    config: config.gateway,
    store,
    passes,
    passwords,
    standing,
    watch: new Watch({ ...parts, ...config.standing }),
    uses: care.uses,
  };
  const gateway = createGateway({ ...parts, ...served });
  const workloads = new AuthorizedWorkloadService(inner, {
    ...{ powers, relations, standing },
  });
  const snapshots = new AuthorizedSnapshots(saved.own, {
    ...{ powers, relations, workloads },
  });
  const told = { db, downtimes, isIdleSaved, powers };
  const { notices, sender } = createNotices(parts, config, told);
  const logStreams = new LogStreams();
  return {
    async owned(id) {
      const record = await store.get(id);
      return (
        record && {
          ...record,
          shares: await shares.list({ kind: 'workload', id }),
        }
      );
    },
    workloads,
    jobs,
    used: care.used,
    notices,
    snapshots,
    shares: openShares({
      ...parts,
      ...{ limits, shares, people, notifier, workloads, snapshots },
    }),
    downtimes: createDowntimes(
      { ...parts, store: downtimes, sites: launching.sites },
      powers,
    ),
    following: new OwnFollowing(workloads, {
      ...{ ...parts, store, notifier, standing, watch: care.follow },
    }),
    passwords: new OwnPasswords(workloads, { passwords, standing }),
    logStreams,
    requestsPerMinute: config.requestsPerMinute,
    advicePerMinute: config.advice.requestsPerMinute,
    listen: () => gateway.listen(),
    ...lifeOf({
      ...{ store, notifier, reconciler, kept, saved, care, launchSecrets },
      ...{ sender, queue, gateway, logStreams },
    }),
  };
}

/** What goes on by itself, from the start to the end of the room. */
interface Going {
  store: DatabaseWorkloadStore;
  notifier: Notifier;
  reconciler: Reconciler;
  kept: Kept;
  saved: ReturnType<typeof createSnapshots>;
  care: Care;
  launchSecrets: LaunchSecrets;
  sender?: NoticeSender;
  queue: QueueBoard;
  gateway: Gateway;
  logStreams: LogStreams;
}

function lifeOf(going: Going): Pick<Room, 'start' | 'stop'> {
  const { store, notifier, reconciler, kept, saved, care } = going;
  const { launchSecrets, sender, queue, gateway, logStreams } = going;
  return {
    start() {
      reconciler.start();
      kept.start();
      launchSecrets.start();
      saved.keeper.start();
      care.start({
        onWish: id => reconciler.pursue(id),
        taker: saved.own,
        snapshots: saved.store,
      });
      sender?.start();
      queue.start(async id => {
        const record = await store.get(id);
        if (record) notifier.moved(record);
      });
    },
    async stop() {
      logStreams.stop();
      await sender?.stop();
      await queue.stop();
      await care.stop();
      await kept.stop();
      await launchSecrets.stop();
      await saved.keeper.stop();
      await reconciler.stop();
      await gateway.close();
    },
  };
}

function createSnapshots(
  parts: RoomParts,
  config: WorkloadsConfig,
  {
    db,
    ...launching
  }: { db: Knex; store: DatabaseWorkloadStore; limits(): LimitTable },
) {
  const { snapshots: most, resyncSeconds } = config;
  const { store, limits: table } = launching;
  const snapshots = new DatabaseSnapshotStore(db);
  const notifier = new SnapshotNotifier(parts);
  const common = { ...parts, snapshots, notifier, limits: most };
  const keeper = new SnapshotKeeper({ ...common, resyncSeconds });
  const own = new OwnSnapshots({
    ...common,
    ...{ store, table },
    onWish: () => keeper.look(),
  });
  return {
    store: snapshots,
    /** Also for the portal itself, which may take one for an owner. */
    own,
    keeper,
  };
}

function createDowntimes(
  parts: ConstructorParameters<typeof AnnouncedDowntimes>[0],
  powers: Powers,
): Downtimes {
  return new AuthorizedDowntimes(new AnnouncedDowntimes(parts), powers);
}

function launchSitesOf(
  { engines, logger }: RoomParts,
  { launchEngines, engineAnswerSeconds, places }: WorkloadsConfig,
): LaunchSites {
  return new LaunchSites(pickLaunchEngines(engines, launchEngines), {
    seconds: engineAnswerSeconds,
    places,
    logger,
  });
}

function storagesOf({ config, storageAccounts }: RoomParts): Storages {
  return new Storages([new ConfiguredAccounts(config), ...storageAccounts]);
}

function createNotices(
  parts: RoomParts,
  { smtp, resyncSeconds, gateway }: WorkloadsConfig,
  {
    db,
    downtimes,
    isIdleSaved,
    powers,
  }: {
    db: Knex;
    downtimes: DatabaseDowntimeStore;
    isIdleSaved: boolean;
    powers: Powers;
  },
) {
  const store = new DatabaseNoticeStore(db);
  const { portalUrl } = gateway;
  const mailer = smtp && new Mailer({ ...parts, smtp, portalUrl });
  const own = new OwnNotices(store, mailer);
  const { engines } = parts;
  const fateOf = (engine: string) =>
    idleFilesFate({ engines, isIdleSaved }, engine);
  return {
    notices: new AuthorizedNotices(own, powers),
    sender:
      mailer &&
      new NoticeSender({
        ...parts,
        notices: store,
        listDue: async () => [
          ...(await lettersOfWorkloads(store, fateOf)),
          ...(await lettersOfDowntimes(downtimes)),
        ],
        mailer,
        resyncSeconds,
      }),
  };
}
