import { ROUTE, type Commit, type Repository } from './GithubServer';
import { pageOf, type Asked, type Reply, type Route } from './serveForge';

type Answer = (repository: Repository, asked: Asked, rest: string[]) => Reply;
type Of = (answer: Answer) => Route[2];

const NOT_FOUND: Reply = { status: 404, json: { message: 'Not Found' } };

/** What GitHub answers to who makes versions; its tags are refs. */
export function releaseRoutes({
  at,
  inGit,
  objects,
}: {
  at: Of;
  inGit: Of;
  objects: Map<string, Commit>;
}): Route[] {
  const historyOf = (sha: string | undefined) => {
    const found: Commit[] = [];
    for (let each = objects.get(sha ?? ''); each; ) {
      found.push(each);
      each = objects.get(each.parents[0]);
    }
    return found;
  };
  const shaOf = ({ refs }: Repository, name: string) =>
    refs.get(`tags/${name}`) ?? refs.get(name) ?? name;
  const shown = ({ sha, message }: Commit) => ({ sha, commit: { message } });
  return [
    [
      'GET',
      `${ROUTE}/tags`,
      at(({ refs }, { query }) => ({
        json: pageOf(
          [...refs]
            .filter(([name]) => name.startsWith('tags/'))
            .map(([name, sha]) => ({ name: name.slice(5), commit: { sha } })),
          query,
        ),
      })),
    ],
    [
      'GET',
      `${ROUTE}/commits`,
      inGit((repository, { query }) => ({
        json: historyOf(shaOf(repository, query.get('sha')!)).map(shown),
      })),
    ],
    [
      'GET',
      `${ROUTE}/compare/([^/]+)\\.\\.\\.([^/]+)`,
      inGit((repository, _asked, [base, head]) => {
        const before = historyOf(shaOf(repository, base));
        if (before.length === 0) return NOT_FOUND;
        const since = historyOf(shaOf(repository, head)).filter(
          each => !before.includes(each),
        );
        // The oldest first.
        return { json: { commits: since.reverse().map(shown) } };
      }),
    ],
    [
      'GET',
      `${ROUTE}/languages`,
      at(() => ({ json: { Dockerfile: 100, Python: 900 } })),
    ],
    [
      'GET',
      `${ROUTE}/releases/latest`,
      at(({ releases }) => {
        const tag = [...releases.keys()].at(-1);
        return tag ? { json: { tag_name: tag } } : NOT_FOUND;
      }),
    ],
    [
      'GET',
      `${ROUTE}/releases/tags/([^/]+)`,
      at(({ releases }, _asked, [tag]) =>
        releases.has(tag)
          ? {
              json: {
                ...{ tag_name: tag, assets: releases.get(tag) },
                id: [...releases.keys()].indexOf(tag),
              },
            }
          : NOT_FOUND,
      ),
    ],
    [
      'POST',
      `${ROUTE}/releases`,
      at(({ refs, releases }, { body }) => {
        const { tag_name: tag, target_commitish: sha } = body;
        if (releases.has(tag)) {
          const errors = [{ code: 'already_exists', field: 'tag_name' }];
          return {
            status: 422,
            json: { message: 'Validation Failed', errors },
          };
        }
        if (!refs.has(`tags/${tag}`)) refs.set(`tags/${tag}`, sha);
        releases.set(tag, []);
        return { status: 201, json: { tag_name: tag } };
      }),
    ],
    [
      'POST',
      `/api/uploads${ROUTE}/releases/(\\d+)/assets`,
      at(({ releases }, { query, body }, [id]) => {
        const assets = [...releases.values()][Number(id)];
        const name = query.get('name')!;
        const isTaken = assets.some(each => each.name === name);
        if (isTaken)
          return { status: 422, json: { message: 'already_exists' } };
        const state = body ? 'uploaded' : 'starter';
        assets.push({ id: assets.length, name, state });
        return { status: 201, json: {} };
      }),
    ],
    [
      'DELETE',
      `${ROUTE}/releases/assets/(\\d+)`,
      at(({ releases }, _asked, [id]) => {
        for (const [tag, assets] of releases) {
          const kept = assets.filter(each => each.id !== Number(id));
          releases.set(tag, kept);
        }
        return { status: 204 };
      }),
    ],
    [
      'GET',
      `${ROUTE}/zipball/refs/tags/([^/]+)`,
      at(({ refs }, _asked, [tag]) =>
        // It is at another of its servers.
        refs.has(`tags/${tag}`)
          ? { status: 302, headers: { location: `/codeload/${tag}` } }
          : NOT_FOUND,
      ),
    ],
    ['GET', '/codeload/(.+)', () => ({ text: 'PK and so on' })],
  ];
}
