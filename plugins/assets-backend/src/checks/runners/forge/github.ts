import type { ForgeClient } from '../../../forges';
import { at } from '../../../forges/githubLike';
import { isOfPortal } from '../../../forges/statuses';
import { unlessForbidden } from '../../../forges/unlessForbidden';
import type { CheckResult } from '../../types';
import {
  allOf,
  newestOf,
  PAGE,
  secondsOf,
  tagsAmong,
  type CheckedPlace,
  type ForgeCheck,
  type ForgeCi,
} from './types';

interface WorkflowRun {
  name: string | null;
  workflow_id: number;
  event: string;
  /** Or its tag. */
  head_branch: string | null;
  check_suite_id?: number;
  status: string;
  conclusion: string | null;
}

interface CheckRunOfGithub {
  id: number;
  name: string;
  status: string;
  conclusion: string | null;
  started_at: string | null;
  completed_at: string | null;
  html_url: string | null;
  output?: { title: string | null };
  app?: { slug?: string } | null;
  check_suite?: { id: number } | null;
}

/** As Gitea has them, too. */
export interface CommitStatus {
  context: string;
  /** GitHub's word for it, and Gitea's. */
  state?: string;
  status?: string;
  description: string | null;
  target_url: string | null;
  updated_at: string;
}

/** By its own words; what is not in here has not passed. */
const conclusions: Record<string, CheckResult['status']> = {
  success: 'passed',
  neutral: 'skipped',
  skipped: 'skipped',
  stale: 'skipped',
  cancelled: 'skipped',
};

/** How a workflow ends that has not done what it was to do. */
const failures = ['failure', 'startup_failure', 'timed_out', 'action_required'];

/** Check runs, such as those of GitHub Actions, and statuses of others. */
export const github: ForgeCi = {
  service: 'github',

  async isUsed(http, place) {
    const workflows = await unlessForbidden(
      http.find<{ total_count: number }>(
        `${at(place)}/actions/workflows?per_page=1`,
      ),
    );
    if (workflows?.total_count) return true;
    const { checks } = await this.checks(http, place, 'HEAD');
    return checks.length > 0;
  },

  async checks(http, place, commit) {
    const where = `${at(place)}/commits/${commit}`;
    const runs = await allOf(async page => {
      const query = `per_page=${PAGE}&page=${page}`;
      // 422: there is no such commit.
      const found = await http.find<{ check_runs: CheckRunOfGithub[] }>(
        `${where}/check-runs?${query}`,
        [404, 422],
      );
      return found?.check_runs;
    });
    const statuses = await allOf(async page => {
      const query = `per_page=${PAGE}&page=${page}`;
      const found = await http.find<{ statuses: CommitStatus[] }>(
        `${where}/status?${query}`,
        [404, 422],
      );
      return found?.statuses;
    });
    const { suitesOfTags, ...workflows } = await workflowsOf(
      http,
      place,
      commit,
    );
    const ofBranches = runs.items.filter(
      // An old server says neither.
      ({ check_suite: suite }) => !suite || !suitesOfTags?.includes(suite.id),
    );
    const theirs = statuses.items.filter(each => !isOfPortal(each.context));
    return {
      ...workflows,
      checks: [...ofBranches.map(fromRun), ...theirs.map(fromStatus)],
      isCut: runs.isCut || statuses.isCut || workflows.isCut,
    };
  },

  log(http, place, { id, maxBytes }) {
    return http.text(`${at(place)}/actions/jobs/${id}/logs`, maxBytes);
  },
};

/**
 * Of jobs that wait for others there are no check runs yet, and of a workflow that cannot
 * be read there are none at all.
 */
async function workflowsOf(
  http: ForgeClient,
  place: CheckedPlace,
  commit: string,
) {
  if (commit === 'HEAD') return {};
  const found = await unlessForbidden(
    http.find<{ workflow_runs: WorkflowRun[] }>(
      `${at(place)}/actions/runs?head_sha=${commit}&per_page=${PAGE}`,
    ),
  );
  const all = found?.workflow_runs ?? [];
  const read = all.slice(0, PAGE);
  const tags = await tagsAmong(
    read.map(each => each.head_branch),
    place,
  );
  const isOfTag = (run: WorkflowRun) => tags.has(run.head_branch ?? '');
  const runs = newestOf(
    read.filter(each => !isOfTag(each)),
    each => `${each.workflow_id} ${each.event}`,
  );
  const failed = runs.find(({ conclusion }) =>
    failures.includes(conclusion ?? ''),
  );
  return {
    suitesOfTags: read.filter(isOfTag).map(each => each.check_suite_id),
    isCut: all.length >= PAGE,
    isOn: runs.some(({ status }) => status !== 'completed'),
    failed:
      failed &&
      `${failed.name ?? 'A workflow'}: ${failed.conclusion}`.replaceAll(
        '_',
        ' ',
      ),
  };
}

function fromRun(run: CheckRunOfGithub): ForgeCheck {
  const { status, conclusion, html_url: url, output, app } = run;
  const startedAt = run.started_at ?? undefined;
  const endedAt = run.completed_at ?? undefined;
  const isOfActions = app?.slug === 'github-actions';
  const said = output?.title ?? '';
  const its = { name: run.name, url: url ?? undefined, startedAt, endedAt };
  if (status !== 'completed') {
    const isRunning = status === 'in_progress';
    return { ...its, status: isRunning ? 'running' : 'queued' };
  }
  const word = conclusion ?? '';
  const isPassed = word === 'success';
  return {
    ...its,
    status: conclusions[word] ?? 'failed',
    seconds: secondsOf(startedAt, endedAt),
    reason: isPassed ? undefined : said || word.replaceAll('_', ' '),
    isStopped: word === 'cancelled',
    isLost: word === 'stale',
    // The job of a check run of Actions has its id.
    log: isOfActions && word !== 'skipped' ? String(run.id) : undefined,
  };
}

/** What others say of a commit: GitHub and Gitea alike. */
export function fromStatus(found: CommitStatus): ForgeCheck {
  const word = found.state ?? found.status ?? '';
  const description = found.description ?? '';
  const its = { name: found.context, url: found.target_url || undefined };
  if (word === 'pending') {
    return { ...its, status: 'running', reason: description || undefined };
  }
  const isPassed = word === 'success';
  // Gitea's: it went well, but …
  const isWell = isPassed || word === 'warning';
  const status = word === 'skipped' ? 'skipped' : 'failed';
  return {
    ...{ ...its, endedAt: found.updated_at },
    status: isWell ? 'passed' : status,
    reason: isPassed ? undefined : description || word,
  };
}
