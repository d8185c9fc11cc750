import type { CustomFetch } from 'openid-client';
import { ask } from '../providers';
import type { Reach } from '../providers';

/** By statuses that may have none, a Response takes no body. */
const WITHOUT_BODY = [204, 205, 304];

/** `fetch` as openid-client asks for it, by the guarded client. */
export function guardedFetch(reach: Reach): CustomFetch {
  return async (url, { method, headers, body }) => {
    const { status, ...answer } = await ask(reach, url, {
      method,
      headers: { ...headers },
      ...(body && { body: String(body) }),
    });
    const type = answer.headers['content-type'];
    return new Response(WITHOUT_BODY.includes(status) ? null : answer.body, {
      status,
      headers: type ? { 'content-type': type } : {},
    });
  };
}
