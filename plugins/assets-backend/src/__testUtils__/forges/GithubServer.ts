import { randomBytes } from 'node:crypto';
import type { ForgeBench, KeptRequest } from './ForgeBench';
import { inWords } from './inWords';
import { changeRoutes } from './githubChanges';
import { githubHooks, type Hooked } from './hookRoutes';
import { releaseRoutes } from './githubReleases';
import { githubStatuses, Statuses } from './statusRoutes';
import { serveForge, type Asked, type Reply, type Route } from './serveForge';

export interface Commit {
  sha: string;
  message: string;
  parents: string[];
  files: Record<string, string>;
}

export interface Repository {
  id: number;
  owner: string;
  name: string;
  description: string;
  private: boolean;
  defaultBranch: string;
  refs: Map<string, string>;
  isProtected: boolean;
  /** Whether its default branch takes what is proposed alone. */
  isClosed: boolean;
  requests: KeptRequest[];
  hooks?: Hooked[];
  /** By tag: what is beside it. */
  releases: Map<string, { id: number; name: string; state: string }[]>;
}

export const ROUTE = '/repos/([^/]+)/([^/]+)';
const NOT_FOUND: Reply = { status: 404, json: { message: 'Not Found' } };
/** When all of them were made. */
const MADE = '2026-01-02T03:04:05Z';
/** Scopes of the classic tokens that there are. */
const scopes: Record<string, string> = {
  good: 'repo, workflow, read:org',
  poor: 'read:user',
  'without-workflow': 'repo',
};

