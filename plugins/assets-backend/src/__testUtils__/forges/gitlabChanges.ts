import { filesAt, notFound, put, ROUTE, type Project } from './GitlabServer';
import { inWords } from './inWords';
import type { Asked, Reply, Route } from './serveForge';

interface Action {
  action: 'create' | 'update';
  file_path: string;
  content: string;
  encoding?: 'text' | 'base64';
  last_commit_id?: string;
}

const refused = (message: string): Reply => ({
  status: 400,
  json: { message },
});

const bytesOf = ({ content, encoding }: Action) =>
  Buffer.from(content, encoding === 'base64' ? encoding : 'utf8');

/** What GitLab answers to who changes what is there. */
export function changeRoutes({
  at,
  writing,
  protects,
}: {
  at: (
    answer: (project: Project, asked: Asked, rest: string[]) => Reply,
  ) => Route[2];
  writing: (answer: Route[2]) => Route[2];
  protects: boolean;
}): Route[] {
  return [
    [
      'GET',
      `${ROUTE}/repository/branches/([^/]+)`,
      at(({ branches }, _asked, [name]) => {
        const commit = branches.get(name)?.[0];
        if (!commit) return notFound('Branch');
        const { files: _, ...told } = commit;
        return { json: { name, commit: told } };
      }),
    ],
    [
      'GET',
      `${ROUTE}/repository/files/([^/]+)`,
      at((project, { query }, [path]) => {
        const text = filesAt(project, query.get('ref')!)?.[path];
        if (text === undefined) return notFound('File');
        const content = Buffer.from(text).toString('base64');
        return { json: { content, last_commit_id: idOf(text) } };
      }),
    ],
    [
      'POST',
      `${ROUTE}/repository/commits`,
      writing(
        at((project, { body }) => {
          const { branch, commit_message: message, start_sha: start } = body;
          if (project.isClosed && branch === 'main') {
            const no = 'You are not allowed to push into this branch';
            return { status: 403, json: { message: `403 Forbidden - ${no}` } };
          }
          if (start) {
            if (project.branches.has(branch)) {
              return refused(
                `A branch called '${branch}' already exists. Switch to that branch in order to make changes`,
              );
            }
            const all = [...project.branches.values()].flat();
            const from = all.find(({ id }) => id === start)!;
            project.branches.set(branch, [from]);
          }
          const present = filesAt(project, branch) ?? {};
          const no = body.actions
            .map((each: Action) => refusalOf(each, present))
            .find(Boolean);
          if (no) return refused(no);
          const files = Object.fromEntries(
            body.actions.map((each: Action) => [
              ...[each.file_path, inWords(bytesOf(each))],
            ]),
          );
          project.isProtected ||= protects;
          return {
            status: 201,
            json: put(project, { branch, message, files }),
          };
        }),
      ),
    ],
    [
      'GET',
      `${ROUTE}/merge_requests`,
      at(({ requests }, { query }) => ({
        json: requests
          .filter(
            ({ head, base, isClosed }) =>
              !isClosed &&
              query.get('source_branch') === head &&
              query.get('target_branch') === base,
          )
          .map(({ number, isOfFork }) => ({
            ...{ iid: number, target_project_id: 1 },
            source_project_id: isOfFork ? 2 : 1,
          })),
      })),
    ],
    [
      'POST',
      `${ROUTE}/merge_requests`,
      writing(
        at(({ requests, branches }, { body }) => {
          const { source_branch: head, target_branch: base } = body;
          if (!branches.has(head)) {
            const message = [`Source branch "${head}" does not exist`];
            return { status: 422, json: { message } };
          }
          const same = requests.find(
            each =>
              [each.head, each.base].join() === [head, base].join() &&
              !each.isClosed &&
              !each.isOfFork,
          );
          if (same) {
            const message = [
              `Another open merge request already exists for this source branch: !${same.number}`,
            ];
            return { status: 409, json: { message } };
          }
          const { title, description } = body;
          const number = requests.length + 1;
          requests.push({ number, title, body: description, head, base });
          return { status: 201, json: { iid: number } };
        }),
      ),
    ],
  ];
}

/** As the commit that has last changed it. */
function idOf(text: string): string {
  return Buffer.from(text).toString('hex').slice(-40);
}

function refusalOf(
  { action, file_path: path, last_commit_id: last }: Action,
  present: Record<string, string>,
): string | undefined {
  if (action === 'create') {
    return path in present ? 'A file with this name already exists' : undefined;
  }
  if (!(path in present)) return "A file with this name doesn't exist";
  return last && last !== idOf(present[path])
    ? 'You are attempting to update a file that has changed since you started editing it.'
    : undefined;
}
