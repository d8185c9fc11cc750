import { DEFAULT_COMMUNITY } from '@astrolabe/plugin-communities-common';
import {
  roundWait,
  type FilesFate,
  type Downtime,
  type StorageStatus,
  type UsageReport,
  type WorkloadFollow,
  type WorkloadIdle,
  type Workload,
  type WorkloadQueue,
} from '@astrolabe/plugin-workloads-common';
import { storageLine } from './describeStorage';
import { usageLine } from './describeUsage';
import { ago, bytes, duration, facts } from './text';

/**
 * A workload as `name  value` lines.
 *
 * @param more - what it uses, how its storages do, and when its site will be down, where that was asked
 */
export function describeWorkload(
  workload: Workload,
  {
    usage,
    downtime,
    storages = [],
  }: {
    usage?: UsageReport;
    downtime?: Downtime;
    storages?: StorageStatus[];
  } = {},
): string {
  const { reason, resources } = workload;
  const endpoints = workload.endpoints.map(
    endpoint =>
      `${endpoint.name}: ${endpoint.url}${
        endpoint.ready ? '' : ' (does not answer yet)'
      }`,
  );
  return facts([
    ['id', workload.id],
    ['title', workload.title],
    ['from', workload.entityRef],
    [
      'community',
      workload.community === DEFAULT_COMMUNITY ? undefined : workload.community,
    ],
    ['state', workload.state],
    ['reason', `${reason.message} [${reason.code}]`],
    ['queue', workload.queue && queueText(workload.queue)],
    ['evidence', reason.evidence],
    ['next step', reason.nextStep],
    ['site', `${workload.siteTitle} [${workload.siteId}, ${workload.engine}]`],
    [
      'resources',
      `${resources.cpuCores} cores, ${bytes(
        resources.memoryBytes,
      )} of memory, ${bytes(resources.diskBytes)} of disk${
        resources.gpu ? `, ${resources.gpu.count} GPUs` : ''
      }`,
    ],
    [
      'downtime',
      downtime &&
        `its site will be down from ${downtime.from} until ${downtime.until}: ${downtime.why}`,
    ],
    ['files', filesText(workload)],
    ['idle', workload.idle && idleText(workload.idle)],
    ['follows', workload.follow && followText(workload.follow)],
    ['uses', usage && usageLine(usage)],
    ['storage', storages.map(storageLine).join('\n')],
    ['endpoints', endpoints.join('\n')],
    [
      'array',
      workload.group &&
        `task ${workload.group.index} of ${workload.group.size} in group ${workload.group.id}`,
    ],
    ['tasks', workload.tasks.join(', ')],
    ['created', `${workload.createdAt} (${ago(workload.createdAt)})`],
    ['started', workload.startedAt],
    ['ends', workload.endsAt],
  ]);
}

/** What becomes of files of what is stopped because nobody uses it. */
const fates: Record<FilesFate, string> = {
  kept: 'its files are kept',
  lost: 'its files are lost then',
  saved: 'its files are lost then, after a snapshot where there is room',
};

/** What becomes of the files of something that ends, or has ended. */
function filesText({ keepsFiles }: Workload): string {
  return keepsFiles
    ? 'kept'
    : 'lost when it has ended: a restart then begins with an empty folder';
}

function followText({
  isOn,
  commit,
  since,
  trying,
  refused,
}: WorkloadFollow): string {
  const runs = commit
    ? `${trying ? 'on its way to' : 'runs'} commit ${commit}${
        since ? ` since ${since}` : ''
      }`
    : 'runs what was the newest when it was first started';
  const left = refused
    ? `; commit ${refused.commit} was given up: ${refused.reason.message}`
    : '';
  return `${isOn ? 'its module' : 'no'}; ${runs}${left}`;
}

function idleText({
  since,
  stopsAt,
  snoozedUntil,
  files,
}: WorkloadIdle): string {
  return stopsAt
    ? `not used since ${since}; will be stopped at ${stopsAt}, ${fates[files]}: use it, or astrolabe snooze`
    : `kept running until ${snoozedUntil}`;
}

const waitedFor = { gpu: 'a GPU', cpu: 'processors and memory' };

function queueText({ resource, position, total, wait }: WorkloadQueue): string {
  const place = `number ${position} of ${total} that wait for ${waitedFor[resource]}`;
  if (!wait) return `${place}; for how long cannot be said yet`;
  const [likely, veryLikely] = [wait.p50Seconds, wait.p80Seconds].map(seconds =>
    duration(roundWait(seconds)),
  );
  return `${place}; likely within ${likely}, very likely within ${veryLikely}`;
}
