import { setTimeout as pause } from 'node:timers/promises';
import { because } from '@astrolabe/plugin-workloads-common';
import type { NomadClient } from '../client/NomadClient';
import type { NomadJob, NomadTaskState } from '../client/types';
import {
  readDocument,
  DOCUMENT,
  type Conclusion,
  type JobDocument,
} from '../job/document';
import { GROUP } from '../job/names';
import type { JobView } from '../region/Mirror';
import { currentOf, failedTask, failureOf, type Pending } from './observe';
import { silenceOf } from '../reasons/readTask';
import { findJob, register } from './register';

/** Nomad writes what a task has said a moment after it has ended; on a busy node, later. */
const LOG_DELAYS_MS = [300, 500, 1000, 1000];

/** Reads the last lines of a task. */
export type ReadTail = (view: JobView, task: string) => Promise<string>;

/**
 * Ends jobs, and writes how it came to it into the job itself: every replica,
 * and every portal after this one, says the same of it. The job is changed only
 * in the state that was seen, so that it ends once, and never a run too late.
 *
 * @param client - of the job's namespace
 * @returns the index at which it was changed, or undefined when there was nothing to end
 */
export async function conclude(
  client: NomadClient,
  jobId: string,
  { conclusion, generation }: { conclusion: Conclusion; generation?: number },
): Promise<number | undefined> {
  return change(client, jobId, (_, document) => {
    const isIt = generation === undefined || document.generation === generation;
    return isIt
      ? { Stop: true, document: { ...document, conclusion } }
      : undefined;
  });
}

/**
 * Lets it begin anew on another node, in the state that was seen. In another group
 * of tasks, as a restart beside a node that is away.
 */
export async function beginAgain(
  client: NomadClient,
  { job: seen, document: { generation } }: JobView,
): Promise<void> {
  await change(client, seen.ID, ({ JobModifyIndex, TaskGroups }, document) => {
    const isIt =
      document.generation === generation &&
      JobModifyIndex === seen.JobModifyIndex;
    if (!isIt) return undefined;
    const timesAgain = (document.timesAgain ?? 0) + 1;
    const Name = `${GROUP}-${generation}-${timesAgain}`;
    return {
      TaskGroups: TaskGroups!.map(group => ({ ...group, Name })),
      document: { ...document, timesAgain },
    };
  });
}

/** Registers a job of ours anew, unless it was changed meanwhile. */
async function change(
  client: NomadClient,
  jobId: string,
  decide: (
    job: NomadJob,
    document: JobDocument,
  ) =>
    | (Partial<Pick<NomadJob, 'Stop' | 'TaskGroups'>> & {
        document: JobDocument;
      })
    | undefined,
): Promise<number | undefined> {
  const job = await findJob(client, jobId);
  const present = job && readDocument(job);
  if (!job || !present || job.Stop) return undefined;
  const changed = decide(job, present);
  if (!changed) return undefined;
  const { document, ...parts } = changed;
  const Meta = { ...job.Meta, [DOCUMENT]: JSON.stringify(document) };
  return register(client, { ...job, ...parts, Meta }, job);
}

/** How something that has to be ended is to be told. */
export async function conclusionOf(
  view: JobView,
  {
    pending,
    readTail,
  }: { pending: Exclude<Pending, 'again'>; readTail: ReadTail },
): Promise<Conclusion> {
  if (pending === 'lost') {
    const { NodeName, ClientDescription } = currentOf(view)!;
    return {
      state: 'failed',
      reason: {
        ...because('node-lost.lost', { node: NodeName }),
        evidence: ClientDescription || undefined,
      },
    };
  }
  if (pending === 'expired') {
    return {
      state: 'stopped',
      reason: because('time-to-live-reached.over'),
    };
  }
  const [main] = view.document.tasks;
  if (pending === 'unhealthy') {
    const tail = await readTail(view, main);
    return {
      state: 'failed',
      reason: {
        ...because('health-check-failed.silent', {
          seconds: view.document.startSeconds!,
        }),
        evidence: tail || undefined,
      },
    };
  }
  return failure(view, readTail);
}

async function failure(view: JobView, readTail: ReadTail): Promise<Conclusion> {
  const { document } = view;
  const current = currentOf(view)!;
  const { name, task } = failedTask(view, current);
  if (document.kind !== 'batch' && endedWell(task) && !silenceOf(task)) {
    return { state: 'completed', reason: because('ended-by-itself.well') };
  }
  // One that never began has said nothing.
  const tail = task.StartedAt ? await lastWords(view, name, readTail) : '';
  return {
    state: 'failed',
    reason: failureOf(view, { allocation: current, tail }),
  };
}

/** Read again until it grows no more; a program that is silent ends all the same. */
async function lastWords(view: JobView, task: string, readTail: ReadTail) {
  let before = '';
  for (const delay of LOG_DELAYS_MS) {
    await pause(delay);
    const tail = await readTail(view, task);
    if (tail && tail === before) break;
    before = tail;
  }
  return before;
}

/** A service that ends is started again until its attempts are used up, even when it ends well. */
function endedWell({ Events }: NomadTaskState): boolean {
  const ended = Events?.findLast(({ Type }) => Type === 'Terminated');
  return ended !== undefined && ended.ExitCode === 0 && !ended.Signal;
}
