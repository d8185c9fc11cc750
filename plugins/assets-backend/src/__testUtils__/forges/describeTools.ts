import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
import { openForge, type Forge } from '../../forges';
import { AssetFolder, Changes, eventually, startAssets } from '../startAssets';
import { ADA, linkedAccounts } from './accountsWith';
import type { ForgeBench } from './ForgeBench';
import { managersAre } from './managersAre';
import { LOCK, toolFile, toolWish } from './toolWish';

const templates = [path.resolve(__dirname, '../../../../../templates')];
/** A tool of the operator's. */
const TAKEN = 'taken-tool';

/** What becomes of tools in people's repositories, over the API of the portal. */
export function describeTools(
  kind: string,
  begin: () => Promise<ForgeBench>,
): void {
  describe(`a tool in a repository at ${kind}`, () => {
    const changes = new Changes();
    let bench: ForgeBench;
    let folder: AssetFolder;
    let data: string;
    let forge: Forge;
    let room: Awaited<ReturnType<typeof startAssets>>;
    let trusted: object[] = [];
    let count = 0;

    beforeAll(async () => {
      bench = await begin();
      folder = await AssetFolder.create();
      data = await mkdtemp(path.join(tmpdir(), 'astrolabe-tools-'));
      await folder.write(`tools/${TAKEN}/tool.yaml`, toolFile(TAKEN));
      await folder.write('manifests/deepaas.yaml', 'form: {}');
      const { service, url, tokens, person: user } = bench;
      const access = { service, url, user, token: tokens.good };
      const client = new GuardedClient(new NetworkGuard({ anything: true }));
      forge = openForge(access, client)!;
      room = await startAssets({
        ...{ folder, templates, isOpen: true, dataDirectory: data },
        trusted: { list: () => trusted, changes },
        features: [managersAre(() => false), linkedAccounts(() => access)],
      });
    });
    afterEach(() => {
      vi.useRealTimers();
    });
    afterAll(async () => {
      await room?.stop();
      await bench?.stop();
      await folder?.remove();
      await rm(data, { recursive: true, force: true });
    });

    const nameOf = () => `tool-${bench.service}-${++count}`;
    const as = mockCredentials.user.header(ADA);
    const get = async (name: string) =>
      (
        await room.api
          .get(`${room.base}/assets/tool/${name}`)
          .set('authorization', as)
      ).body;
    const post = (where: string, body: object) =>
      room.api
        .post(`${room.base}${where}`)
        .set('authorization', as)
        .set('idempotency-key', crypto.randomUUID())
        .send(body);
    const publish = (name: string, more: object = {}) =>
      post('/repositories', { ...toolWish(name), ...more });
    const register = (name: string) =>
      post('/registrations', {
        ...{ account: 'hub', repository: `${bench.person}/${name}` },
      });
    const tipOf = async (name: string) =>
      (await forge.tip({ owner: bench.person, name }))!.commit;
    const agree = (list: object[]) => {
      trusted = list;
      changes.tell();
    };
    const environmentOf = (name: string) =>
      path.join(data, 'repositories/tools', name, 'environment');

    /** One of hand-written files that is there, and not here. */
    const byHand = async (name: string, files: Record<string, string>) => {
      const place = { owner: bench.person, name };
      await forge.create({ ...place, description: '', visibility: 'public' });
      await forge.commit(place, {
        message: 'Begin',
        files: Object.entries(files).map(([at, text]) => ({ path: at, text })),
      });
      return name;
    };

    it('is in the catalogue from the form on, and runs nothing before the operator agrees', async () => {
      const name = nameOf();
      const { body: plan } = await publish(name, { dryRun: true });
      expect(plan).toMatchObject({ entityRef: `aitool:default/${name}` });
      const { body } = await publish(name);
      expect(body).toMatchObject({ entityRef: `aitool:default/${name}` });
      const asset = await eventually(async () => {
        const now = await get(name);
        expect(now.trust.commit).toBe(await tipOf(name));
        return now;
      });
      expect(asset).toMatchObject({
        ...{ title: 'Shelf of packages', valid: true, launchable: false },
        origin: { source: 'published' },
        trust: { state: 'awaited', repository: { forge: forge.pages } },
      });
      expect(asset.spec).not.toHaveProperty('manifest');
      expect(existsSync(environmentOf(name))).toBe(false);
      const { body: deeds } = await room.api
        .get(`${room.base}/assets/tool/${name}/provenance`)
        .set('authorization', as);
      expect(JSON.stringify(deeds)).toContain('register');
    });

    it('says nothing of whose it is, what it belongs to, or which manifest of others it takes', async () => {
      const name = nameOf();
      const claims = `  owner: group:default/operators
  dependsOn: ['aitool:default/${TAKEN}']
  manifest: deepaas
`;
      await byHand(name, { 'tool.yaml': toolFile(name, claims) });
      const { status, body } = await register(name);
      expect([status, body.entityRef]).toEqual([201, `aitool:default/${name}`]);
      expect(body.problems).toContainEqual(
        expect.objectContaining({
          message: expect.stringContaining('no manifest of its own'),
        }),
      );
      const asset = await get(name);
      expect(asset).toMatchObject({ launchable: false, relations: [] });
      for (const key of ['owner', 'dependsOn', 'manifest']) {
        expect(asset.spec).not.toHaveProperty(key);
      }
      expect(asset).not.toHaveProperty('owner');
      const other = await get(TAKEN);
      expect(other.relations).toEqual([]);
    });

    it('takes no name that is taken, nor another than its own', async () => {
      await byHand(TAKEN, { 'tool.yaml': toolFile(TAKEN) });
      const taken = await register(TAKEN);
      expect([taken.status, taken.body.error]).toMatchObject([
        409,
        { code: 'MODULE_EXISTS', message: expect.stringContaining('a tool') },
      ]);
      const name = await byHand(nameOf(), { 'tool.yaml': toolFile('jupyter') });
      const { status, body } = await register(name);
      expect([status, body.error]).toMatchObject([
        400,
        {
          code: 'METADATA_INVALID',
          problems: [
            { message: expect.stringMatching(/^line 3, column \d+: /) },
          ],
        },
      ]);
      const foreign = await byHand(nameOf(), { 'tool.yaml': 'title: AI4' });
      expect((await register(foreign)).body.error.code).toBe(
        'METADATA_INVALID',
      );
    });

    it('runs at the commit that the operator has named, whatever is pushed after', async () => {
      const name = nameOf();
      await publish(name);
      const { trust } = await eventually(async () => {
        const now = await get(name);
        expect(now.trust.commit).toBeTruthy();
        return now;
      });

      const lock = { 'environment/requirements.txt': LOCK };
      agree([{ ...trust.repository, commit: trust.commit }]);
      await eventually(async () => {
        expect(await get(name)).toMatchObject({
          launchable: false,
          trust: {
            state: 'unready',
            missing: [expect.stringContaining('requirements.txt is missing')],
          },
        });
      });
      await bench.change(name, { files: lock });
      const commit = await tipOf(name);
      agree([{ ...trust.repository, commit }]);
      await eventually(async () => {
        expect(await get(name)).toMatchObject({
          launchable: true,
          trust: { state: 'given', commit, isBehind: false },
          spec: { manifest: { workload: { tasks: [{ name: 'tool' }] } } },
        });
      });
      const file = path.join(environmentOf(name), 'requirements.txt');
      expect(await readFile(file, 'utf8')).toBe(LOCK);

      const other = { 'tool.yaml': toolFile(name), ...lock };
      await bench.change(name, { files: other });
      vi.useFakeTimers({ toFake: ['Date'] });
      vi.setSystemTime(Date.now() + 11 * 60_000);
      await register(name);
      await eventually(async () => {
        expect(await get(name)).toMatchObject({
          ...{ title: 'Shelf of packages', launchable: true },
          trust: { state: 'given', commit, isBehind: true },
        });
      });
      vi.useRealTimers();

      // Of this repository alone, and by all of a commit.
      agree([
        { ...trust.repository, id: '999999', commit },
        { ...trust.repository, forge: 'https://forge.example', commit },
      ]);
      await eventually(async () => {
        expect(await get(name)).toMatchObject({
          ...{ launchable: false, trust: { state: 'awaited' } },
        });
        expect(existsSync(environmentOf(name))).toBe(false);
      });
    }, 60_000);

    it('runs what a branch is at where the operator has said so on purpose', async () => {
      const name = nameOf();
      await publish(name);
      await bench.change(name, {
        files: { 'environment/requirements.txt': LOCK },
      });
      const { id } = (await forge.find({ owner: bench.person, name }))!;
      agree([{ forge: forge.pages, id, branch: 'main' }]);
      const commit = await tipOf(name);
      await eventually(async () => {
        expect(await get(name)).toMatchObject({
          launchable: true,
          trust: { state: 'given', branch: 'main', commit },
        });
      });
      agree([{ forge: forge.pages, id, branch: 'other' }]);
      await eventually(async () => {
        expect(await get(name)).toMatchObject({
          launchable: false,
          trust: {
            missing: [expect.stringContaining('its default branch is main')],
          },
        });
      });
    }, 60_000);
  });
}
