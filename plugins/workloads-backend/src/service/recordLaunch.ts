import type { LaunchRequest } from '@astrolabe/plugin-workloads-common';
import { v7 as uuid } from 'uuid';
import type { WorkloadRecord, WorkloadStore } from '../database';
import {
  askedBy,
  beginLaunch,
  finishLaunch,
  place,
  type LaunchParts,
  type LaunchSites,
  type Prepared,
} from '../launch';
import type { Notifier } from '../Notifier';
import { insertAll } from './insertAll';
import { inTurn } from './inTurn';
import { launchedBefore } from './launchedBefore';
import { newWorkload } from './newWorkload';
import { requestHash } from './requestHash';
import type { UserOptions } from './types';

interface RecordingParts extends LaunchParts {
  store: WorkloadStore;
  sites: LaunchSites;
  notifier: Notifier;
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

/** The whole line, and a record at its end: of an array, that of the first. */
export async function recordLaunch(
  parts: RecordingParts,
  request: LaunchRequest,
  options: UserOptions & { idempotencyKey: string },
): Promise<WorkloadRecord> {
  const { notifier, onWish, sites, endpointBase } = parts;
  const prepared = await prepare(parts, request, options);
  const { launchable, person, values, specs } = prepared;
  const [planned] = await Promise.all([
    sites.plan(specs[0]),
    parts.storages.assertWorking(specs[0], person.ref),
  ]);
  const site = place(planned, request.siteId);
  const { idempotencyKey } = options;
  const groupId = request.array && uuid();
  const workloads = await inTurn(
    { ...parts, person, asked: specs.map(askedBy) },
    async (turn, hold) => {
      if (await turn.findByKey(person.ref, idempotencyKey)) return undefined;
      // Before hundreds are written, to be taken back.
      await hold({ isCounted: false });
      return insertAll(turn, specs.length, index =>
        newWorkload({
          request,
          values,
          spec: specs[index],
          asset: launchable.asset,
          person,
          site,
          endpointBase,
          idempotencyKey,
          requestHash: requestHash(request),
          group: groupId
            ? { id: groupId, index, size: specs.length }
            : undefined,
        }),
      );
    },
  );
  if (!workloads) {
    // Another request was faster with the same key.
    return (await launchedBefore(parts, request, options))!;
  }
  for (const workload of workloads) {
    notifier.changed(workload);
    notifier.launched(workload);
    onWish(workload.id);
  }
  return workloads[0];
}
