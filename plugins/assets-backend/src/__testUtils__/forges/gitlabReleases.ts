import { notFound, ROUTE, type Project } from './GitlabServer';
import { pageOf, type Asked, type Reply, type Route } from './serveForge';

/** What GitLab answers to who makes versions. */
export function releaseRoutes({
  at,
  writing,
}: {
  at: (
    answer: (project: Project, asked: Asked, rest: string[]) => Reply,
  ) => Route[2];
  writing: (answer: Route[2]) => Route[2];
}): Route[] {
  /** The commits that lead to one, newest first. */
  const historyOf = (
    { branches, defaultBranch, tags }: Project,
    name: string,
  ) => {
    const commits = branches.get(defaultBranch) ?? [];
    const first = commits.findIndex(
      ({ id }) => id === (tags.get(name) ?? name),
    );
    return first < 0 ? [] : commits.slice(first);
  };
  return [
    [
      'GET',
      `${ROUTE}/repository/tags`,
      at(({ tags }, { query }) => ({
        json: pageOf(
          [...tags].map(([name, id]) => ({ name, commit: { id } })),
          query,
        ),
      })),
    ],
    [
      'GET',
      `${ROUTE}/repository/tags/([^/]+)`,
      at(({ tags }, _asked, [name]) => {
        const id = tags.get(name);
        return id ? { json: { name, commit: { id } } } : notFound('Tag');
      }),
    ],
    [
      'GET',
      `${ROUTE}/repository/commits`,
      at((project, { query }) => {
        const [until, since] = query.get('ref_name')!.split('..').reverse();
        const before = since ? historyOf(project, since) : [];
        const isThere = !since || before.length > 0;
        if (!isThere) return notFound('Commit');
        const commits =
          project.branches.get(until) ?? historyOf(project, until);
        if (commits.length === 0) return notFound('Repository');
        return { json: commits.filter(each => !before.includes(each)) };
      }),
    ],
    [
      'GET',
      `${ROUTE}/languages`,
      at(() => ({ json: { Dockerfile: 10, Python: 90 } })),
    ],
    [
      'GET',
      `${ROUTE}/releases`,
      at(({ releases }) => ({
        json: [...releases.keys()].reverse().map(tag => ({ tag_name: tag })),
      })),
    ],
    [
      'GET',
      `${ROUTE}/releases/([^/]+)`,
      at(({ releases }, _asked, [tag]) =>
        releases.has(tag)
          ? { json: { tag_name: tag, assets: { links: releases.get(tag) } } }
          : notFound('Release'),
      ),
    ],
    [
      'POST',
      `${ROUTE}/releases`,
      writing(
        at(({ tags, releases }, { body }) => {
          const { tag_name: tag, ref } = body;
          if (releases.has(tag)) {
            const message = 'Release already exists';
            return { status: 409, json: { message } };
          }
          if (!tags.has(tag)) tags.set(tag, ref);
          releases.set(tag, []);
          return { status: 201, json: { tag_name: tag } };
        }),
      ),
    ],
    [
      'GET',
      `${ROUTE}/releases/([^/]+)/assets/links`,
      at(({ releases }, _asked, [tag]) =>
        releases.has(tag) ? { json: releases.get(tag) } : notFound('Release'),
      ),
    ],
    [
      'POST',
      `${ROUTE}/releases/([^/]+)/assets/links`,
      writing(
        at(({ releases, packages }, { body }, [tag]) => {
          const [, file] = /\/packages\/generic\/(.*)$/.exec(body.url) ?? [];
          const isThere = packages.has(decodeURIComponent(file ?? ''));
          if (!isThere) return notFound('Package');
          releases.get(tag)!.push(body);
          return { status: 201, json: body };
        }),
      ),
    ],
    [
      'PUT',
      `${ROUTE}/packages/generic/(.*)`,
      writing(
        at(({ packages }, { body }, [file]) => {
          packages.set(file, body);
          return { status: 201, json: {} };
        }),
      ),
    ],
    [
      'GET',
      `${ROUTE}/repository/archive\\.zip`,
      at(({ tags }, { query }) =>
        tags.has(query.get('sha')!)
          ? { text: 'PK and so on' }
          : notFound('File'),
      ),
    ],
  ];
}
