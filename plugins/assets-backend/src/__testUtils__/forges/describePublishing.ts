import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { type ForgeAccess } from '@astrolabe/plugin-accounts-node';
import {
  assetEntityRef,
  type PublishedProject,
} from '@astrolabe/plugin-assets-common';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { ADA, GRACE, linkedAccounts } from './accountsWith';
import { AssetFolder, eventually, startAssets } from '../startAssets';
import { FaultyWire } from './FaultyWire';
import type { ForgeBench } from './ForgeBench';
import { managersAre } from './managersAre';
import { wishOf } from './wishOf';

const templates = [
  path.resolve(__dirname, '../../../../../templates'),
  path.resolve(__dirname, '../templates'),
];
const CANARY = 'canary-of-a-token';

/** What each kind of forge has to do, over the API of the portal. */
export function describePublishing(
  kind: string,
  begin: () => Promise<ForgeBench>,
): void {
  describe(`publishing at ${kind}`, () => {
    let forge: ForgeBench;
    let wire: FaultyWire;
    let folder: AssetFolder;
    let room: Awaited<ReturnType<typeof startAssets>>;
    let token = '';
    let count = 0;

    const access = (): ForgeAccess => {
      const { service, person: user } = forge;
      return { service, url: wire.url, user, token };
    };

    beforeAll(async () => {
      forge = await begin();
      wire = await FaultyWire.to(forge.url);
      folder = await AssetFolder.create();
      room = await startAssets({
        ...{ folder, templates, isOpen: true },
        features: [managersAre(() => false), linkedAccounts(access)],
      });
    });
    afterEach(() => {
      vi.useRealTimers();
      token = forge.tokens.good;
      wire.mend();
    });
    beforeAll(() => {
      token = forge.tokens.good;
    });
    afterAll(async () => {
      await room?.stop();
      await wire?.stop();
      await forge?.stop();
      await folder?.remove();
    });

    /** Another each time. */
    const nameOf = () => `leaf-${forge.service}-${++count}`;
    const as = (person: string) => mockCredentials.user.header(person);
    const publish = (
      body: object,
      { key = crypto.randomUUID() as string, person = ADA } = {},
    ) =>
      room.api
        .post(`${room.base}/repositories`)
        .set('authorization', as(person))
        .set('idempotency-key', key)
        .send(body);
    const get = (where: string) =>
      room.api.get(`${room.base}${where}`).set('authorization', as(ADA));

    it('is offered to who has linked it, with where they may', async () => {
      const { body } = await get('/forges');
      expect(body.items).toEqual([
        expect.objectContaining({ account: 'hub', service: forge.service }),
      ]);
      const { body: owners } = await get('/forges/hub/owners');
      const at = (owner: string) => `${wire.url}/${owner}`;
      expect(owners.items).toEqual([
        { name: forge.person, kind: 'person', url: at(forge.person) },
        ...[forge.closedGroup ?? [], forge.group].flat().map(name => ({
          ...{ name, kind: 'group', url: at(name) },
        })),
      ]);
      const max = await publish(wishOf(nameOf()), {
        person: 'user:default/max',
      });
      expect([max.status, max.body.error.code]).toEqual([
        404,
        'FORGE_NOT_LINKED',
      ]);
    });

    it('makes a public one with all files in one commit, and shows it', async () => {
      const name = nameOf();
      const { status, body } = await publish(
        wishOf(name, { visibility: 'public' }),
      );
      expect([status, body]).toMatchObject([201, { dryRun: false }]);
      const look = (await forge.look(forge.person, name))!;
      expect(look).toMatchObject({
        ...{ description: 'Counts leaves: all', isPrivate: false },
        ...{ isProtected: true, branch: 'main' },
        commits: [expect.stringMatching(/^Begin with the template ai-module-/)],
      });
      expect(Object.keys(look.files)).toHaveLength(body.files);
      expect(look.files['ai4-metadata.yml']).toContain('Leaf “counter”');
      await forge.refusesRewriting?.(name);
      // Where its source code is, is where it was made.
      const where = `${wire.url}/${forge.person}/${name}`;
      expect(look.files['ai4-metadata.yml']).toContain(where);
      expect(JSON.stringify(look.files)).not.toContain('typed-by-hand');
      expect(body.entityRef).toBe(assetEntityRef('module', name));
      expect(statesOf(body)).toEqual(['done', 'done', 'done', 'done']);
      const asset = await get(`/assets/module/${name}`);
      expect(asset.body).toMatchObject({ title: 'Leaf “counter”' });
    });

    it('makes a private one, which nobody is shown unless it is said', async () => {
      const name = nameOf();
      const { body } = await publish(wishOf(name));
      expect(await forge.look(forge.person, name)).toMatchObject({
        ...{ isPrivate: true, description: 'Counts leaves: all' },
      });
      expect(body.steps.at(-1)).toMatchObject({
        ...{ id: 'catalogue', state: 'skipped' },
        reason: expect.stringContaining('not asked for'),
      });
      // Some forges protect branches of private ones for money alone.
      const { protectsPrivate = true } = forge;
      expect(statesOf(body)[2]).toBe(protectsPrivate ? 'done' : 'skipped');
      expect((await get(`/assets/module/${name}`)).status).toBe(404);
    });

    it('takes it out of the catalogue for who has put it in alone', async () => {
      const name = nameOf();
      await publish(wishOf(name, { inCatalogue: true }));
      const remove = (person: string) =>
        room.api
          .delete(`${room.base}/repositories/${name}`)
          .set('authorization', as(person));
      const no = await remove(GRACE);
      expect([no.status, no.body.error.code]).toEqual([
        403,
        'NOT_YOUR_REPOSITORY',
      ]);
      expect((await get(`/assets/module/${name}`)).status).toBe(200);
      expect((await remove(ADA)).status).toBe(204);
      await eventually(async () => {
        expect((await get(`/assets/module/${name}`)).status).toBe(404);
      });
      expect(await forge.look(forge.person, name)).toBeDefined();
    });

    it('shows nobody by itself what its forge does not show to all', async ctx => {
      const { closedGroup } = forge;
      if (!closedGroup) return ctx.skip('this forge refuses such');
      const name = nameOf();
      const to = { owner: closedGroup, visibility: 'public' };
      const { body } = await publish(wishOf(name, to));
      expect(body).toMatchObject({ visibility: 'private' });
      expect(body.steps.at(-1)).toMatchObject({ state: 'skipped' });
      expect((await get(`/assets/module/${name}`)).status).toBe(404);
      return undefined;
    });

    it('makes one of a plugin, which is no module and no tool', async () => {
      const name = nameOf();
      const { status, body } = await publish({
        template: 'portal-plugin',
        values: {
          module: wishOf(name).values.module,
          people: { licence: 'Apache-2.0', authors: ['Ada <ada@example.org>'] },
        },
        to: { account: 'hub', visibility: 'public' },
      });
      expect([status, body.steps?.at(-1)]).toMatchObject([
        201,
        {
          state: 'skipped',
          reason: expect.stringMatching(/ai4-metadata.*tool/),
        },
      ]);
      const { files } = (await forge.look(forge.person, name))!;
      expect(Object.keys(files)).toHaveLength(body.files);
    });

    it('makes no module of metadata with errors, and mends them when asked; a picture is as it was', async () => {
      const name = nameOf();
      const wish = {
        ...{ template: 'half-said', values: { module: { name } } },
        to: { account: 'hub', visibility: 'private', inCatalogue: true },
      };
      for (const dryRun of [true, false]) {
        const no = await publish({ ...wish, dryRun });
        expect([no.status, no.body.error]).toMatchObject([
          400,
          {
            code: 'METADATA_INVALID',
            problems: [
              { path: '/titel', message: expect.stringMatching(/^line 2,/) },
              { path: '/tags' },
            ],
          },
        ]);
      }
      expect(await forge.look(forge.person, name)).toBeUndefined();
      const { body } = await publish({ ...wish, mend: true });
      expect(body.metadata).toMatchObject({ valid: true, mended: 2 });
      const { files } = (await forge.look(forge.person, name))!;
      expect(files['ai4-metadata.yml']).toContain('\ntitle: Half said\n');
      const logo = await readFile(
        path.join(templates[1], 'half-said/skeleton/logo.png'),
        'base64',
      );
      expect(files['logo.png']).toBe(`bytes:${logo}`);
      const { body: asset } = await get(`/assets/module/${name}`);
      // Its README is in another encoding than texts have.
      expect(asset).toMatchObject({
        ...{ title: 'Half said', valid: true, documentation: '' },
      });
    });

    it('makes one of a group, and of nobody else', async () => {
      const name = nameOf();
      const { body } = await publish(wishOf(name, { owner: forge.group }));
      expect(body).toMatchObject({ owner: forge.group, name });
      expect(await forge.look(forge.group, name)).toBeDefined();
      const no = await publish(wishOf(nameOf(), { owner: 'somebody-else' }));
      expect(no.body.error).toMatchObject({
        code: 'OWNER_UNKNOWN',
        nextStep: expect.stringContaining(forge.group),
      });
    });

    it('says what it would do, and does nothing', async () => {
      const name = nameOf();
      const { status, body } = await publish({
        ...wishOf(name, { visibility: 'public' }),
        dryRun: true,
      });
      expect([status, body]).toMatchObject([200, { dryRun: true, name }]);
      expect(new Set(statesOf(body))).toEqual(new Set(['planned']));
      expect(await forge.look(forge.person, name)).toBeUndefined();
      expect(wire.asked.filter(what => !what.startsWith('GET'))).toEqual([]);
    });

    it('makes one of a wish that is sent twice at once', async () => {
      const name = nameOf();
      const key = crypto.randomUUID();
      const answers = await Promise.all([
        publish(wishOf(name), { key }),
        publish(wishOf(name), { key }),
      ]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      expect(answers[0].body).toEqual(answers[1].body);
      const made = wire.asked.filter(what => forge.creates.test(what));
      expect(made).toHaveLength(1);
      expect((await forge.look(forge.person, name))!.commits).toHaveLength(1);
      const other = await publish(wishOf(nameOf()), { key });
      expect([other.status, other.body.error.code]).toEqual([
        409,
        'IDEMPOTENCY_KEY_REUSED',
      ]);
    });

    it('leaves alone what is there, and names the field', async () => {
      const name = nameOf();
      await forge.makeByHand(name);
      const before = await forge.look(forge.person, name);
      for (const dryRun of [true, false]) {
        const { status, body } = await publish({ ...wishOf(name), dryRun });
        expect([status, body.error]).toMatchObject([
          409,
          { code: 'REPOSITORY_EXISTS', problems: [{ path: 'module.name' }] },
        ]);
      }
      expect(await forge.look(forge.person, name)).toEqual(before);
      // What was made here is no less there.
      const own = nameOf();
      await publish(wishOf(own));
      expect((await publish(wishOf(own))).body.error.code).toBe(
        'REPOSITORY_EXISTS',
      );
      expect((await forge.look(forge.person, own))!.commits).toHaveLength(1);
    });

    it('shows what it has become, and nothing of it once it is hidden', async () => {
      const name = nameOf();
      await publish(wishOf(name, { visibility: 'public' }));
      const { files } = (await forge.look(forge.person, name))!;
      const text = files['ai4-metadata.yml'].replace('“counter”', '“meter”');
      const later = (minutes: number) => {
        vi.setSystemTime(Date.now() + minutes * 60_000);
      };
      vi.useFakeTimers({ toFake: ['Date'] });
      await forge.change(name, { files: { 'ai4-metadata.yml': text } });
      later(11);
      await eventually(async () => {
        const { body } = await get(`/assets/module/${name}`);
        expect(body.title).toBe('Leaf “meter”');
      }, 20);
      await forge.change(name, { isPrivate: true });
      later(11);
      await eventually(async () => {
        expect((await get(`/assets/module/${name}`)).status).toBe(404);
      }, 20);
    }, 90_000);

    it.each([
      ['that it was made', (bench: ForgeBench) => bench.creates],
      ['that the files are in', (bench: ForgeBench) => bench.commits],
      ['that it is described', () => /^(PATCH|PUT) .*leaf-[^/]*$/],
    ])('goes on when the answer is lost %s', async (_what, which) => {
      const name = nameOf();
      wire.losesAnswerOf = which(forge);
      const first = await publish(wishOf(name));
      expect([first.status, first.body.error?.code]).toEqual([
        503,
        'FORGE_AWAY',
      ]);
      const second = await publish(wishOf(name));
      expect([second.status, second.body]).toMatchObject([201, { name }]);
      const made = wire.asked.filter(what => forge.creates.test(what));
      expect(made).toHaveLength(1);
      expect(await forge.look(forge.person, name)).toMatchObject({
        ...{ description: 'Counts leaves: all', branch: 'main' },
        commits: [expect.any(String)],
      });
    });

    it('goes on when the forge went away before the files were in', async () => {
      const name = nameOf();
      const key = crypto.randomUUID();
      if (forge.kill) {
        const happens = () => forge.kill!();
        wire.before = { what: forge.commits, happens };
      } else {
        wire.instead = { what: forge.commits, status: 502 };
      }
      const away = await publish(wishOf(name), { key });
      expect([away.status, away.body.error]).toMatchObject([
        503,
        { code: 'FORGE_AWAY', nextStep: expect.stringContaining('goes on') },
      ]);
      wire.instead = undefined;
      await forge.start?.();
      const { status } = await publish(wishOf(name), { key });
      expect(status).toBe(201);
      const look = (await forge.look(forge.person, name))!;
      expect(look.commits).toHaveLength(1);
      expect(Object.keys(look.files).length).toBeGreaterThan(10);
    });

    it('says when to come back, when it has had too many requests', async () => {
      const headers = { 'retry-after': '90' };
      wire.instead = { what: forge.creates, status: 429, headers };
      const { status, body } = await publish(wishOf(nameOf()));
      expect([status, body.error.code]).toEqual([503, 'FORGE_LIMITED']);
      const [until] = /\d{4}-\S+Z/.exec(body.error.nextStep)!;
      const seconds = (Date.parse(until) - Date.now()) / 1000;
      expect(seconds).toBeGreaterThan(60);
      expect(seconds).toBeLessThan(91);
    });

    it('says what a token lacks, and where to make another', async () => {
      token = forge.tokens.poor;
      const { status, body } = await publish(wishOf(nameOf()));
      expect([status, body.error]).toMatchObject([
        403,
        {
          code: 'FORGE_FORBIDDEN',
          cause: expect.stringMatching(forge.lacks),
          nextStep: expect.stringContaining(wire.url),
        },
      ]);
      token = CANARY;
      const refused = await publish(wishOf(nameOf()));
      expect([refused.status, refused.body.error.code]).toEqual([
        400,
        'FORGE_REFUSED',
      ]);
      expect(JSON.stringify(refused.body)).not.toContain(CANARY);
    });
  });
}

function statesOf({ steps }: PublishedProject): string[] {
  return steps.map(({ state }) => state);
}
