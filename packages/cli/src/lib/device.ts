import { setTimeout as sleep } from 'node:timers/promises';
import { hostname } from 'node:os';
import {
  tokenScopes,
  type DeviceLogin,
  type NewAccessToken,
} from '@astrolabe/plugin-communities-common';
import { ResponseError } from '@backstage/errors';
import type { App } from './app';
import { usageError } from './errors';
import { reach } from './portal';
import type { StoredSession } from './sessionFile';

/** Signs in by a page: somebody who is signed in there lets this program in. */
export async function deviceSignIn(
  app: App,
  options: { url: string; scopes?: string[] },
): Promise<StoredSession> {
  const { url, scopes = tokenScopes } = options;
  const client = `astrolabe on ${hostname()}`.slice(0, 100);
  const asked = await post(`${url}/api/communities/v1/device`, {
    client,
    scopes,
  });
  if ([401, 404].includes(asked.status)) {
    throw usageError(
      'Say who signs in',
      'Add --person <name> where the portal has development sign-in, or --token - with a token on standard input',
    );
  }
  const login: DeviceLogin = await read(asked);
  app.note(
    `Open ${login.verificationUriComplete}\nand let in the program that shows ${login.userCode}`,
  );
  const { token, expiresAt } = await letIn(app, { url, login });
  return { url, token, expiresAt };
}

async function letIn(
  app: App,
  { url, login }: { url: string; login: DeviceLogin },
): Promise<NewAccessToken> {
  const { deviceCode, intervalSeconds } = login;
  let seconds = intervalSeconds;
  for (;;) {
    await sleep(seconds * 1000, undefined, { signal: app.signal });
    const answer = await post(`${url}/api/communities/v1/device/token`, {
      deviceCode,
    });
    if (answer.ok) return read(answer);
    const error = await ResponseError.fromResponse(answer);
    const { code } = error.body.error as { code?: string };
    if (code === 'DEVICE_SLOW_DOWN') seconds += intervalSeconds;
    else if (code !== 'DEVICE_PENDING') throw error;
  }
}

/** Ends a token of ours at its portal; of a session there is nothing to end. */
export async function endToken({ url, token }: StoredSession): Promise<void> {
  if (!token.startsWith('ast_')) return;
  await read(
    await post(`${url}/api/communities/v1/tokens/revocation`, { token }),
  );
}

function post(url: string, body: object): Promise<Response> {
  return reach(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
}

async function read<T>(response: Response): Promise<T> {
  if (!response.ok) throw await ResponseError.fromResponse(response);
  return (response.status === 204 ? undefined : await response.json()) as T;
}
