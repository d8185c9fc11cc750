import { randomBytes } from 'node:crypto';
import type { ForgeBench, KeptRequest } from './ForgeBench';
import { changeRoutes } from './gitlabChanges';
import { gitlabHooks, type Hooked } from './hookRoutes';
import { releaseRoutes } from './gitlabReleases';
import { gitlabStatuses, Statuses } from './statusRoutes';
import { serveForge, type Asked, type Reply, type Route } from './serveForge';

export interface Commit {
  id: string;
  parent_ids: string[];
  message: string;
  files: Record<string, string>;
}

export interface Project {
  id: number;
  owner: string;
  name: string;
  description: string;
  visibility: string;
  /** Commits of each branch, the newest first. */
  branches: Map<string, Commit[]>;
  defaultBranch: string;
  isProtected: boolean;
  /** Whether its default branch takes what is proposed alone. */
  isClosed: boolean;
  requests: KeptRequest[];
  hooks?: Hooked[];
  tags: Map<string, string>;
  /** By tag: the links of its release. */
  releases: Map<string, { name: string; url: string }[]>;
  /** Below the project. */
  packages: Map<string, string>;
}

const API = '/api/v4';
export const ROUTE = `${API}/projects/([^/]+)`;
const scopes: Record<string, string> = { good: 'api', poor: 'read_user' };
const namespaces: Record<string, number> = { ada: 1, 'lab/plankton': 2 };
export const notFound = (what: string): Reply => ({
  status: 404,
  json: { message: `404 ${what} Not Found` },
});

/** Answers as GitLab's REST API 4 does, as far as making projects goes. */
export async function startGitlab(
  own: { protects?: boolean } = {},
): Promise<ForgeBench> {
  const projects = new Map<string, Project>();
  /** Leads from an old name to the new one, as long as the old one is free. */
  const moved = new Map<string, Project>();
  const find = (id: string) =>
    projects.get(id.toLowerCase()) ??
    moved.get(id.toLowerCase()) ??
    [...projects.values()].find(each => String(each.id) === id);
  let ids = 0;
  const writing =
    (answer: Route[2]): Route[2] =>
    (asked, parameters) =>
      scopes[asked.token] === 'api'
        ? answer(asked, parameters)
        : insufficientScope();
  const at =
    (answer: (project: Project, asked: Asked, rest: string[]) => Reply) =>
    (asked: Asked, [id, ...rest]: string[]): Reply => {
      const project = find(id);
      return project ? answer(project, asked, rest) : notFound('Project');
    };

  const create = ({ body }: Asked): Reply => {
    const [owner] =
      Object.entries(namespaces).find(([, id]) => id === body.namespace_id) ??
      [];
    const id = `${owner}/${body.path}`.toLowerCase();
    if (projects.has(id)) {
      const message = { path: ['has already been taken'] };
      return { status: 400, json: { message } };
    }
    const { name, description, visibility } = body;
    const project: Project = {
      ...{ id: ++ids, owner: owner!, name, description, visibility },
      ...fresh(),
    };
    projects.set(id, project);
    return { status: 201, json: shown(project) };
  };
  const statuses = new Statuses();
  const has = (sha: string) =>
    [...projects.values()].some(({ branches }) =>
      [...branches.values()].flat().some(({ id }) => id === sha),
    );
  const routes: Route[] = [
    ...gitlabHooks(find),
    gitlabStatuses({
      statuses,
      mayWrite: token => scopes[token] === 'api',
      isCommit: has,
    }),
    ['GET', `${API}/user`, () => ({ json: { username: 'ada' } })],
    [
      'GET',
      `${API}/groups`,
      writing(() => ({ json: [{ full_path: 'lab/plankton' }] })),
    ],
    [
      'GET',
      `${API}/namespaces/([^/]+)`,
      writing((_asked, [name]) => {
        const id = namespaces[name];
        return id ? { json: { id } } : notFound('Namespace');
      }),
    ],
    ['POST', `${API}/projects`, writing(create)],
    ['GET', ROUTE, writing(at(project => ({ json: shown(project) })))],
    [
      'PUT',
      ROUTE,
      writing(
        at((project, { body }) => {
          Object.assign(project, body);
          return { json: shown(project) };
        }),
      ),
    ],
    ...releaseRoutes({ at, writing }),
    ...changeRoutes({ at, writing, protects: own.protects ?? true }),
    [
      'GET',
      `${ROUTE}/protected_branches/main`,
      at(({ isProtected }) =>
        isProtected ? { json: { name: 'main' } } : notFound('Branch'),
      ),
    ],
    [
      'POST',
      `${ROUTE}/protected_branches`,
      at(project => {
        project.isProtected = true;
        return { status: 201, json: {} };
      }),
    ],
    [
      'GET',
      `${ROUTE}/repository/files/([^/]+)/raw`,
      at((project, { query }, [path]) => {
        const files = filesAt(project, query.get('ref')!) ?? {};
        return path in files ? { text: files[path] } : notFound('File');
      }),
    ],
  ];
  const served = await serveForge({
    routes,
    isKnown: token => token in scopes,
  });
  return {
    ...served,
    ...{ service: 'gitlab', person: 'ada', group: 'lab/plankton' },
    tokens: { good: 'good', poor: 'poor' },
    words: { pending: 'running', failed: 'failed', undecided: 'canceled' },
    saidOf: async (name, commit) => statuses.of(name, commit),
    lacks: /lacks api/,
    creates: /^POST \/api\/v4\/projects$/,
    commits: /^POST .*\/repository\/commits$/,
    changes: /^POST .*\/repository\/commits$/,
    async attachedTo(name, tag) {
      const { releases } = projects.get(`ada/${name}`)!;
      return releases.get(tag)!.map(each => each.name);
    },
    async makeByHand(name) {
      const visibility = 'private';
      projects.set(`ada/${name}`, {
        ...{ id: ++ids, owner: 'ada', name },
        ...{ description: 'By hand', visibility },
        ...fresh(),
      });
    },
    async makeOfOther(name, files) {
      const project: Project = {
        ...{ id: ++ids, owner: 'eve', name, description: 'Theirs' },
        ...{ ...fresh(), visibility: 'public' },
      };
      put(project, { branch: 'main', message: 'Theirs', files });
      projects.set(`eve/${name}`, project);
      return 'eve';
    },
    async change(name, { name: newName, isPrivate, files, branch }) {
      const found = find(`ada/${name}`)!;
      if (branch) {
        found.branches.set(branch, found.branches.get(found.defaultBranch)!);
        found.branches.delete(found.defaultBranch);
        found.defaultBranch = branch;
      }
      if (isPrivate !== undefined) {
        found.visibility = isPrivate ? 'private' : 'public';
      }
      const on = found.defaultBranch;
      if (files) put(found, { branch: on, message: 'Change', files });
      if (newName) {
        projects.delete(`ada/${name}`);
        moved.set(`ada/${name}`, found);
        projects.set(`ada/${newName}`, found);
        found.name = newName;
      }
    },
    async closeBranch(name) {
      find(`ada/${name}`)!.isClosed = true;
    },
    async filesOf(name, branch) {
      return filesAt(find(`ada/${name}`)!, branch);
    },
    async requestsOf(name) {
      const { requests } = find(`ada/${name}`)!;
      return requests.filter(each => !each.isClosed && !each.isOfFork);
    },
    async closeRequest(name, number) {
      find(`ada/${name}`)!.requests[number - 1].isClosed = true;
    },
    async proposeFromFork(name, between) {
      const { requests } = find(`ada/${name}`)!;
      const said = { title: 'Of a stranger', body: '', isOfFork: true };
      requests.push({ number: requests.length + 1, ...said, ...between });
    },
    async hooksOf(name) {
      return find(`ada/${name}`)!.hooks ?? [];
    },
    async remove(name) {
      projects.delete(`ada/${name}`);
    },
    async look(owner, name) {
      const found = projects.get(`${owner}/${name}`.toLowerCase());
      if (!found) return undefined;
      const { description, isProtected, branches, visibility } = found;
      const commits = branches.get('main') ?? [];
      return {
        ...{ description, isProtected, branch: 'main' },
        isPrivate: visibility === 'private',
        commits: commits.map(({ message }) => message),
        files: commits[0]?.files ?? {},
      };
    },
  };
}

