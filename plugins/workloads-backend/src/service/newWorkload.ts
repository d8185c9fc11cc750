import type { Asset } from '@astrolabe/plugin-assets-common';
import { endpointUrl } from '@astrolabe/plugin-workloads-node';
import {
  because,
  resourcesOf,
  type FormValues,
  type LaunchRequest,
  type StorageMode,
  type WorkloadReason,
  type WorkloadSpec,
  type WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import { v7 as uuid } from 'uuid';
import type { NewWorkload } from '../database';
import { makeSlug, type NamedSite, type Person } from '../launch';

const TITLE_LENGTH = 80;

/** A workload that nobody has started yet. */
export function newWorkload(options: {
  /** A new one unless said. */
  id?: string;
  request: LaunchRequest;
  /** The request's, with all defaults. */
  values: FormValues;
  spec: WorkloadSpec;
  asset: Asset;
  person: Pick<Person, 'ref' | 'community' | 'holders'>;
  site: NamedSite;
  /** Storages that did not say whether they work. */
  silent: readonly string[];
  /** Where browsers reach the endpoints of a site. */
  endpointBase(siteId: string): string;
  idempotencyKey: string;
  requestHash: string;
  /** How it follows its module. */
  follow?: NewWorkload['follow'];
  /** With which others it is launched. */
  group?: NewWorkload['group'];
}): NewWorkload {
  const { request, spec, asset, site } = options;
  const title = titleOf(options.values) || asset.title.slice(0, TITLE_LENGTH);
  const slug = makeSlug(title);
  const now = new Date().toISOString();
  const mainFirst = [...spec.tasks].sort(
    (one, other) => Number(other.role === 'main') - Number(one.role === 'main'),
  );
  return {
    id: options.id ?? uuid(),
    ownerRef: options.person.ref,
    community: options.person.community,
    holders: options.person.holders,
    entityRef: asset.entityRef,
    title,
    engine: site.engine,
    siteId: site.siteId,
    siteTitle: site.title,
    slug,
    generation: 1,
    desired: 'run',
    state: 'queued',
    reason: whyQueued(options.silent),
    // Known before the engine says so: pages show what will open.
    endpoints: (spec.endpoints ?? []).map(endpoint => ({
      name: endpoint.name,
      title: endpoint.title ?? endpoint.name,
      url: endpointUrl(options.endpointBase(site.siteId), {
        slug,
        ...endpoint,
      }),
      ready: false,
    })),
    summary: {
      resources: resourcesOf(spec),
      lifetime: spec.lifetime,
      tasks: mainFirst.map(task => task.name),
      accounts: (spec.secrets ?? []).flatMap(({ account }) => account ?? []),
      ...storageOf(spec),
      ...terminalsOf(spec, mainFirst),
    },
    group: options.group,
    follow: options.follow,
    request,
    spec,
    idempotencyKey: keyOf(options.idempotencyKey, options.group),
    requestHash: options.requestHash,
    createdAt: now,
    changedAt: now,
    logsGeneration: 0,
    revision: 1,
  };
}

/** It waits for its engine; one reads there and in its time line what could not be asked. */
function whyQueued(silent: readonly string[]): WorkloadReason {
  return silent.length > 0
    ? because('waiting-for-capacity.silentStorage', {
        accounts: silent.join(', '),
      })
    : because('waiting-for-capacity.recorded');
}

/** How storages come into it, so that only those are asked about that have one. */
function storageOf({ tasks }: WorkloadSpec): { storage?: StorageMode } {
  const ours = tasks.filter(({ purpose }) => purpose === 'storage');
  if (ours.length === 0) return {};
  return { storage: ours.some(({ mounts }) => mounts) ? 'mount' : 'copy' };
}

/** Where a storage is mounted that is not its owner's own, its password is known: nobody looks in there. */
function terminalsOf(
  { secrets = [] }: WorkloadSpec,
  tasks: WorkloadTask[],
): { terminals?: string[] } {
  if (!secrets.some(({ ownerRef, ofPortal }) => ownerRef ?? ofPortal))
    return {};
  const open = tasks.filter(({ purpose }) => purpose !== 'storage');
  return { terminals: open.map(({ name }) => name) };
}

/** The first of a group has the key that its launch is known by; none that is sent holds a line break. */
function keyOf(key: string, group: NewWorkload['group']): string {
  return group?.index ? `${key}\n${group.index}` : key;
}

/**
 * By convention a form asks for the title in `general.title`. It is shown in
 * lists and kept in a column of its own: one line, without control characters.
 */
function titleOf(values: FormValues): string | undefined {
  const title = values.general?.title;
  return typeof title === 'string'
    ? title
        .replace(/\p{Cc}+/gu, ' ')
        .trim()
        .slice(0, TITLE_LENGTH)
    : undefined;
}
