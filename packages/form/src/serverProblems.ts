import { toPath, type FieldProblem } from './FieldProblem';

interface Told {
  path?: unknown;
  message?: unknown;
}

/**
 * The problems that the server has with single fields, out of the error that it
 * answered with; none when the error is about something else. A path may be
 * written `group.field` or `/group/field`.
 */
export function serverProblems(error: unknown): FieldProblem[] {
  const { body } = (error ?? {}) as {
    body?: { error?: { problems?: unknown; code?: unknown } };
  };
  const { problems, code } = body?.error ?? {};
  // What is wrong with the request itself is no field of the form.
  if (!Array.isArray(problems) || code === 'INVALID_REQUEST') return [];
  return problems.flatMap(({ path, message }: Told) =>
    typeof path === 'string' && path && typeof message === 'string'
      ? [
          {
            path: toPath(path.replace(/^\//, '').replaceAll('/', '.')),
            message,
          },
        ]
      : [],
  );
}