function fresh() {
  return {
    ...{
      branches: new Map(),
      defaultBranch: 'main',
      isProtected: false,
      isClosed: false,
      requests: [],
      tags: new Map<string, string>(),
      releases: new Map(),
      packages: new Map(),
    },
  };
}

/** Of a branch or a commit. */
export function filesAt({ branches }: Project, ref: string) {
  const all = [...branches.values()].flat();
  const commit = branches.get(ref)?.[0] ?? all.find(({ id }) => id === ref);
  return commit?.files;
}

/** Another commit on top of a branch. */
export function put(
  { branches }: Project,
  {
    branch,
    message,
    files,
  }: Omit<Commit, 'id' | 'parent_ids'> & { branch: string },
): Commit {
  const before = branches.get(branch) ?? [];
  const id = randomBytes(20).toString('hex');
  const commit = {
    ...{ id, message, parent_ids: before.slice(0, 1).map(each => each.id) },
    files: { ...before[0]?.files, ...files },
  };
  branches.set(branch, [commit, ...before]);
  return commit;
}

function insufficientScope(): Reply {
  const json = {
    error: 'insufficient_scope',
    error_description:
      'The request requires higher privileges than provided by the access token.',
    scope: 'api',
  };
  return { status: 403, json };
}

/** When all of them were made. */
const MADE = '2026-01-02T03:04:05Z';

function shown(project: Project) {
  const { id, owner, name, description, visibility, branches } = project;
  const page = `https://gitlab.example/${owner}/${name}`;
  return {
    id,
    ...{ path: name, namespace: { full_path: owner }, description, visibility },
    default_branch: branches.size > 0 ? project.defaultBranch : null,
    permissions: {
      project_access: owner === 'ada' ? { access_level: 50 } : null,
      group_access: owner in namespaces ? { access_level: 30 } : null,
    },
    ...{ web_url: page, http_url_to_repo: `${page}.git` },
    ...{ created_at: MADE, last_activity_at: MADE, license: { key: 'other' } },
    statistics: { repository_size: 12 * 1024 },
  };
}
