import { at } from '../../../forges/changes/gitlab';
import { isOfPortal } from '../../../forges/statuses';
import type { CheckResult } from '../../types';
import {
  allOf,
  newestOf,
  PAGE,
  secondsOf,
  tagsAmong,
  type ForgeCheck,
  type ForgeCi,
} from './types';

/** A job, or what another said of the commit. */
interface GitlabStatus {
  id: number;
  name: string;
  /** The branch or tag of its pipeline. */
  ref?: string | null;
  /** The pipeline that it counts in: also what others said has one. */
  pipeline_id?: number | null;
  status: string;
  description: string | null;
  target_url: string | null;
  started_at: string | null;
  finished_at: string | null;
  allow_failure: boolean;
}

interface Pipeline {
  id: number;
  sha: string;
  ref: string;
  source: string;
  status: string;
  web_url: string;
}

/** By its own words; what is not in here waits. */
const states: Record<string, CheckResult['status']> = {
  running: 'running',
  canceling: 'running',
  success: 'passed',
  failed: 'failed',
  canceled: 'skipped',
  skipped: 'skipped',
  // It waits for a person, and the pipeline for it not.
  manual: 'skipped',
};
const ended = ['success', 'failed', 'canceled', 'skipped', 'manual'];
/** Where a pipeline comes from that others alone have said something in. */
const EXTERNAL = 'external';
/** How the page of a job ends, of which there is a trace. */
const JOB_PAGE = /\/-\/jobs\/\d+$/;

/** Jobs of the pipelines of a commit, and what others said of it. */
export const gitlab: ForgeCi = {
  service: 'gitlab',

  async isUsed(http, place, branch) {
    const file = `${at(
      place,
    )}/repository/files/.gitlab-ci.yml?ref=${encodeURIComponent(branch)}`;
    if (await http.find(file)) return true;
    // 403: it is switched off.
    const pipelines = await http.find<Pipeline[]>(
      `${at(place)}/pipelines?per_page=${PAGE}`,
      [403, 404],
    );
    if (!pipelines?.length) return false;
    if (pipelines.some(({ source }) => source !== EXTERNAL)) return true;
    const { checks } = await this.checks(http, place, pipelines[0].sha);
    return checks.length > 0;
  },

  async checks(http, place, commit) {
    const pipelines = await http.find<Pipeline[]>(
      `${at(place)}/pipelines?sha=${commit}&per_page=${PAGE}`,
      [403, 404],
    );
    const statuses = await allOf(page =>
      http.find<GitlabStatus[]>(
        `${at(
          place,
        )}/repository/commits/${commit}/statuses?per_page=${PAGE}&page=${page}`,
      ),
    );
    const read = pipelines?.slice(0, PAGE) ?? [];
    const refs = [...read, ...statuses.items].map(each => each.ref);
    const tags = await tagsAmong(refs, place);
    const isOfBranch = ({ ref }: { ref?: string | null }) =>
      !tags.has(ref ?? '');
    const ofBranches = read.filter(isOfBranch);
    const [ours, theirs] = partition(statuses.items);
    const newest = newestOf(
      ofBranches,
      ({ ref, source }) => `${source} ${ref}`,
    ).filter(({ id }) => !isAlone(id, { ours, theirs }));
    const is = (word: string) => newest.some(({ status }) => status === word);
    return {
      checks: theirs.filter(isOfBranch).map(checkOf),
      isOn: newest.some(
        ({ id, status }) => !ended.includes(status) && !isIn(id, ours, isOpen),
      ),
      // One that cannot be read has no jobs.
      failed: newest.some(
        ({ id, status }) => status === 'failed' && !isIn(id, ours, hasFailed),
      )
        ? 'Its pipeline has failed.'
        : undefined,
      isHeld: is('manual'),
      isCut: statuses.isCut || (pipelines?.length ?? 0) >= PAGE,
      url: newest[0]?.web_url,
    };
  },

  log(http, place, { id, maxBytes }) {
    return http.text(`${at(place)}/jobs/${id}/trace`, maxBytes);
  },
};

/** What portals have said, and all else. */
function partition(all: GitlabStatus[]): [GitlabStatus[], GitlabStatus[]] {
  const isOurs = ({ name }: GitlabStatus) => isOfPortal(name);
  return [all.filter(isOurs), all.filter(each => !isOurs(each))];
}

/** Whether there is nothing in a pipeline but what portals have said. */
function isAlone(
  pipeline: number,
  { ours, theirs }: Record<'ours' | 'theirs', GitlabStatus[]>,
): boolean {
  return isIn(pipeline, ours) && !isIn(pipeline, theirs);
}

/** Whether a pipeline has one of these in it. */
function isIn(
  pipeline: number,
  statuses: GitlabStatus[],
  is: (status: GitlabStatus) => boolean = () => true,
): boolean {
  return statuses.some(each => each.pipeline_id === pipeline && is(each));
}

function isOpen({ status }: GitlabStatus): boolean {
  return !ended.includes(status);
}

function hasFailed({ status }: GitlabStatus): boolean {
  return status === 'failed';
}

function checkOf(found: GitlabStatus): ForgeCheck {
  const status = states[found.status] ?? 'queued';
  const url = found.target_url || undefined;
  const isPassed = status === 'passed';
  const hasBegun = found.started_at !== null && status !== 'queued';
  const { description, started_at: from, finished_at: to } = found;
  return {
    ...{ name: found.name, status, url },
    ...{ startedAt: from ?? undefined, endedAt: to ?? undefined },
    seconds: secondsOf(from, to),
    reason: isPassed ? undefined : description || undefined,
    isOptional: found.allow_failure,
    isStopped: found.status === 'canceled',
    log: hasBegun && JOB_PAGE.test(url ?? '') ? String(found.id) : undefined,
  };
}
