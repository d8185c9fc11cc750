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
import { AssetFolder, eventually, startAssets } from '../startAssets';
import { ADA, GRACE, linkedAccounts } from './accountsWith';
import { FaultyWire } from './FaultyWire';
import type { ForgeBench } from './ForgeBench';
import { managersAre } from './managersAre';
import { metadata } from './metadata';

/** A module of another source. */
const TAKEN = 'taken';
const METADATA = 'ai4-metadata.yml';

/** What becomes of repositories that were not made here, over the API of the portal. */
export function describeRegistering(
  kind: string,
  begin: () => Promise<ForgeBench>,
): void {
  describe(`a repository that is at ${kind} already`, () => {
    let bench: ForgeBench;
    let wire: FaultyWire;
    let folder: AssetFolder;
    let forge: Forge;
    let room: Awaited<ReturnType<typeof startAssets>>;
    let count = 0;
    let isManager = false;

    beforeAll(async () => {
      bench = await begin();
      wire = await FaultyWire.to(bench.url);
      folder = await AssetFolder.create();
      await folder.write(`modules/${TAKEN}/module.yaml`, metadata('Taken'));
      const { service, tokens, person: user } = bench;
      const access = { service, url: wire.url, user, token: tokens.good };
      const client = new GuardedClient(new NetworkGuard({ anything: true }));
      forge = openForge({ ...access, url: bench.url }, client)!;
      room = await startAssets({
        ...{ folder, isOpen: true },
        features: [managersAre(() => isManager), linkedAccounts(() => access)],
      });
    });
    afterEach(() => {
      vi.useRealTimers();
      isManager = false;
      wire.mend();
    });
    afterAll(async () => {
      await room?.stop();
      await wire?.stop();
      await bench?.stop();
      await folder?.remove();
    });

    /** The person's own, with a README and what is said of it. */
    async function repository(
      text = metadata('Leaves'),
      name = `there-${bench.service}-${++count}`,
    ) {
      const place = { owner: bench.person, name };
      await forge.create({ ...place, description: '', visibility: 'public' });
      const files = [{ path: 'README.md', text: '# Leaves' }];
      if (text) files.push({ path: METADATA, text });
      await forge.commit(place, { message: 'Begin', files });
      return { name, place };
    }

    const as = (person: string) => mockCredentials.user.header(person);
    const post = (where: string, body: object, person = ADA) =>
      room.api
        .post(`${room.base}${where}`)
        .set('authorization', as(person))
        .send(body);
    const get = (where: string, person = ADA) =>
      room.api.get(`${room.base}${where}`).set('authorization', as(person));
    const register = (name: string, more: object = {}, person = ADA) =>
      post(
        '/registrations',
        { account: 'hub', repository: `${bench.person}/${name}`, ...more },
        person,
      );
    const refusal = async (answer: ReturnType<typeof post>) => {
      const { status, body } = await answer;
      return [status, body.error?.code];
    };
    const withdraw = (name: string, person = ADA) =>
      room.api
        .delete(`${room.base}/repositories/${name}`)
        .set('authorization', as(person));

    it('becomes a module, whatever its branch is called, and is followed', async () => {
      const { name } = await repository();
      await bench.change(name, { branch: 'trunk' });
      const { status, body } = await register(name);
      expect([status, body]).toMatchObject([
        201,
        {
          ...{ name, title: 'Leaves', branch: 'trunk', dryRun: false },
          ...{ entityRef: `aimodule:default/${name}`, visibility: 'public' },
          url: `${wire.url}/${bench.person}/${name}`,
        },
      ]);
      const asset = await get(`/assets/module/${name}`);
      expect(asset.body).toMatchObject({
        ...{ title: 'Leaves', documentation: '# Leaves' },
      });
      vi.useFakeTimers({ toFake: ['Date'] });
      await bench.change(name, { files: { [METADATA]: metadata('Needles') } });
      await eventually(async () => {
        // A reading that was under way says when the next one is.
        vi.setSystemTime(Date.now() + 11 * 60_000);
        const { body: now } = await get(`/assets/module/${name}`);
        expect(now.title).toBe('Needles');
      }, 20);
    }, 60_000);

    it('is named by its address, too', async () => {
      const { name } = await repository();
      const page = `${wire.url}/${bench.person}/${name}`;
      const { host } = new URL(wire.url);
      for (const address of [
        ...[page, `${page}.git`, `${page}/`, `${page}/-/tree/main?x=y#z`],
        `git@${host.split(':')[0]}:${bench.person}/${name}.git`,
      ]) {
        const { body } = await register(name, {
          ...{ repository: address, dryRun: true },
        });
        expect([address, body.name]).toEqual([address, name]);
      }
      for (const address of [
        ...['https://forge.example/ada/leaf', 'leaf', 'ada/..', '../../admin'],
        ...[`${wire.url}/ada`, 'file:///etc/passwd', 'ada/leaf?x/y'],
      ]) {
        const answer = register(name, { repository: address });
        expect([address, await refusal(answer)]).toEqual([
          address,
          [400, 'REPOSITORY_ELSEWHERE'],
        ]);
      }
    });

    it('is said what it would be, and is none yet', async () => {
      const { name } = await repository();
      const { status, body } = await register(name, { dryRun: true });
      expect([status, body]).toMatchObject([200, { name, dryRun: true }]);
      expect((await get(`/assets/module/${name}`)).status).toBe(404);
      expect((await get(`/repositories/${name}`)).status).toBe(404);
    });

    it('is one, however often it is put here, and under another name there', async () => {
      const { name } = await repository();
      const answers = await Promise.all([register(name), register(name)]);
      expect(answers.map(({ status }) => status)).toEqual([201, 201]);
      await bench.change(name, { name: `${name}-new` });
      const { body } = await register(`${name}-new`);
      expect(body).toMatchObject({ name, url: expect.stringMatching(/-new$/) });
      expect((await get(`/assets/module/${name}-new`)).status).toBe(404);
    });

    it('is taken out by who put it here, and by managers, and can come again', async () => {
      const { name } = await repository();
      await register(name);
      const { body } = await get(`/repositories/${name}`);
      expect(body).toEqual({
        ...{ name, branch: 'main', visibility: 'public', mine: true },
        url: `${wire.url}/${bench.person}/${name}`,
      });
      expect(await refusal(get(`/repositories/${name}`, GRACE))).toEqual([
        ...[404, 'REPOSITORY_UNKNOWN'],
      ]);
      expect((await withdraw(name, GRACE)).status).toBe(403);
      expect((await withdraw(name)).status).toBe(204);
      expect((await register(name)).status).toBe(201);
      isManager = true;
      const seen = await get(`/repositories/${name}`, GRACE);
      expect(seen.body).toMatchObject({ mine: false });
      // Which is no leave to change it.
      expect(
        await refusal(get(`/repositories/${name}/metadata`, GRACE)),
      ).toEqual([404, 'REPOSITORY_UNKNOWN']);
      expect((await withdraw(name, GRACE)).status).toBe(204);
    });

    it('is of who came first', async () => {
      const { name } = await repository();
      await register(name);
      expect(await refusal(register(name, {}, GRACE))).toEqual([
        ...[409, 'REPOSITORY_REGISTERED'],
      ]);
      // Or of another source.
      const taken = await repository(metadata('Leaves'), TAKEN);
      expect(await refusal(register(taken.name))).toEqual([
        ...[409, 'MODULE_EXISTS'],
      ]);
    });

    it('is not put here by who may not write to it', async () => {
      const name = `theirs-${bench.service}-${++count}`;
      const files = { [METADATA]: metadata('Theirs') };
      const owner = await bench.makeOfOther(name, files);
      const answer = register(name, { repository: `${owner}/${name}` });
      expect(await refusal(answer)).toEqual([403, 'REPOSITORY_NOT_WRITABLE']);
      const none = register('there-is-none');
      expect(await refusal(none)).toEqual([404, 'REPOSITORY_NOT_FOUND']);
      const { body } = await register(name, {}, 'user:default/max');
      expect(body.error.code).toBe('FORGE_NOT_LINKED');
    });

    it('is shown while private only where that is meant', async () => {
      const { name } = await repository();
      await bench.change(name, { isPrivate: true });
      expect(await refusal(register(name))).toEqual([
        ...[400, 'REPOSITORY_PRIVATE'],
      ]);
      const { body } = await register(name, { showsPrivate: true });
      expect(body).toMatchObject({ visibility: 'private' });
      const asset = await get(`/assets/module/${name}`);
      expect(asset.body).toMatchObject({ title: 'Leaves' });
    });

    it('says what is wrong with its metadata, by line and column', async () => {
      const none = await repository('');
      expect(await refusal(register(none.name))).toEqual([
        ...[400, 'METADATA_MISSING'],
      ]);
      const wrong = await repository('metadata_version: 2.3.0\ntitle: [\n');
      const { body } = await register(wrong.name);
      expect(body.error).toMatchObject({
        code: 'METADATA_INVALID',
        problems: [
          { message: expect.stringMatching(/^line \d+, column \d+: /) },
          ...body.error.problems.slice(1),
        ],
      });
      const titel = metadata('Leaves').replace('title:', 'titel:');
      const { name } = await repository(titel);
      const mend = (more = {}) => register(name, { mend: true, ...more });
      const no = await refusal(register(name));
      expect(no).toEqual([400, 'METADATA_MENDABLE']);
      const plan = await mend({ dryRun: true });
      expect(plan.body.proposal).toMatchObject({ dryRun: true });
      const { proposal } = (await mend()).body;
      expect((await mend()).body.proposal).toEqual(proposal);
      expect(await bench.requestsOf(name)).toMatchObject([
        { number: proposal.number, title: 'Mend the metadata' },
      ]);
      const files = await bench.filesOf(name, proposal.branch);
      expect(files).toMatchObject({ [METADATA]: metadata('Leaves') });
      expect((await get(`/assets/module/${name}`)).status).toBe(404);
      const own = await repository(
        `apiVersion: astrolabe.dev/v1alpha1\nkind: Module\nmetadata: { name: x, title: X }\nspec: { owner: 'group:default/operators' }\n`,
      );
      expect(await refusal(register(own.name))).toEqual([
        ...[400, 'METADATA_INVALID'],
      ]);
    });

    /** One that is a module here, and a change of it. */
    async function registered(text = metadata('Leaves')) {
      const { name, place } = await repository(text);
      await register(name);
      const { body } = await get(`/repositories/${name}/metadata`);
      const { commit } = body;
      const next = text.replace('Leaves #', '“All” leaves #');
      const propose = (more: object = {}, person = ADA) =>
        post(
          `/repositories/${name}/changes`,
          { text: next, commit, ...more },
          person,
        );
      return { name, place, read: body, commit, next, propose };
    }

    it('is proposed a change of its metadata, as one commit on a branch', async () => {
      const { name, read, commit, next, propose } = await registered();
      expect(read).toEqual({
        ...{ branch: 'main', text: metadata('Leaves') },
        commit: expect.stringMatching(/^[0-9a-f]{40}$/),
      });
      const plan = await propose({ dryRun: true });
      expect([plan.status, plan.body]).toMatchObject([
        200,
        { fields: ['title'], into: 'main', dryRun: true },
      ]);
      expect(await bench.requestsOf(name)).toEqual([]);
      const { status, body } = await propose();
      expect([status, body]).toMatchObject([
        201,
        { title: 'Change the metadata: title', branch: plan.body.branch },
      ]);
      expect(body.url).toMatch(
        new RegExp(`^${wire.url}/${bench.person}/${name}/.*/${body.number}$`),
      );
      expect(await bench.requestsOf(name)).toEqual([
        {
          ...{ number: body.number, head: body.branch, base: 'main' },
          title: 'Change the metadata: title',
          body: expect.stringMatching(/`title` in `ai4-metadata\.yml`/),
        },
      ]);
      expect(await bench.filesOf(name, body.branch)).toEqual({
        ...{ 'README.md': '# Leaves', [METADATA]: next },
      });
      expect(await bench.filesOf(name, 'main')).toMatchObject({
        [METADATA]: metadata('Leaves'),
      });
      const { body: now } = await get(`/repositories/${name}/metadata`);
      expect(now.commit).toBe(commit);
    });

    it('is proposed the same change once, also by two at once', async () => {
      const { name, propose } = await registered();
      const [one, other] = await Promise.all([propose(), propose()]);
      expect([one.status, other.status]).toEqual([201, 201]);
      const third = await propose();
      expect(third.body).toEqual(one.body);
      expect(await bench.requestsOf(name)).toHaveLength(1);
      // What a reviewer puts on its branch stays.
      const { branch } = one.body;
      const place = { owner: bench.person, name };
      const from = (await forge.tip(place, branch))!.commit;
      const better = [{ path: METADATA, text: metadata('Better') }];
      const more = { branch, from, message: 'Better', files: better };
      await forge.change(place, more);
      expect((await propose()).body).toEqual(one.body);
      expect(await bench.filesOf(name, branch)).toMatchObject({
        [METADATA]: metadata('Better'),
      });
      const titled = await propose({ title: 'Otherwise' });
      expect(titled.body).toMatchObject({ title: 'Otherwise' });
      expect(await bench.requestsOf(name)).toHaveLength(2);
    });

    it.each([
      [
        'the branch is made',
        /^POST .*\/(branches|git\/refs|repository\/commits)$/,
      ],
      [
        'the commit is in',
        /^POST .*\/(contents|git\/commits|repository\/commits)$/,
      ],
      ['it is proposed', /^POST .*\/(pulls|merge_requests)$/],
    ])(
      'is proposed it once when the answer is lost that %s',
      async (_what, what) => {
        const { name, next, propose } = await registered();
        wire.losesAnswerOf = what;
        await propose();
        const { status, body } = await propose();
        expect(status).toBe(201);
        expect(await bench.requestsOf(name)).toMatchObject([
          { number: body.number },
        ]);
        expect(await bench.filesOf(name, body.branch)).toMatchObject({
          [METADATA]: next,
        });
      },
    );

    it('is proposed nothing over what others have changed meanwhile', async () => {
      const { name, propose } = await registered();
      // Of another file, that is nobody's trouble.
      await bench.change(name, { files: { 'README.md': '# More' } });
      expect((await propose()).status).toBe(201);
      const theirs = metadata('Leaves').replace('Counts leaves', 'Counts all');
      await bench.change(name, { files: { [METADATA]: theirs } });
      const { status, body } = await propose({ title: 'Again' });
      expect([status, body.error]).toMatchObject([
        409,
        { code: 'METADATA_MOVED', cause: expect.stringContaining('summary') },
      ]);
      expect(await bench.requestsOf(name)).toHaveLength(1);
    });

    it('is proposed nothing that is not valid, is as it was, or is of others', async () => {
      const { name, read, propose } = await registered();
      const wrong = propose({ text: read.text.replace('tags: []', 'tags: {') });
      expect(await refusal(wrong)).toEqual([400, 'METADATA_INVALID']);
      const same = propose({ text: read.text });
      expect(await refusal(same)).toEqual([400, 'NOTHING_CHANGED']);
      expect(await refusal(propose({}, GRACE))).toEqual([
        ...[404, 'REPOSITORY_UNKNOWN'],
      ]);
      const lines = propose({ title: 'One\nTwo' });
      expect((await lines).status).toBe(400);
      expect(await bench.requestsOf(name)).toEqual([]);
    });

    it('is proposed one where its branch takes nothing else, with the line ends of Windows', async () => {
      const dos = metadata('Leaves').replaceAll('\n', '\r\n');
      const { name, next, propose } = await registered(dos);
      await bench.closeBranch(name);
      const { body } = await propose();
      expect(await bench.filesOf(name, body.branch)).toMatchObject({
        [METADATA]: next,
      });
    });
  });
}