/** Answers as GitHub's REST API of 2022-11-28 does, as far as making repositories goes. */
export async function startGithub(
  own: { beginsOn?: string; protectsPrivate?: boolean } = {},
): Promise<ForgeBench> {
  const repositories = new Map<string, Repository>();
  const objects = new Map<string, Commit>();
  const blobs = new Map<string, string>();
  /** Leads from an old name to the new one, as long as the old one is free. */
  const moved = new Map<string, Repository>();
  const find = ([owner, name]: string[]) => {
    const key = `${owner}/${name}`.toLowerCase();
    return repositories.get(key) ?? moved.get(key);
  };
  let ids = 0;
  const mayWrite = ({ token }: Asked) => scopes[token].includes('repo');

  const put = (commit: Omit<Commit, 'sha'>) => {
    const sha = randomBytes(20).toString('hex');
    objects.set(sha, { ...commit, sha });
    return sha;
  };
  const make =
    (ownerOf: (parameters: string[]) => string) =>
    (asked: Asked, parameters: string[]): Reply => {
      if (!mayWrite(asked)) {
        const headers = { 'x-accepted-oauth-scopes': 'public_repo, repo' };
        return { ...NOT_FOUND, headers };
      }
      const owner = ownerOf(parameters);
      const { name, description, auto_init: isBegun } = asked.body;
      if (repositories.has(`${owner}/${name}`.toLowerCase())) return taken();
      const files = { 'README.md': `# ${name}` };
      const branch = own.beginsOn ?? 'main';
      const sha = put({ message: 'Initial commit', parents: [], files });
      const repository: Repository = {
        ...{ id: ++ids, owner, name, description, private: asked.body.private },
        ...{ defaultBranch: branch, isProtected: false },
        ...{ requests: [], releases: new Map(), isClosed: false },
        refs: new Map(isBegun ? [[branch, sha]] : []),
      };
      repositories.set(`${owner}/${name}`.toLowerCase(), repository);
      return { status: 201, json: shown(repository) };
    };
  const at =
    (answer: (repository: Repository, asked: Asked, rest: string[]) => Reply) =>
    (asked: Asked, parameters: string[]): Reply => {
      const repository = find(parameters);
      return repository
        ? answer(repository, asked, parameters.slice(2))
        : NOT_FOUND;
    };
  const inGit = (
    answer: (repository: Repository, asked: Asked, rest: string[]) => Reply,
  ) =>
    at((repository, asked, rest) =>
      repository.refs.size === 0
        ? { status: 409, json: { message: 'Git Repository is empty.' } }
        : answer(repository, asked, rest),
    );

  const statuses = new Statuses();
  const routes: Route[] = [
    ...githubHooks(find),
    githubStatuses({
      statuses,
      mayWrite: token => scopes[token].includes('repo'),
      isCommit: sha => objects.has(sha),
    }),
    ['GET', '/user', () => ({ json: { login: 'ada' } })],
    ['GET', '/user/orgs', () => ({ json: [{ login: 'plankton-lab' }] })],
    ['POST', '/user/repos', make(() => 'ada')],
    ['POST', '/orgs/([^/]+)/repos', make(([organization]) => organization)],
    [
      'GET',
      '/repositories/([^/]+)',
      (_asked, [id]) => {
        const found = [...repositories.values()].find(
          each => String(each.id) === id,
        );
        return found ? { json: shown(found) } : NOT_FOUND;
      },
    ],
    ['GET', ROUTE, at(repository => ({ json: shown(repository) }))],
    [
      'PATCH',
      ROUTE,
      at((repository, { body }) => {
        Object.assign(repository, body);
        return { json: shown(repository) };
      }),
    ],
    [
      'GET',
      `${ROUTE}/commits/(.+)`,
      inGit((repository, _asked, [ref]) => {
        const branch = ref.replace(/^heads\//, '');
        const commit = objects.get(repository.refs.get(branch) ?? '');
        if (!commit) {
          const message = `No commit found for SHA: ${branch}`;
          return { status: 422, json: { message } };
        }
        const { sha, message, parents } = commit;
        const files = Object.keys(commit.files).map(filename => ({ filename }));
        return { json: { sha, parents, commit: { message }, files } };
      }),
    ],
    [
      'POST',
      `${ROUTE}/git/blobs`,
      inGit((_repository, { body }) => {
        const blob = randomBytes(20).toString('hex');
        blobs.set(blob, inWords(Buffer.from(body.content, body.encoding)));
        return { status: 201, json: { sha: blob } };
      }),
    ],
    [
      'POST',
      `${ROUTE}/git/trees`,
      inGit((_repository, { body, token }) => {
        const entries: { path: string; content?: string; sha?: string }[] =
          body.tree;
        const isForActions = entries.some(({ path }) =>
          path.startsWith('.github/workflows/'),
        );
        if (isForActions && !scopes[token].includes('workflow')) {
          return NOT_FOUND;
        }
        const files = Object.fromEntries(
          entries.map(({ path, content, sha: blob = '' }) => [
            ...[path, content ?? blobs.get(blob)],
          ]),
        );
        Object.assign(files, {
          ...objects.get(body.base_tree)?.files,
          ...files,
        });
        const sha = put({ message: 'tree', parents: [], files });
        return { status: 201, json: { sha } };
      }),
    ],
    [
      'POST',
      `${ROUTE}/git/commits`,
      inGit((_repository, { body }) => {
        const { message, parents, tree } = body;
        const sha = put({ message, parents, files: objects.get(tree)!.files });
        return { status: 201, json: { sha } };
      }),
    ],
    [
      'PATCH',
      `${ROUTE}/git/refs/heads/(.+)`,
      inGit((repository, { body }, [branch]) => {
        const before = repository.refs.get(branch);
        if (!before) {
          const message = 'Reference does not exist';
          return { status: 422, json: { message } };
        }
        if (repository.isClosed && branch === repository.defaultBranch) {
          const message = 'Changes must be made through a pull request.';
          return { status: 422, json: { message } };
        }
        const isForward = objects.get(body.sha)!.parents.includes(before);
        if (!isForward && !body.force) {
          const message = 'Update is not a fast forward';
          return { status: 422, json: { message } };
        }
        repository.refs.set(branch, body.sha);
        return { json: {} };
      }),
    ],
    [
      'POST',
      `${ROUTE}/branches/([^/]+)/rename`,
      inGit((repository, { body }, [branch]) => {
        const sha = repository.refs.get(branch);
        if (!sha) return NOT_FOUND;
        repository.refs.delete(branch);
        repository.refs.set(body.new_name, sha);
        if (repository.defaultBranch === branch) {
          repository.defaultBranch = body.new_name;
        }
        return { status: 201, json: {} };
      }),
    ],
    [
      'PUT',
      `${ROUTE}/branches/main/protection`,
      at(repository => {
        if (repository.private && !own.protectsPrivate) {
          const message =
            'Upgrade to GitHub Pro or make this repository public to enable this feature.';
          return { status: 403, json: { message } };
        }
        repository.isProtected = true;
        return { json: {} };
      }),
    ],
    [
      'GET',
      `${ROUTE}/contents/(.+)`,
      inGit((repository, { query }, [path]) => {
        const ref = query.get('ref') ?? repository.defaultBranch;
        const sha = repository.refs.get(ref) ?? ref;
        const { files = {} } = objects.get(sha) ?? {};
        const within = Object.keys(files).filter(each =>
          each.startsWith(`${path}/`),
        );
        if (within.length > 0)
          return { json: within.map(each => ({ path: each })) };
        if (!(path in files)) return NOT_FOUND;
        const content = Buffer.from(files[path]).toString('base64');
        return { json: { content, encoding: 'base64' } };
      }),
    ],
    ...changeRoutes({ at, inGit, objects }),
    ...releaseRoutes({ at, inGit, objects }),
  ];
  const served = await serveForge({
    routes,
    isKnown: token => token in scopes,
    headers: ({ token }) => ({ 'x-oauth-scopes': scopes[token] ?? '' }),
  });
  return {
    ...served,
    ...{ service: 'github', person: 'ada', group: 'plankton-lab' },
    protectsPrivate: own.protectsPrivate ?? false,
    tokens: { good: 'good', poor: 'poor' },
    words: { pending: 'pending', failed: 'failure', undecided: 'error' },
    saidOf: async (name, commit) => statuses.of(name, commit),
    lacks: /lacks repo/,
    creates: /^POST \/(user|orgs\/[^/]+)\/repos$/,
    commits: /^PATCH .*\/git\/refs\/heads\/main$/,
    changes: /^PATCH .*\/git\/refs\//,
    async attachedTo(name, tag) {
      return find(['ada', name])!
        .releases.get(tag)!
        .map(each => each.name);
    },
    async makeByHand(name) {
      repositories.set(`ada/${name}`, {
        ...{ id: ++ids, owner: 'ada', name },
        ...{ description: 'By hand', private: false },
        ...{ defaultBranch: 'main', isProtected: false, refs: new Map() },
        ...{ requests: [], releases: new Map(), isClosed: false },
      });
    },
    async makeOfOther(name, files) {
      const sha = put({ message: 'Theirs', parents: [], files });
      repositories.set(`eve/${name}`, {
        ...{ id: ++ids, owner: 'eve', name },
        ...{ description: 'Theirs', private: false },
        ...{ defaultBranch: 'main', isProtected: false },
        ...{ refs: new Map([['main', sha]]), requests: [], isClosed: false },
        releases: new Map(),
      });
      return 'eve';
    },
    async change(name, { name: newName, isPrivate, files, branch }) {
      const found = find(['ada', name])!;
      if (branch) {
        found.refs.set(branch, found.refs.get(found.defaultBranch)!);
        found.refs.delete(found.defaultBranch);
        found.defaultBranch = branch;
      }
      if (isPrivate !== undefined) found.private = isPrivate;
      if (files) {
        const head = found.refs.get(found.defaultBranch)!;
        const all = { ...objects.get(head)?.files, ...files };
        const message = 'Change';
        const sha = put({ message, parents: [head], files: all });
        found.refs.set(found.defaultBranch, sha);
      }
      if (newName) {
        repositories.delete(`ada/${name}`);
        moved.set(`ada/${name}`, found);
        repositories.set(`ada/${newName}`, found);
        found.name = newName;
      }
    },
    async closeBranch(name) {
      find(['ada', name])!.isClosed = true;
    },
    async filesOf(name, branch) {
      const { refs } = find(['ada', name])!;
      return objects.get(refs.get(branch) ?? '')?.files;
    },
    async requestsOf(name) {
      return find(['ada', name])!.requests.filter(each => !each.isClosed);
    },
    async closeRequest(name, number) {
      find(['ada', name])!.requests[number - 1].isClosed = true;
    },
    async hooksOf(name) {
      return find(['ada', name])!.hooks ?? [];
    },
    async remove(name) {
      repositories.delete(`ada/${name}`);
    },
    async look(owner, name) {
      const found = find([owner, name]);
      if (!found) return undefined;
      const { description, isProtected, defaultBranch, refs } = found;
      const commits: Commit[] = [];
      let next = objects.get(refs.get(defaultBranch) ?? '');
      while (next) {
        commits.push(next);
        next = objects.get(next.parents[0]);
      }
      return {
        ...{ description, isProtected, isPrivate: found.private },
        branch: [...refs.keys()].join(),
        // But the one that the forge began it with.
        commits: commits
          .map(({ message }) => message)
          .filter(message => message !== 'Initial commit'),
        files: commits[0]?.files ?? {},
      };
    },
  };
}

function taken(): Reply {
  const message = 'name already exists on this account';
  const errors = [{ resource: 'Repository', code: 'custom', message }];
  return {
    status: 422,
    json: { message: 'Repository creation failed.', errors },
  };
}

function shown(repository: Repository) {
  const { id, owner, name, description, defaultBranch } = repository;
  const page = `https://github.example/${owner}/${name}`;
  return {
    ...{ id, owner: { login: owner }, name, description },
    ...{ private: repository.private, default_branch: defaultBranch },
    permissions: { push: ['ada', 'plankton-lab'].includes(owner) },
    ...{ html_url: page, clone_url: `${page}.git`, size: 12 },
    license: { spdx_id: 'NOASSERTION' },
    ...{ created_at: MADE, pushed_at: MADE },
  };
}
