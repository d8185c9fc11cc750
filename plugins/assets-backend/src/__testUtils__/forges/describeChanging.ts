import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openForge, type Change, type Forge } from '../../forges';
import { FaultyWire } from './FaultyWire';
import type { ForgeBench } from './ForgeBench';

const FILES = { 'README.md': '# Leaves', 'src/leaf.py': 'print("ä")\n' };

/** What each kind of forge does with what is changed there. */
export function describeChanging(
  kind: string,
  begin: () => Promise<ForgeBench>,
): void {
  describe(`what is changed at ${kind}`, () => {
    let bench: ForgeBench;
    let wire: FaultyWire;
    let forge: Forge;
    let count = 0;

    beforeAll(async () => {
      bench = await begin();
      wire = await FaultyWire.to(bench.url);
      const { service, tokens } = bench;
      const client = new GuardedClient(new NetworkGuard({ anything: true }));
      const access = { service, url: wire.url, token: tokens.good };
      forge = openForge(access, client)!;
    });
    afterEach(() => wire.mend());
    afterAll(async () => {
      await wire?.stop();
      await bench?.stop();
    });

    /** Of the person, with files on main. */
    async function repository() {
      const name = `changed-${bench.service}-${++count}`;
      const place = { owner: bench.person, name };
      const visibility = 'public' as const;
      await forge.create({ ...place, description: '', visibility });
      const files = Object.entries(FILES);
      await forge.commit(place, {
        message: 'Begin\n\nWith a body',
        files: files.map(([path, text]) => ({ path, text })),
      });
      const { commit: from } = (await forge.tip(place))!;
      const on = (branch: string, more: Partial<Change> = {}) => ({
        ...{ branch, from, message: 'Say more' },
        files: [{ path: 'README.md', text: '# Leaves, all “green”' }],
        ...more,
      });
      return { place, name, from, on };
    }

    it('tells the newest commit of the default branch, and of another', async () => {
      const { place, from, on } = await repository();
      expect(await forge.tip(place)).toEqual({
        ...{ branch: 'main', commit: from },
        message: expect.stringMatching(/^Begin\n\nWith a body/),
      });
      expect(from).toMatch(/^[0-9a-f]{40}$/);
      expect(await forge.tip(place, 'main')).toMatchObject({ commit: from });
      expect(await forge.tip(place, 'more/words')).toBeUndefined();
      const commit = await forge.change(place, on('more/words'));
      expect(await forge.tip(place, 'more/words')).toEqual({
        ...{ branch: 'more/words', commit },
        message: expect.stringMatching(/^Say more/),
      });
      expect(await forge.tip({ ...place, name: 'none' })).toBeUndefined();
    });

    it('says which branch it begins on, and who may put something in', async () => {
      const { place } = await repository();
      expect(await forge.find(place)).toMatchObject({
        ...{ branch: 'main', mayWrite: true },
      });
    });

    it('changes some files in one commit, and leaves the others', async () => {
      const { place, name, from, on } = await repository();
      const path = 'docs/a b+c#ü.md';
      const files = [...on('main').files, { path, text: 'New' }];
      const commit = await forge.change(place, on('main', { files }));
      expect(await bench.filesOf(name, 'main')).toEqual({
        ...{ ...FILES, 'README.md': '# Leaves, all “green”', [path]: 'New' },
      });
      const { commits } = (await bench.look(bench.person, name))!;
      expect(commits.map(each => each.split('\n')[0])).toEqual([
        ...['Say more', 'Begin'],
      ]);
      // What it was is there by its commit.
      expect(await forge.read(place, 'README.md', from)).toBe('# Leaves');
      expect(await forge.read(place, path, commit)).toBe('New');
      expect(await forge.read(place, path, from)).toBeUndefined();
    });

    it('makes a branch of it where there is none, and goes on there', async () => {
      const { place, name, on } = await repository();
      const first = await forge.change(place, on('more/words'));
      const files = [{ path: 'NEWS.md', text: 'News' }];
      const next = on('more/words', { from: first, files });
      await forge.change(place, next);
      expect(await bench.filesOf(name, 'more/words')).toEqual({
        ...{
          ...FILES,
          'README.md': '# Leaves, all “green”',
          'NEWS.md': 'News',
        },
      });
      expect(await bench.filesOf(name, 'main')).toEqual(FILES);
    });

    it('changes nothing of a branch that has gone on', async () => {
      const { place, name, on } = await repository();
      await forge.change(place, on('more'));
      const files = { 'README.md': '# Mine' };
      await bench.change(name, { files });
      for (const branch of ['main', 'more']) {
        await expect(forge.change(place, on(branch))).rejects.toMatchObject({
          ...{ name: 'ForgeError', trouble: 'moved' },
        });
      }
      expect(await bench.filesOf(name, 'main')).toMatchObject(files);
    });

    it.each([
      ['the same file', { 'README.md': '# Mine' }],
      ['another file', { 'src/leaf.py': '# Mine' }],
    ])(
      'takes nothing from who changes %s a moment before',
      async (_, files) => {
        const { place, name, on } = await repository();
        wire.before = {
          what: bench.changes,
          happens: () => bench.change(name, { files }),
        };
        await expect(forge.change(place, on('main'))).rejects.toMatchObject({
          trouble: 'moved',
        });
        expect(await bench.filesOf(name, 'main')).toMatchObject(files);
      },
    );

    it('says so when the branch takes what is proposed alone', async () => {
      const { place, name, on } = await repository();
      await bench.closeBranch(name);
      await expect(forge.change(place, on('main'))).rejects.toMatchObject({
        trouble: 'forbidden',
      });
      await forge.change(place, on('aside'));
      expect(await bench.filesOf(name, 'main')).toEqual(FILES);
    });

    it('proposes a branch once, however often it is asked', async () => {
      const { place, name, on } = await repository();
      await forge.change(place, on('more/words'));
      const proposal = {
        ...{ branch: 'more/words', into: 'main' },
        ...{ title: 'Say more', body: 'In “words”:\n\n- a list' },
      };
      const all = [await forge.propose(place, proposal)];
      all.push(
        ...(await Promise.all(
          [1, 2].map(() => forge.propose(place, proposal)),
        )),
      );
      expect(new Set(all.map(({ number }) => number)).size).toBe(1);
      const { number, url } = all[0];
      expect(url).toContain(`/${bench.person}/${name}/`);
      expect(url).toMatch(new RegExp(`/${number}$`));
      expect(await bench.requestsOf(name)).toEqual([
        expect.objectContaining({
          ...{ number, title: 'Say more', body: proposal.body },
          ...{ head: 'more/words', base: 'main' },
        }),
      ]);
    });

    it('proposes anew what was closed, and takes no stranger’s for its own', async () => {
      const { place, name, on } = await repository();
      const between = { head: 'more/words', base: 'main' };
      await bench.proposeFromFork?.(name, between);
      await forge.change(place, on('more/words'));
      const wish = {
        branch: 'more/words',
        into: 'main',
        title: 'Say',
        body: '',
      };
      const closed = await forge.propose(place, wish);
      expect(await bench.requestsOf(name)).toMatchObject([
        { number: closed.number },
      ]);
      await bench.closeRequest(name, closed.number);
      const { number } = await forge.propose(place, wish);
      expect(number).not.toBe(closed.number);
      expect(await bench.requestsOf(name)).toMatchObject([{ number }]);
      // One of the two is given by any forge: it has to be the open one.
      expect(await forge.propose(place, wish)).toMatchObject({ number });
    });

    it.each([
      '../../../../other/secret',
      'x/../../../../../other/secret',
      '..',
    ])('has no branch %s that leads out of the repository', async branch => {
      const { place } = await repository();
      wire.asked.length = 0;
      const tip = await forge.tip(place, branch).catch(error => {
        expect(error).toMatchObject({ name: 'ForgeError' });
      });
      expect(tip).toBeUndefined();
      const repositories = wire.asked.filter(
        each =>
          !each
            .replaceAll('%2F', '/')
            .includes(`${bench.person}/${place.name}/`),
      );
      expect(repositories).toEqual([]);
    });

    it('finds what it has proposed when the answer was lost', async () => {
      const { place, name, on } = await repository();
      await forge.change(place, on('more'));
      wire.losesAnswerOf = /^POST .*\/(pulls|merge_requests)$/;
      const wish = { branch: 'more', into: 'main', title: 'Say', body: '' };
      const { number } = await forge.propose(place, wish);
      expect(await bench.requestsOf(name)).toMatchObject([{ number }]);
    });

    it('says so when there is nothing to propose', async () => {
      const { place } = await repository();
      const wish = { branch: 'none', into: 'main', title: 'Say', body: '' };
      await expect(forge.propose(place, wish)).rejects.toMatchObject({
        name: 'ForgeError',
      });
    });
  });
}
