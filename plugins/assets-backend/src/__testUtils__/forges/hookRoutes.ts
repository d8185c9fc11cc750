import type { Reply, Route } from './serveForge';

/** A hook, as somebody sees it who looks at the server. */
export interface Hooked {
  id: number;
  url: string;
  secret: string;
}

interface Holder {
  hooks?: Hooked[];
}

let ids = 0;
const NONE: Reply = { status: 404, json: { message: 'Not Found' } };
const GITHUB = '/repos/([^/]+)/([^/]+)/hooks';
const GITLAB = '/api/v4/projects/([^/]+)/hooks';

/** GitHub's webhooks: of an address there is one, and nobody is shown a secret. */
export function githubHooks(
  find: (place: string[]) => Holder | undefined,
): Route[] {
  const mayHook = (token: string) => token === 'good';
  const shown = ({ id, url }: Hooked) => ({
    ...{ id, name: 'web', active: true, events: ['push'] },
    config: { url, content_type: 'json', secret: '********' },
  });
  const at =
    (
      answer: (
        holder: Holder,
        asked: Parameters<Route[2]>[0],
        id: number,
      ) => Reply,
    ) =>
    (...[asked, [owner, name, id]]: Parameters<Route[2]>): Reply => {
      const holder = find([owner, name]);
      if (!holder || !mayHook(asked.token)) {
        const headers = { 'x-accepted-oauth-scopes': 'admin:repo_hook' };
        return { ...NONE, headers };
      }
      holder.hooks ??= [];
      return answer(holder, asked, Number(id));
    };
  return [
    ['GET', GITHUB, at(({ hooks }) => ({ json: hooks!.map(shown) }))],
    [
      'POST',
      GITHUB,
      at(({ hooks }, { body }) => {
        const { url, secret, content_type: type } = body.config;
        const isOdd =
          body.name !== 'web' ||
          type !== 'json' ||
          !['push', 'pull_request'].every(each => body.events.includes(each)) ||
          hooks!.some(has(url));
        if (isOdd) {
          const message = 'Validation Failed';
          return { status: 422, json: { message } };
        }
        hooks!.push({ id: ++ids, url, secret });
        return { status: 201, json: shown(hooks!.at(-1)!) };
      }),
    ],
    [
      'PATCH',
      `${GITHUB}/([^/]+)`,
      at(({ hooks }, { body }, id) => {
        const found = hooks!.find(each => each.id === id);
        if (!found) return NONE;
        Object.assign(found, { secret: body.config.secret });
        return { json: shown(found) };
      }),
    ],
    [
      'DELETE',
      `${GITHUB}/([^/]+)`,
      at((holder, _asked, id) => remove(holder, id)),
    ],
  ];
}

/** GitLab's: as many of an address as one likes, each with a token that nobody is shown. */
export function gitlabHooks(find: (id: string) => Holder | undefined): Route[] {
  const shown = ({ id, url }: Hooked) => ({ id, url, push_events: true });
  const at =
    (
      answer: (
        holder: Holder,
        asked: Parameters<Route[2]>[0],
        id: number,
      ) => Reply,
    ) =>
    (...[asked, [project, id]]: Parameters<Route[2]>): Reply => {
      const holder = find(project);
      if (asked.token !== 'good') {
        const error = 'insufficient_scope';
        return { status: 403, json: { error } };
      }
      if (!holder) return NONE;
      holder.hooks ??= [];
      return answer(holder, asked, Number(id));
    };
  return [
    ['GET', GITLAB, at(({ hooks }) => ({ json: hooks!.map(shown) }))],
    [
      'POST',
      GITLAB,
      at(({ hooks }, { body }) => {
        const { url, token: secret, push_events: isPush } = body;
        if (!isPush || !body.merge_requests_events)
          return { status: 400, json: { message: 'No events' } };
        hooks!.push({ id: ++ids, url, secret });
        return { status: 201, json: shown(hooks!.at(-1)!) };
      }),
    ],
    [
      'PUT',
      `${GITLAB}/([^/]+)`,
      at(({ hooks }, { body }, id) => {
        const found = hooks!.find(each => each.id === id);
        if (!found) return NONE;
        Object.assign(found, { url: body.url, secret: body.token });
        return { json: shown(found) };
      }),
    ],
    [
      'DELETE',
      `${GITLAB}/([^/]+)`,
      at((holder, _asked, id) => remove(holder, id)),
    ],
  ];
}

function has(url: string) {
  return (hook: Hooked) => hook.url === url;
}

function remove(holder: Holder, id: number): Reply {
  holder.hooks = holder.hooks!.filter(each => each.id !== id);
  return { status: 204 };
}
