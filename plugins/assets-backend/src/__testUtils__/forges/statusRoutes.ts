import type { Said } from './ForgeBench';
import type { Reply, Route } from './serveForge';

/** What was said of commits, by `<repository> <commit>`: the newest of each context. */
export class Statuses {
  readonly #said = new Map<string, Said[]>();

  of(repository: string, commit: string): Said[] {
    return this.#said.get(`${repository} ${commit}`) ?? [];
  }

  put(repository: string, commit: string, said: Said): void {
    const others = this.of(repository, commit).filter(
      ({ context }) => context !== said.context,
    );
    this.#said.set(`${repository} ${commit}`, [...others, said]);
  }
}

const NONE: Reply = { status: 404, json: { message: 'Not Found' } };

/** GitHub's commit statuses: as many as one likes, of which the newest counts. */
export function githubStatuses(options: {
  statuses: Statuses;
  mayWrite: (token: string) => boolean;
  isCommit: (sha: string) => boolean;
}): Route {
  const { statuses, mayWrite, isCommit } = options;
  return [
    'POST',
    '/repos/([^/]+)/([^/]+)/statuses/([^/]+)',
    ({ body, token }, [, name, sha]) => {
      if (!mayWrite(token)) {
        const headers = { 'x-accepted-oauth-scopes': 'repo:status' };
        return { ...NONE, headers };
      }
      const { context, state, description, target_url: url } = body;
      const isOdd =
        !['error', 'failure', 'pending', 'success'].includes(state) ||
        description.length > 140;
      if (isOdd || !isCommit(sha)) {
        const message = `No commit found for SHA: ${sha}`;
        return { status: 422, json: { message } };
      }
      statuses.put(name, sha, { context, state, description, url });
      return { status: 201, json: {} };
    },
  ];
}

/** GitLab's: one that goes on goes on, and does not become what it is. */
export function gitlabStatuses(options: {
  statuses: Statuses;
  mayWrite: (token: string) => boolean;
  isCommit: (sha: string) => boolean;
}): Route {
  const { statuses, mayWrite, isCommit } = options;
  return [
    'POST',
    '/api/v4/projects/([^/]+)/statuses/([^/]+)',
    ({ body, token }, [project, sha]) => {
      if (!mayWrite(token)) {
        return { status: 403, json: { error: 'insufficient_scope' } };
      }
      if (!isCommit(sha)) return NONE;
      const { name: context, state, description, target_url: url } = body;
      const name = project.split('/').at(-1)!;
      const before = statuses
        .of(name, sha)
        .find(each => each.context === context);
      const isSame = before?.state === 'running' && state === 'running';
      if (isSame) {
        const message =
          'Cannot transition status via :run from :running (Reason(s): Status cannot transition via "run")';
        return { status: 400, json: { message } };
      }
      statuses.put(name, sha, { context, state, description, url });
      return { status: 201, json: {} };
    },
  ];
}
