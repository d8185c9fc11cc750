import type { FieldProblem } from './FieldProblem';
import { pointerPath } from './FieldProblem';

interface Told {
  path?: unknown;
  message?: unknown;
}

/**
 * The problems that the server has with single fields, out of the error that it
 * answered with; none when the error is about something else.
 */
export function serverProblems(error: unknown): FieldProblem[] {
  const { problems } = errorBody(error);
  if (!Array.isArray(problems)) return [];
  return problems.flatMap(({ path, message }: Told) =>
    typeof path === 'string' && typeof message === 'string'
      ? [{ path: toPath(path), message }]
      : [],
  );
}

/** What our APIs say beside name and message. */
export function errorBody(error: unknown): Record<string, unknown> {
  const { body } = (error ?? {}) as { body?: { error?: unknown } };
  return (body?.error ?? {}) as Record<string, unknown>;
}

function toPath(path: string): FieldProblem['path'] {
  const pointer = path.startsWith('/') ? path : `/${path.replaceAll('.', '/')}`;
  return pointerPath(pointer);
}
