import type { Requested } from './ForgeBench';
import { ROUTE, type Commit, type Repository } from './GithubServer';
import type { Asked, Reply, Route } from './serveForge';

type Answer = (repository: Repository, asked: Asked, rest: string[]) => Reply;
type Of = (answer: Answer) => Route[2];

const invalid = (message: string): Reply => ({
  status: 422,
  json: { message },
});

/** What GitHub answers to who changes what is there. */
export function changeRoutes({
  at,
  inGit,
  objects,
}: {
  at: Of;
  inGit: Of;
  objects: Map<string, Commit>;
}): Route[] {
  return [
    [
      'GET',
      `${ROUTE}/git/commits/([^/]+)`,
      inGit((_repository, _asked, [sha]) =>
        objects.has(sha)
          ? // A tree is known by the commit that shows it.
            { json: { sha, tree: { sha } } }
          : { status: 404, json: { message: 'Not Found' } },
      ),
    ],
    [
      'POST',
      `${ROUTE}/git/refs`,
      inGit(({ refs }, { body }) => {
        const branch = body.ref.replace('refs/heads/', '');
        if (refs.has(branch)) return invalid('Reference already exists');
        refs.set(branch, body.sha);
        return { status: 201, json: { ref: body.ref } };
      }),
    ],
    [
      'GET',
      `${ROUTE}/pulls`,
      at(({ requests, owner }, { query }) => ({
        json: requests.filter(
          ({ head, base, isClosed }) =>
            !isClosed &&
            query.get('head') === `${owner}:${head}` &&
            query.get('base') === base,
        ),
      })),
    ],
    [
      'POST',
      `${ROUTE}/pulls`,
      at(({ requests, refs }, { body }) => {
        const { title, head, base } = body;
        if (!refs.has(head)) return invalid('Validation Failed: head');
        if (refs.get(head) === refs.get(base)) {
          return invalid(`No commits between ${base} and ${head}`);
        }
        const isSame = (each: Requested) =>
          each.head === head && each.base === base;
        if (requests.some(each => isSame(each) && !each.isClosed)) {
          return invalid(`A pull request already exists for ada:${head}.`);
        }
        const number = requests.length + 1;
        const request = { number, title, body: body.body, head, base };
        requests.push(request);
        return { status: 201, json: request };
      }),
    ],
  ];
}
