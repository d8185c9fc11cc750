import type { ForgeClient, Place } from '../../../forges';
import { at } from '../../../forges/githubLike';
import { timeOf } from '../reports';
import { fromStatus, type CommitStatus } from './github';
import { allOf, secondsOf, type ForgeCheck, type ForgeCi } from './types';

/** As many as it gives at once, unless its operator has it otherwise. */
const PAGE = 50;
/** So many runs of a commit are looked into: each is a question of its own. */
const MOST_RUNS = 20;
/** The page of a job, where a status is of one: its run and the job's number. */
const JOB_PAGE = /\/actions\/runs\/(\d+)\/jobs\/(\d+)$/;

interface Job {
  id: number;
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
    const { items, isCut } = await allOf(readPage, { isShort: true });
    const isOfActions = ({ target_url: url }: CommitStatus) =>
      JOB_PAGE.test(url ?? '');
    const jobs = items.some(isOfActions)
      ? await jobsOf(http, place, commit)
      : [];
    return { isCut, checks: items.map(each => checkOf(each, jobs)) };
  },

  log(http, place, { id, maxBytes }) {
    return http.text(`${at(place)}/actions/jobs/${id}/logs`, maxBytes);
  },
};

/** Of a Gitea before 1.25 there are none to be had. */
async function jobsOf(http: ForgeClient, place: Place, commit: string) {
  const runs = await http.find<{ workflow_runs: { id: number }[] | null }>(
    `${at(place)}/actions/runs?head_sha=${commit}&limit=${PAGE}`,
  );
  const jobs: Job[] = [];
  const newest = runs?.workflow_runs?.slice(0, MOST_RUNS) ?? [];
  for (const { id } of newest) {
    const found = await http.find<{ jobs: Job[] | null }>(
      `${at(place)}/actions/runs/${id}/jobs?limit=${PAGE}`,
    );
    jobs.push(...(found?.jobs ?? []).slice(0, PAGE));
  }
  return jobs;
}

function checkOf(status: CommitStatus, jobs: Job[]): ForgeCheck {
  const check = fromStatus(status);
  const page = JOB_PAGE.exec(status.target_url ?? '')?.[0];
  const job = page && jobs.find(({ html_url: url }) => url.endsWith(page));
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
