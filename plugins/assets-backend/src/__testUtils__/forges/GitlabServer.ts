import type { ForgeBench } from './ForgeBench';
import { serveForge, type Asked, type Reply, type Route } from './serveForge';

interface Project {
  id: number;
  owner: string;
  name: string;
  description: string;
  visibility: string;
  /** The newest first. */
  commits: string[];
  files: Record<string, string>;
  isProtected: boolean;
}

const API = '/api/v4';
const ROUTE = `${API}/projects/([^/]+)`;
const scopes: Record<string, string> = { good: 'api', poor: 'read_user' };
const namespaces: Record<string, number> = { ada: 1, 'lab/plankton': 2 };
const notFound = (what: string): Reply => ({
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
      ...{ commits: [], files: {}, isProtected: false },
    };
    projects.set(id, project);
    return { status: 201, json: shown(project) };
  };
  const commit = (project: Project, { body }: Asked): Reply => {
    const actions: { file_path: string; content: string }[] = body.actions;
    if (actions.some(({ file_path: path }) => path in project.files)) {
      const message = 'A file with this name already exists';
      return { status: 400, json: { message } };
    }
    project.commits.unshift(body.commit_message);
    for (const { file_path: path, content } of actions) {
      project.files[path] = content;
    }
    project.isProtected ||= own.protects ?? true;
    return { status: 201, json: {} };
  };

  const routes: Route[] = [
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
    [
      'GET',
      `${ROUTE}/repository/commits`,
      at(({ commits }) =>
        commits.length > 0
          ? { json: commits.map(message => ({ message })) }
          : notFound('Repository'),
      ),
    ],
    ['POST', `${ROUTE}/repository/commits`, writing(at(commit))],
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
      at(({ files }, _asked, [path]) =>
        path in files ? { text: files[path] } : notFound('File'),
      ),
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
    lacks: /lacks api/,
    creates: /^POST \/api\/v4\/projects$/,
    commits: /^POST .*\/repository\/commits$/,
    async makeByHand(name) {
      const visibility = 'private';
      projects.set(`ada/${name}`, {
        ...{ id: ++ids, owner: 'ada', name },
        ...{ description: 'By hand', visibility },
        ...{ commits: [], files: {}, isProtected: false },
      });
    },
    async change(name, { name: newName, isPrivate, files }) {
      const found = find(`ada/${name}`)!;
      if (isPrivate !== undefined) {
        found.visibility = isPrivate ? 'private' : 'public';
      }
      Object.assign(found.files, files);
      if (newName) {
        projects.delete(`ada/${name}`);
        moved.set(`ada/${name}`, found);
        projects.set(`ada/${newName}`, found);
        found.name = newName;
      }
    },
    async remove(name) {
      projects.delete(`ada/${name}`);
    },
    async look(owner, name) {
      const found = projects.get(`${owner}/${name}`.toLowerCase());
      if (!found) return undefined;
      const { description, isProtected, commits, files, visibility } = found;
      return {
        ...{ description, isProtected, commits, files, branch: 'main' },
        isPrivate: visibility === 'private',
      };
    },
  };
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

function shown({ id, owner, name, description, visibility }: Project) {
  const page = `https://gitlab.example/${owner}/${name}`;
  return {
    id,
    ...{ path: name, namespace: { full_path: owner }, description, visibility },
    ...{ web_url: page, http_url_to_repo: `${page}.git` },
  };
}
