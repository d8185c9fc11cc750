import type { Answer, GuardedRequest } from '@astrolabe/http';
import { assertError } from '@backstage/errors';
import { TroubleError, type Reach } from './types';

/** Asks a service; what is no answer is a trouble. */
export async function ask(
  { client, timeoutMs }: Reach,
  url: string,
  options: GuardedRequest = {},
): Promise<Answer> {
  try {
    return await client.request(url, { timeoutMs, ...options });
  } catch (error) {
    throw troubleOf(error, new URL(url).host);
  }
}

/** The same, of an answer that has to be a good one. */
export async function askWell(
  reach: Reach,
  url: string,
  options: GuardedRequest = {},
): Promise<Answer> {
  const answer = await ask(reach, url, options);
  assertWell(answer);
  return answer;
}

/** @throws TroubleError where the status says that one is not let in */
export function assertWell({ status, url }: Answer): void {
  const { host } = new URL(url);
  if (status >= 200 && status < 300) return;
  if (status === 401) {
    throw new TroubleError('refused', `${host} does not let you in`);
  }
  if (status === 403) {
    throw new TroubleError('forbidden', `${host} does not allow this`);
  }
  if (status === 404 || status === 405 || status === 410) {
    throw new TroubleError(
      'not-found',
      `There is no such service at ${url}: it answered ${status}`,
    );
  }
  if (status === 429 || status >= 500) {
    throw new TroubleError('away', `${host} answered ${status}`);
  }
  throw new TroubleError('unclear', `${host} answered ${status}`);
}

/** An answer that has to be JSON of a service, and not somebody's page. */
export function jsonOf<T>({ body, url }: Answer): T {
  try {
    return JSON.parse(body);
  } catch {
    throw new TroubleError('not-found', `${url} is no such service`);
  }
}

export function basic(user: string, password: string): string {
  const pair = Buffer.from(`${user}:${password}`, 'utf8');
  return `Basic ${pair.toString('base64')}`;
}

/** Of a connection that came to nothing. */
export function troubleOf(error: unknown, host: string): TroubleError {
  assertError(error);
  if (error instanceof TroubleError) return error;
  if (error.name === 'NotAllowedError') {
    return new TroubleError('private', error.message);
  }
  const code = 'code' in error ? ` (${error.code})` : '';
  return new TroubleError('away', `${host} does not answer${code}`);
}
