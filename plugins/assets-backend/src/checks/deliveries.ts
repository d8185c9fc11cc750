import { z } from 'zod';

/** What came by a hook. */
export interface Delivery {
  /** As it was sent. */
  body: Buffer;
  header(name: string): string | undefined;
}

/** What a forge tells of: the ref and commit of a push, or those of a pull request. */
export type Told =
  | { event: 'push'; ref: string; commit: string }
  | {
      event: 'pull';
      branch: string;
      commit: string;
      isOfFork: boolean;
      /** As people call it. */
      number: number | undefined;
    }
  | { event: 'ping' }
  | undefined;

/** Of a number that a database takes. */
const MOST = 2 ** 31 - 1;

/** GitHub's words, Gitea's and GitLab's. */
const kinds: Record<string, 'push' | 'ping' | 'pull'> = {
  ...{ push: 'push', 'Push Hook': 'push', ping: 'ping' },
  ...{ pull_request: 'pull', pull_request_sync: 'pull' },
  'Merge Request Hook': 'pull',
};

/** After which there is something else to check. */
const OPENED =
  /^(open|opened|reopen|reopened|synchronize|synchronized|update)$/;

const id = z.union([z.number(), z.string()]).transform(String);
const number = z
  .number()
  .int()
  .positive()
  .max(MOST)
  .optional()
  .catch(undefined);
const push = z.object({ ref: z.string(), after: z.string() });
/** GitHub's, and Gitea's. Of a fork that is gone there is no repository. */
const pullRequest = z.object({
  action: z.string(),
  pull_request: z.object({
    number,
    head: z.object({
      ...{ sha: z.string(), ref: z.string() },
      repo: z.object({ id }).nullish(),
    }),
    base: z.object({ repo: z.object({ id }) }),
  }),
});
const mergeRequest = z.object({
  object_attributes: z.object({
    ...{ action: z.string(), iid: number },
    source_branch: z.string(),
    last_commit: z.object({ id: z.string() }),
    ...{ source_project_id: id, target_project_id: id },
  }),
});

/**
 * @param forgeId - of the repository: whatever a pull request is of beside that is a fork
 * @returns undefined where it is nothing that matters here
 */
export function toldBy({ body, header }: Delivery, forgeId: string): Told {
  const word =
    header('x-github-event') ??
    header('x-gitea-event') ??
    header('x-gitlab-event') ??
    '';
  const event = kinds[word];
  if (event === 'ping') return { event };
  if (!event) return undefined;
  const said: unknown = JSON.parse(body.toString('utf8'));
  return event === 'push' ? pushOf(said) : pullOf(said, forgeId);
}

function pushOf(said: unknown): Told {
  const { data } = push.safeParse(said);
  return data && { event: 'push', ref: data.ref, commit: data.after };
}

function pullOf(said: unknown, forgeId: string): Told {
  const { action, from, to, branch, commit, number: its } = pullIn(said) ?? {};
  if (!action || !OPENED.test(action) || !branch || !commit) return undefined;
  const isOfFork = from !== forgeId || to !== forgeId;
  return { event: 'pull', branch, commit, isOfFork, number: its };
}

function pullIn(said: unknown) {
  const { data: pull } = pullRequest.safeParse(said);
  if (pull) {
    const { head, base, ...its } = pull.pull_request;
    return {
      number: its.number,
      ...{ action: pull.action, from: head.repo?.id, to: base.repo.id },
      ...{ branch: head.ref, commit: head.sha },
    };
  }
  const { data: merge } = mergeRequest.safeParse(said);
  if (!merge) return undefined;
  const its = merge.object_attributes;
  return {
    ...{ action: its.action, from: its.source_project_id },
    ...{ to: its.target_project_id, branch: its.source_branch },
    ...{ commit: its.last_commit.id, number: its.iid },
  };
}
