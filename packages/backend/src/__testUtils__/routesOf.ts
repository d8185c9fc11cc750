import type express from 'express';

/** How Express names an application. */
const APP = 'app';

interface Layer {
  name: string;
  regexp: RegExp & { fast_slash?: boolean };
  route?: { path: string; methods: Record<string, boolean> };
  handle?: { stack?: Layer[] };
}

/**
 * Every route that an Express application has, such as `get /api/x/v1/y/:id`,
 * whoever added it: what no description says is in here too.
 */
export function routesOf(app: express.Application): string[] {
  const { stack } = (app as unknown as { _router: { stack: Layer[] } })._router;
  return [...new Set(routesIn(stack, ''))];
}

/** Of applications within it, of whose routes nothing can be seen from outside: where each is. */
export function appsIn(routes: readonly string[]): string[] {
  return routes.flatMap(each => each.split(`${APP} `).slice(1));
}

function routesIn(stack: Layer[], prefix: string): string[] {
  return stack.flatMap(({ name, route, handle, regexp }) => {
    if (route) {
      return Object.keys(route.methods).map(
        method => `${method} ${prefix}${route.path}`,
      );
    }
    const below = regexp.fast_slash ? '' : pathOf(regexp);
    if (name === APP) return [`${APP} ${prefix}${below}`];
    return routesIn(handle?.stack ?? [], `${prefix}${below}`);
  });
}

/** Express keeps of a path only what matches it. */
function pathOf({ source }: RegExp): string {
  return source
    .replace(/^\^/, '')
    .replace(/\\\/\?\(\?=\\\/\|\$\)$/, '')
    .replaceAll('\\', '');
}
