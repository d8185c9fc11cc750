import type { LaunchRequest } from '@astrolabe/plugin-workloads-common';
import { v7 as uuid } from 'uuid';
import type { FollowState, WorkloadRecord, WorkloadStore } from '../database';
import { beginFollowing, withMark, withRevision } from '../follow';
import {
  askedBy,
  beginLaunch,
  finishLaunch,
  place,
  type LaunchParts,
  type LaunchSites,
  type NamedSite,
  type Prepared,
} from '../launch';
import type { Notifier } from '../Notifier';
import type { LaunchSecrets } from '../secrets';
import { insertAll } from './insertAll';
import { inTurn } from './inTurn';
import { launchedBefore } from './launchedBefore';
import { newWorkload } from './newWorkload';
import { requestHash } from './requestHash';
import type { LaunchOptions, UserOptions } from './types';

interface RecordingParts extends LaunchParts {
  store: WorkloadStore;
  sites: LaunchSites;
  notifier: Pick<Notifier, 'changed' | 'launched'>;
  launchSecrets: LaunchSecrets;
  endpointBase(siteId: string): string;
  onWish(id: string): void;
}

/** The line from a request to something that could run. */
export async function prepare(
  parts: LaunchParts,
  request: LaunchRequest,
  options: UserOptions,
): Promise<Prepared> {
  const begun = await beginLaunch(parts, request, options);
  return finishLaunch(parts, begun, request);
}

/** The same of what may go on with newer commits of its module. */
async function prepareToFollow(
  parts: LaunchParts,
  asked: LaunchRequest,
  options: UserOptions,
): Promise<Prepared & { follow: FollowState | undefined }> {
  const begun = await beginLaunch(parts, asked, options);
  const { request, mark } = withMark(asked, begun.form);
  const prepared = await finishLaunch(parts, begun, request);
  const follow = await beginFollowing(parts.checked, asked, {
    ...{ title: begun.launchable.asset.title, mark },
    kind: prepared.specs[0].lifetime.kind,
  });
  if (follow || !mark) return { ...prepared, follow };
  const specs = prepared.specs.map(spec => withRevision(spec, { mark }));
  return { ...prepared, specs, follow };
}

/** The whole line, and a record at its end: of an array, that of the first. */
export async function recordLaunch(
  parts: RecordingParts,
  request: LaunchRequest,
  options: LaunchOptions,
): Promise<WorkloadRecord> {
  const { launchSecrets } = parts;
  const { secrets } = options;
  const { follow, ...prepared } = await prepareToFollow(
    parts,
    request,
    options,
  );
  const specs = prepared.specs.map(spec => launchSecrets.take(spec, secrets));
  const { ref: ownerRef, community } = prepared.person;
  const [planned, silent] = await Promise.all([
    parts.sites.plan(specs[0]),
    parts.storages.assertWorking(specs[0], ownerRef),
    launchSecrets.assertThere(specs[0], { ownerRef, community }),
  ]);
  const site = place(planned, request.siteId);
  const launchId = uuid();
  await launchSecrets.keep({ ownerRef, community, launchId }, secrets);
  const launch = { ...prepared, specs, site, launchId, silent, follow };
  let workloads: WorkloadRecord[] | undefined;
  try {
    workloads = await insertInTurn(parts, request, { ...options, launch });
  } finally {
    if (!workloads) await launchSecrets.departed({ id: launchId });
  }
  if (!workloads) {
    // Another request was faster with the same key.
    return (await launchedBefore(parts, request, options))!;
  }
  const { notifier, onWish } = parts;
  for (const workload of workloads) {
    notifier.changed(workload);
    notifier.launched(workload);
    onWish(workload.id);
  }
  return workloads[0];
}

/** @returns undefined where its key is taken */
function insertInTurn(
  parts: RecordingParts,
  request: LaunchRequest,
  options: LaunchOptions & {
    launch: Prepared & {
      site: NamedSite;
      launchId: string;
      /** Storages that did not say whether they work. */
      silent: string[];
      follow: FollowState | undefined;
    };
  },
): Promise<WorkloadRecord[] | undefined> {
  const { idempotencyKey, launch } = options;
  const { launchable, person, values, specs, launchId } = launch;
  const { site, silent, follow } = launch;
  return inTurn(
    { ...parts, person, asked: specs.map(askedBy) },
    async (turn, hold) => {
      if (await turn.findByKey(person.ref, idempotencyKey)) return undefined;
      // Before hundreds are written, to be taken back.
      await hold({ isCounted: false });
      return insertAll(turn, specs.length, index =>
        newWorkload({
          ...{ request, values, person, site, silent, idempotencyKey },
          follow,
          id: request.array ? undefined : launchId,
          spec: specs[index],
          asset: launchable.asset,
          endpointBase: parts.endpointBase,
          requestHash: requestHash(request),
          group: request.array && {
            ...{ id: launchId, index, size: specs.length },
          },
        }),
      );
    },
  );
}
