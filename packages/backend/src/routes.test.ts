/* eslint-disable no-restricted-syntax -- colours of a community */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { tierGrants, tiers } from '@astrolabe/plugin-communities-common';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-undeclared-imports -- the root declares it, for scripts and tests
import { parse } from 'yaml';
import { startWholePortal } from './__testUtils__/startWholePortal';
import { stockRoute, type StockRoute } from './__testUtils__/stockRoutes';

const SCHEMAS = path.resolve(__dirname, '../../../schemas');

const TAKEN = path.resolve(__dirname, '../../../templates/taken/portal.txt');

const GUIDE = path.resolve(__dirname, '../../../docs/plugin-author.md');

/** The template of an operator, as the guide has it. */
const [, ownTemplate] = /```yaml\n(apiVersion: scaffolder[^]*?)```/.exec(
  readFileSync(GUIDE, 'utf8'),
)!;

let portal: Awaited<ReturnType<typeof startWholePortal>>;
beforeAll(async () => {
  portal = await startWholePortal({ ownTemplate });
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

  it('are below names that no template gives to another plugin', () => {
    const taken = readFileSync(TAKEN, 'utf8').split('\n');
    const plugins = portal.routes.flatMap(
      each => / \/api\/([\w-]+)/.exec(each)?.[1] ?? [],
    );
    const free = plugins.filter(name => !taken.includes(name));
    expect([...new Set(free)]).toEqual([]);
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

  describe('and its scaffolder', () => {
    const base = '/api/scaffolder/v2';
    const text = '${{ 7 * 7 }} {{ environment.secrets }}';
    const sea = {
      module: { title: 'Sea', name: 'sea', summary: text },
      looks: { accent: '#00696b', font: 'system' },
    };
    const begin = (who: string, values: object, name = 'community') =>
      portal.post(`${base}/tasks`, who, {
        templateRef: `template:default/${name}`,
        values,
      });
    /** Its id; the catalogue reads the templates when the portal has started. */
    const begun = async (...asked: Parameters<typeof begin>) => {
      const [who, , name = 'community'] = asked;
      const place = `/api/catalog/entities/by-name/template/default/${name}`;
      await expect
        .poll(async () => (await portal.get(place, who)).status)
        .toBe(200);
      return (await begin(...asked)).body.id as string;
    };
    const endOf = (who: string, id: string) =>
      expect.poll(async () => {
        const { body } = await portal.get(`${base}/tasks/${id}/events`, who);
        return body.find(({ type }: { type: string }) => type === 'completion')
          ?.body;
      });

    it('lets members run the templates of the hub, each their own tasks', async () => {
      const id = await begun('full', sea);
      await endOf('full', id).toMatchObject({
        output: {
          files: expect.arrayContaining([
            {
              path: 'community.yaml',
              text: expect.stringContaining(`description: "${text}"`),
            },
          ]),
        },
      });
      const unread = { ...sea.looks, accent: '#9fd8d6' };
      const wrong = await begun('full', { ...sea, looks: unread });
      await endOf('full', wrong).toMatchObject({
        error: { message: expect.stringMatching(/looks\.accent: Colour of/) },
      });
      // Nobody has linked a forge: the action asks in the name of who runs it.
      const repository = { account: 'mine', dryRun: true };
      const unlinked = await begun('full', { ...sea, repository });
      await endOf('full', unlinked).toMatchObject({
        error: {
          message: expect.stringContaining("no forge linked as 'mine'"),
        },
      });
      for (const who of ['stranger', 'demo']) {
        expect((await begin(who, sea)).status).toBe(403);
      }
      for (const who of ['operator', 'manager']) {
        const place = `${base}/tasks/${id}`;
        for (const seen of ['', '/events', '/eventstream']) {
          const { status } = await portal.get(`${place}${seen}`, who);
          expect([seen, status]).toEqual([seen, 403]);
        }
        for (const done of ['cancel', 'retry']) {
          const { status } = await portal.post(`${place}/${done}`, who, {});
          expect([done, status]).toEqual([done, 403]);
        }
        const { body } = await portal.get(`${base}/tasks`, who);
        expect(body.tasks).toEqual([]);
      }
    });

    it("runs an operator's own template by the same actions, as the guide says", async () => {
      const asked = { title: 'Leaf: "counter"', name: 'leaf-counter' };
      const id = await begun('full', asked, 'our-module');
      await endOf('full', id).toMatchObject({
        error: {
          message: expect.stringContaining("no forge linked as 'gitea'"),
        },
      });
      const [{ input }] = parse(ownTemplate).spec.steps;
      const { template, values } = input;
      const module = { ...values.module, ...asked };
      const people = { ...values.people, owner: 'https://forge.example/us' };
      const made = await portal.post('/api/assets/v1/projects', 'full', {
        ...{ template, values: { ...values, module, people } },
      });
      expect([made.status, made.body.metadata?.valid]).toEqual([200, true]);
    });

    it('runs the actions of projects, and no other, whoever tries', async () => {
      const dryRun = (action: string, input: object) =>
        portal.post(`${base}/dry-run`, 'operator', {
          template: {
            apiVersion: 'scaffolder.backstage.io/v1beta3',
            kind: 'Template',
            metadata: { name: 'x' },
            spec: {
              ...{ owner: 'x', type: 'x' },
              steps: [{ id: 'x', action, input }],
            },
          },
          ...{ values: {}, directoryContents: [] },
        });
      const made = await dryRun('astrolabe:project:make', {
        ...{ template: 'community', values: sea },
      });
      const { directoryContents } = made.body;
      expect(
        directoryContents.map(({ path: at }: { path: string }) => at),
      ).toEqual(['README.md', 'community.yaml']);
      const { body } = await portal.get(`${base}/actions`, 'operator');
      const ours = body.filter(({ id }: { id: string }) =>
        id.startsWith('astrolabe:'),
      );
      expect(ours).toHaveLength(3);
      const others = {
        'debug:log': { message: '${{ environment.secrets | dump }}' },
        'fs:readdir': { paths: ['/'], recursive: false },
        'fs:delete': { files: ['/tmp/x'] },
        'fetch:plain': { url: 'http://localhost:1/' },
        'catalog:fetch': { entityRef: 'group:default/none' },
        'catalog:write': { entity: {} },
      };
      for (const [action, input] of Object.entries(others)) {
        const { body: refused } = await dryRun(action, input);
        expect(refused.error.message).toContain(
          `Unauthorized action: ${action}`,
        );
      }
    });
  });

  it('let nobody begin tasks without end, or fill them with anything', async () => {
    const begin = async (values: object) => {
      const place = '/api/scaffolder/v2/tasks';
      const templateRef = 'template:default/none';
      const wish = { templateRef, values };
      return (await portal.post(place, 'manager', wish)).status;
    };
    expect(await begin({ text: 'x'.repeat(2 ** 20) })).toBe(413);
    const answers = [];
    for (let each = 0; each < 20; each += 1) answers.push(await begin({}));
    expect([answers.at(0), answers.at(-1)]).toEqual([404, 429]);
  });

  it('let no one list, begin or cut off what rooms do at their times', () => {
    expect(portal.routes.filter(each => /scheduler/.test(each))).toEqual([]);
  });
});
