import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import { SignInError, type Problem } from './problems';

/** Of openid-client: it gave up waiting. */
const WAITED = ['OAUTH_TIMEOUT', 'OAUTH_ABORT'];
/** Answers of RFC 6749 that are about now and not about us. */
const FOR_NOW = ['temporarily_unavailable', 'server_error'];

/**
 * What a failure of openid-client means. Its own causes hold answers, and so
 * tokens: they go no further than here.
 */
export function explain(error: unknown, doing: string): SignInError {
  if (error instanceof SignInError) return error;
  const { name, message, code } = error as Error & { code?: string };
  const said =
    error instanceof AuthorizationResponseError ||
    error instanceof ResponseBodyError
      ? error.error
      : undefined;
  const words = [name, code, said].filter(Boolean).join(', ');
  return new SignInError(
    problemOf(error, said),
    `${doing}: ${message} (${words})`,
  );
}

function problemOf(error: unknown, said: string | undefined): Problem {
  if (said === 'access_denied') return 'denied';
  if (said === 'invalid_grant') return 'ended';
  const { code, cause } = error as { code?: string; cause?: unknown };
  const status =
    cause instanceof Response
      ? cause.status
      : (error as { status?: number }).status ?? 0;
  const isAway =
    FOR_NOW.includes(said ?? '') ||
    WAITED.includes(code ?? '') ||
    status >= 500 ||
    status === 429 ||
    isUnreachable(error);
  return isAway ? 'away' : 'failed';
}

/** fetch says so of everything between us and the server, with a cause. */
function isUnreachable(error: unknown): boolean {
  const causes = [error, (error as Error).cause];
  return causes.some(
    each =>
      each instanceof Error &&
      (each.message === 'fetch failed' || each.name === 'TimeoutError'),
  );
}
