import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { tierGrants, tiers } from '@astrolabe/plugin-communities-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-undeclared-imports -- the root declares it, for scripts and tests
import { parse } from 'yaml';
import { startWholePortal } from './__testUtils__/startWholePortal';
import { stockRoute, type StockRoute } from './__testUtils__/stockRoutes';

const SCHEMAS = path.resolve(__dirname, '../../../schemas');

let portal: Awaited<ReturnType<typeof startWholePortal>>;
beforeAll(async () => {
  portal = await startWholePortal();
});
afterAll(() => portal?.stop());

/** What our own rooms describe: plugins/workloads-backend/src/powers.test.ts tries each. */
function described(): string[] {
  return globSync('*.openapi.yaml', { cwd: SCHEMAS }).flatMap(file => {
    const { paths } = parse(readFileSync(path.join(SCHEMAS, file), 'utf8'));
    const [room] = file.split('.');
    return Object.entries<object>(paths).flatMap(([place, operations]) =>
      Object.keys(operations)
        .filter(key => ['get', 'post', 'put', 'patch', 'delete'].includes(key))
        .map(
          method =>
            `${method} /api/${room}${place.replace(/\{(\w+)\}/g, ':$1')}`,
        ),
    );
  });
}

function isGranted({ rule }: StockRoute, who: string): boolean {
  const isPerson = who !== 'nobody' && who !== 'service';
  if (typeof rule === 'object') {
    const isTier = tiers.some(({ id }) => id === who);
    return who === 'service' || (isTier && tierGrants(who, rule.granted));
  }
  return {
    everybody: true,
    callers: who !== 'nobody',
    people: isPerson,
    services: who === 'service',
  }[rule];
}

function expectedOf(route: StockRoute, who: string): number {
  if (isGranted(route, who)) return route.outcome;
  return who === 'nobody' ? route.nobody ?? 401 : route.otherwise ?? 403;
}

describe('the routes that the portal has', () => {
  it('are each described by a room, or tried below', () => {
    const known = new Set(described());
    const unknown = portal.routes.filter(
      each => !known.has(each) && !stockRoute(each),
    );
    expect(unknown).toEqual([]);
    expect(portal.routes.length).toBeGreaterThan(known.size);
  });

  it('give those that Backstage brings to whom the table says, and to nobody else', async () => {
    const deviations: string[] = [];
    let tried = 0;
    for (const each of portal.routes) {
      const route = stockRoute(each);
      if (!route || route === 'elsewhere') continue;
      for (const who of Object.keys(portal.tokens)) {
        const status = await portal.statusOf(each, { who, ...route });
        const expected = expectedOf(route, who);
        tried += 1;
        if (status !== expected) {
          deviations.push(`${who}: ${each}: ${status}, not ${expected}`);
        }
      }
    }
    expect(deviations).toEqual([]);
    expect(tried).toBeGreaterThan(500);
  });

  it('show a stranger nothing of the catalogue', async () => {
    const seenBy = async (who: string) =>
      (await portal.get('/api/catalog/entities', who)).body;
    expect(await seenBy('stranger')).toEqual([]);
    await expect
      .poll(() => seenBy('demo'), { timeout: 60_000 })
      .not.toEqual([]);
  });

  it('tell no program from outside who there is', async () => {
    for (const place of ['people', 'people/ada']) {
      const answer = await portal.get(
        `/api/communities/v1/${place}`,
        'service',
      );
      expect(answer.status).toBe(403);
    }
  });

  it('let no one list, begin or cut off what rooms do at their times', () => {
    expect(portal.routes.filter(each => /scheduler/.test(each))).toEqual([]);
  });
});
