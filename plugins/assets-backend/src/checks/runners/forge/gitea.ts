import type { ForgeClient, Place } from '../../../forges';
import { at } from '../../../forges/githubLike';
import { isOfPortal } from '../../../forges/statuses';
import { timeOf } from '../reports';
import { fromStatus, type CommitStatus } from './github';
import { allOf, secondsOf, type ForgeCheck, type ForgeCi } from './types';

/** As many as it gives at once, unless its operator has it otherwise. */
const PAGE = 50;
/** So many runs of a commit are looked into: each is a question of its own. */
const MOST_RUNS = 20;
/** The page of a job, where a status is of one: its run and the job's number. */
const JOB_PAGE = /\/actions\/runs\/(\d+)\/jobs\/(\d+)$/;

/** A run says its workflow and what it is of: `image.yml@refs/tags/v1`. */
interface Run {
  id: number;
  path?: string;
}

interface Job {
  id: number;
  name: string;
  conclusion?: string | null;
  /** Of its run. */
  workflow: string;
  isOfTag: boolean;
  html_url: string;
  status: string;
  started_at: string | null;
  completed_at: string | null;
}

/** Statuses of a commit; each job of its Actions has one. */
export const gitea: ForgeCi = {
  service: 'gitea',

  async isUsed(http, place, branch) {
    for (const folder of ['.gitea/workflows', '.github/workflows']) {
      if (await http.find(`${at(place)}/contents/${folder}`)) return true;
    }
    const { checks } = await this.checks(
      http,
      place,
      encodeURIComponent(branch),
    );
    return checks.length > 0;
  },

  async checks(http, place, commit) {
    const where = `${at(place)}/commits/${commit}/status`;
    const readPage = async (page: number) => {
      const query = `limit=${PAGE}&page=${page}`;
      const found = await http.find<{ statuses: CommitStatus[] | null }>(
        `${where}?${query}`,
        [404, 422],
      );
      return found?.statuses ?? [];
    };
    const all = await allOf(readPage, { isShort: true });
    const items = all.items.filter(({ context }) => !isOfPortal(context));
    const isOfActions = ({ target_url: url }: CommitStatus) =>
      JOB_PAGE.test(url ?? '');
    const jobs = items.some(isOfActions)
      ? await jobsOf(http, place, commit)
      : [];
    const checks = items.flatMap(each => {
      const job = jobOf(each, jobs);
      if (!job?.isOfTag) return [checkOf(each, job)];
      // Of two runs of a workflow there is the newer's status alone.
      const twin = jobs.find(
        ({ name, workflow, isOfTag }) =>
          !isOfTag && name === job.name && workflow === job.workflow,
      );
      return twin ? [checkOf(statusOf(twin, each.context), twin)] : [];
    });
    return { isCut: all.isCut, checks };
  },

  log(http, place, { id, maxBytes }) {
    return http.text(`${at(place)}/actions/jobs/${id}/logs`, maxBytes);
  },
};

/** Of a Gitea before 1.25 there are none to be had. */
async function jobsOf(http: ForgeClient, place: Place, commit: string) {
  const runs = await http.find<{ workflow_runs: Run[] | null }>(
    `${at(place)}/actions/runs?head_sha=${commit}&limit=${PAGE}`,
  );
  const jobs: Job[] = [];
  const newest = runs?.workflow_runs?.slice(0, MOST_RUNS) ?? [];
  for (const { id, path = '' } of newest) {
    const [workflow, ref = ''] = path.split('@');
    const isOfTag = ref.startsWith('refs/tags/');
    const found = await http.find<{ jobs: Job[] | null }>(
      `${at(place)}/actions/runs/${id}/jobs?limit=${PAGE}`,
    );
    const its = (found?.jobs ?? []).slice(0, PAGE);
    jobs.push(...its.map(each => ({ ...each, workflow, isOfTag })));
  }
  return jobs;
}

function jobOf(status: CommitStatus, jobs: Job[]): Job | undefined {
  const page = JOB_PAGE.exec(status.target_url ?? '')?.[0];
  return page
    ? jobs.find(({ html_url: url }) => url.endsWith(page))
    : undefined;
}

/** As Gitea would say it of this job. */
function statusOf(job: Job, context: string): CommitStatus {
  const { status, conclusion, html_url: target_url, completed_at } = job;
  return {
    ...{ context, target_url, description: null },
    status: status === 'completed' ? conclusion ?? 'failure' : 'pending',
    updated_at: completed_at ?? '',
  };
}

function checkOf(status: CommitStatus, job: Job | undefined): ForgeCheck {
  const check = fromStatus(status);
  if (!job) return check;
  const isWaiting = check.status === 'running' && job.status !== 'in_progress';
  // Of what has not begun it may say 1970.
  const startedAt = timeOf(job.started_at);
  const endedAt = timeOf(job.completed_at);
  const isOver = !['queued', 'running'].includes(check.status);
  return {
    ...{ ...check, startedAt },
    seconds: isOver ? secondsOf(startedAt, endedAt) : undefined,
    status: isWaiting ? 'queued' : check.status,
    log: isWaiting || check.status === 'skipped' ? undefined : String(job.id),
  };
}
