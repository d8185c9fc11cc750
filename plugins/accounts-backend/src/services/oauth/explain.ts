import { ResponseBodyError } from 'openid-client';
import { TroubleError } from '../providers';

/** Answers of RFC 6749 that are about now and not about us. */
const FOR_NOW = ['temporarily_unavailable', 'server_error', 'slow_down'];

/**
 * What a failure of openid-client means. Its own causes hold answers, and so
 * tokens: they go no further than here.
 */
export function explain(error: unknown, title: string): TroubleError {
  const { cause } = error as { cause?: unknown };
  const trouble = [error, cause].find(each => each instanceof TroubleError);
  if (trouble) return trouble as TroubleError;
  const said = error instanceof ResponseBodyError ? error.error : undefined;
  if (said === 'invalid_grant') {
    return new TroubleError('expired', `The sign-in at ${title} has ended`);
  }
  const status = cause instanceof Response ? cause.status : 0;
  if (FOR_NOW.includes(said ?? '') || status >= 500 || status === 429) {
    return new TroubleError('away', `${title} does not answer at present`);
  }
  const words = said ? ` (${wordOf(said)})` : '';
  return new TroubleError('unclear', `${title} did not accept this${words}`);
}

/** It is a word of the standard, or nothing that is passed on. */
function wordOf(said: string): string {
  return /^[a-z_]{1,40}$/.test(said) ? said : 'in words of its own';
}
