import {
  serveForge,
  type Asked,
  type Reply,
  type Route,
} from '../../../__testUtils__/forges/serveForge';

/** A check of a commit, at a forge of ours. */
export interface Job {
  id: number;
  commit: string;
  state: 'waits' | 'runs' | 'passed' | 'failed';
  log: string;
  startedAt: string;
  endedAt: string | null;
  /** Its run is of this tag. */
  tag?: string;
}

const notFound: Reply = { status: 404, json: { message: 'Not Found' } };

/** What GitHub's and GitLab's have in common: jobs by the commit they check, of a branch or a tag. */
function keepJobs(sayTag: (job: Job) => object) {
  const jobs: Job[] = [];
  return {
    jobs,
    /** Newest first. */
    of: (commit: string) =>
      jobs.filter(each => each.commit === commit).reverse(),
    /** One of that name, whatever it is at. */
    tag: (name: string): Reply => {
      const job = jobs.find(({ tag }) => tag === decodeURIComponent(name));
      return job ? { json: sayTag(job) } : notFound;
    },
    fails(commit: string, tag: string) {
      const now = new Date().toISOString();
      const [startedAt, endedAt] = [now, now];
      const id = jobs.length + 1;
      jobs.push({
        id,
        commit,
        state: 'failed',
        log: '',
        startedAt,
        endedAt,
        tag,
      });
    },
    begins(commit: string) {
      const now = new Date().toISOString();
      jobs.push({
        ...{ id: jobs.length + 1, commit, state: 'runs', log: '' },
        ...{ startedAt: now, endedAt: null },
      });
    },
    ends(commit: string, { passed, log }: { passed: boolean; log: string }) {
      const job = jobs.find(each => each.commit === commit)!;
      job.endedAt = new Date().toISOString();
      Object.assign(job, { state: passed ? 'passed' : 'failed', log });
    },
  };
}

const names: Record<string, string> = { 1: 'leaves', 2: 'plain' };

/** A repository by its id: the first is checked, the second is not. */
export function byId(service: string): Route {
  const shown = (id: string) => ({
    ...{ id: Number(id), name: names[id], path: names[id] },
    ...{ owner: { login: 'ada' }, namespace: { full_path: 'ada' } },
    ...{ private: false, visibility: 'public', default_branch: 'main' },
  });
  const path =
    service === 'gitlab' ? '/api/v4/projects' : '(?:/api/v1)?/repositories';
  return ['GET', `${path}/([12])`, (_asked, [id]) => ({ json: shown(id) })];
}

/** Check runs of GitHub Actions, as its REST API of 2022-11-28 tells of them. */
export async function startGithubCi(url: () => string) {
  const kept = keepJobs(({ commit }) => ({ sha: commit }));
  const at = '/repos/ada/leaves';
  const runOf = ({ id, state, startedAt, endedAt }: Job) => ({
    ...{ id, name: 'test', app: { slug: 'github-actions' } },
    status: endedAt ? 'completed' : 'in_progress',
    conclusion: endedAt && (state === 'passed' ? 'success' : 'failure'),
    ...{ started_at: startedAt, completed_at: endedAt },
    html_url: `https://github.example/ada/leaves/actions/runs/1/job/${id}`,
    output: { title: null },
    check_suite: { id },
  });
  const routes: Route[] = [
    ['GET', `${at}/actions/workflows`, () => ({ json: { total_count: 1 } })],
    [
      'GET',
      `${at}/commits/([^/]+)/check-runs`,
      (_asked, [commit]) => ({
        json: { check_runs: kept.of(commit).map(runOf) },
      }),
    ],
    [
      'GET',
      `${at}/commits/([^/]+)/status`,
      () => ({ json: { state: 'pending', statuses: [] } }),
    ],
    [
      'GET',
      `${at}/actions/runs`,
      ({ query }: Asked) => {
        const jobs = kept.of(query.get('head_sha')!);
        const status = (job: Job) =>
          job.endedAt ? 'completed' : 'in_progress';
        return {
          json: {
            workflow_runs: jobs.map(job => ({
              ...{ name: 'Check', workflow_id: 1, event: 'push' },
              ...{ head_branch: job.tag ?? 'main', check_suite_id: job.id },
              ...{ status: status(job), conclusion: runOf(job).conclusion },
            })),
          },
        };
      },
    ],
    [
      'GET',
      `${at}/actions/jobs/([^/]+)/logs`,
      (_asked, [id]) => {
        // A log is elsewhere, at an address that is good for a minute.
        const location = `${url()}/storage/${id}`;
        return { status: 302, headers: { location } };
      },
    ],
    [
      'GET',
      '/storage/([^/]+)',
      (_asked, [id]) => ({ text: kept.jobs[Number(id) - 1].log }),
    ],
    ['GET', `${at}/commits/tags/(.+)`, (_asked, [tag]) => kept.tag(tag)],
    byId('github'),
    ['GET', '/repos/.*', () => notFound],
  ];
  return { ...kept, ...(await serveForge({ routes, isKnown: () => true })) };
}

/** Pipelines of GitLab, as its REST API 4 tells of them. */
export async function startGitlabCi() {
  const kept = keepJobs(({ commit, tag }) => ({
    name: tag,
    commit: { id: commit },
  }));
  const at = '/api/v4/projects/ada%2Fleaves';
  const words = { waits: 'created', runs: 'running', passed: 'success' };
  const wordOf = ({ state }: Job) => ({ ...words, failed: 'failed' }[state]);
  const routes: Route[] = [
    [
      'GET',
      `${at}/repository/files/.gitlab-ci.yml`,
      () => ({ json: { file_path: '.gitlab-ci.yml' } }),
    ],
    [
      'GET',
      `${at}/pipelines`,
      ({ query }: Asked) => ({
        json: kept.of(query.get('sha')!).map(job => ({
          ...{ id: 7, ref: job.tag ?? 'main', source: 'push' },
          status: wordOf(job),
          web_url: 'https://gitlab.example/ada/leaves/-/pipelines/7',
        })),
      }),
    ],
    [
      'GET',
      `${at}/repository/commits/([^/]+)/statuses`,
      (_asked, [commit]) => ({
        json: kept.of(commit).map(job => ({
          ...{ id: job.id, name: 'test', status: wordOf(job) },
          ref: job.tag ?? 'main',
          ...{ description: null, allow_failure: false },
          target_url: `https://gitlab.example/ada/leaves/-/jobs/${job.id}`,
          ...{ started_at: job.startedAt, finished_at: job.endedAt },
        })),
      }),
    ],
    [
      'GET',
      `${at}/jobs/([^/]+)/trace`,
      (_asked, [id]) => ({ text: kept.jobs[Number(id) - 1].log }),
    ],
    ['GET', `${at}/repository/tags/(.+)`, (_asked, [tag]) => kept.tag(tag)],
    byId('gitlab'),
    ['GET', '/api/v4/projects/.*', () => notFound],
  ];
  return { ...kept, ...(await serveForge({ routes, isKnown: () => true })) };
}
