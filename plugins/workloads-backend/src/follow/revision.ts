import { randomBytes } from 'node:crypto';
import {
  revisionField,
  type FormSchema,
  type LaunchRequest,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type { FollowState } from '../database';

/**
 * A request whose revision can be put in later: a mark that looks like a commit, and is
 * none, stands for it. One that names a revision, or whose form asks for none, stays.
 */
export function withMark(
  request: LaunchRequest,
  form: FormSchema,
): { request: LaunchRequest; mark?: string } {
  const place = revisionField(form);
  if (!place) return { request };
  const [group, field] = place;
  const values = request.values[group] ?? {};
  if (values[field] !== undefined && values[field] !== '') return { request };
  const mark = randomBytes(20).toString('hex');
  const marked = { ...values, [field]: mark };
  return {
    request: { ...request, values: { ...request.values, [group]: marked } },
    mark,
  };
}

/**
 * What runs: the commit where the mark stands, or nothing, which is the newest; for as
 * long as is left of its time.
 */
export function withRevision(
  spec: WorkloadSpec,
  follow: Pick<FollowState, 'mark' | 'commit' | 'begun'> | undefined,
): WorkloadSpec {
  if (!follow) return spec;
  const { mark, commit = '', begun } = follow;
  const put = (text: string) => text.replaceAll(mark, commit);
  const revised = replaced(spec, put) as WorkloadSpec;
  const timeToLiveSeconds = begun?.secondsLeft;
  if (timeToLiveSeconds === undefined) return revised;
  return { ...revised, lifetime: { ...revised.lifetime, timeToLiveSeconds } };
}

/** The same tree, with its texts changed. */
function replaced(tree: unknown, change: (text: string) => string): unknown {
  if (typeof tree === 'string') return change(tree);
  if (Array.isArray(tree)) return tree.map(each => replaced(each, change));
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(
    Object.entries(tree).map(([key, each]) => [key, replaced(each, change)]),
  );
}
