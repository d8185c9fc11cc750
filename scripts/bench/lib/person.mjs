import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** The part of a configuration by which anybody may be anybody. */
export const demoSignIn = () => ({
  auth: {
    environment: 'development',
    session: { secret: randomBytes(32).toString('base64url') },
    providers: { demo: {} },
  },
  communities: { signIn: { demo: { enabled: true } } },
});

export async function signIn(url, person) {
  const response = await fetch(`${url}/api/auth/demo/refresh?env=development`, {
    headers: { 'x-astrolabe-demo-person': person },
  });
  if (!response.ok) throw new Error(await response.text());
  const { backstageIdentity } = await response.json();
  const { token } = backstageIdentity;
  return { token, api: caller(url, token) };
}

/** Calls the API; waits where it is asked to. */
function caller(url, token) {
  return async function call(method, where, body) {
    const response = await fetch(`${url}/api/${where}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && {
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        }),
      },
      body: body && JSON.stringify(body),
    });
    if (response.status === 429) {
      const seconds = Number(response.headers.get('retry-after') ?? 1);
      await sleep(seconds * 1000);
      return call(method, where, body);
    }
    if (!response.ok) {
      throw new Error(`${where}: ${response.status} ${await response.text()}`);
    }
    return response.status === 204 ? undefined : response.json();
  };
}
