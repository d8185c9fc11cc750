import { buffer } from 'node:stream/consumers';
import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForge, type Forge } from '../../forges';
import type { ForgeBench } from './ForgeBench';

const LIMITS = { maxBytes: 100_000, timeoutMs: 10_000 };

/** What each kind of forge has to do with versions. */
export function describeReleasing(
  kind: string,
  begin: () => Promise<ForgeBench>,
): void {
  describe(`versions at ${kind}`, () => {
    let bench: ForgeBench;
    let forge: Forge;
    let count = 0;

    beforeAll(async () => {
      bench = await begin();
      const { service, tokens, url } = bench;
      const client = new GuardedClient(new NetworkGuard({ anything: true }));
      forge = openForge({ service, url, token: tokens.good }, client)!;
    });
    afterAll(() => bench?.stop());

    /** Of the person, with two commits. */
    async function repository() {
      const name = `released-${bench.service}-${++count}`;
      const place = { owner: bench.person, name };
      const visibility = 'public' as const;
      await forge.create({ ...place, description: '', visibility });
      const files = [{ path: 'README.md', text: '# Leaves' }];
      await forge.commit(place, { message: 'Begin', files });
      const { commit: first } = (await forge.tip(place))!;
      const second = await forge.change(place, {
        ...{ branch: 'main', from: first, message: 'Say more\n\nWith a body' },
        files: [{ path: 'README.md', text: '# More leaves' }],
      });
      return { place, first, second };
    }

    it('are made with a tag and a page, and found again', async () => {
      const { place, second } = await repository();
      const { releases } = forge;
      expect(await releases.tags(place)).toEqual([]);
      expect(await releases.tag(place, 'v1.0.0')).toBeUndefined();
      expect(await releases.find(place, 'v1.0.0')).toBeUndefined();
      const wish = { tag: 'v1.0.0', commit: second, title: '1.0.0' };
      expect(await releases.newest(place)).toBeUndefined();
      const made = await releases.make(place, { ...wish, notes: '- *Leaves*' });
      const newest = { tag: 'v1.0.0', ...made };
      expect(await releases.newest(place)).toEqual(newest);
      expect(made.url).toMatch(`${bench.url}/${place.owner}/${place.name}/`);
      expect(await releases.find(place, 'v1.0.0')).toEqual(made);
      const tag = { name: 'v1.0.0', commit: second };
      expect(await releases.tag(place, 'v1.0.0')).toEqual(tag);
      expect(await releases.tags(place)).toEqual([tag]);
      const later = ['v1.1.0', 'v1.2.0'];
      for (const name of later) {
        await releases.make(place, { ...wish, tag: name, notes: '' });
      }
      // However few the forge gives at once.
      const names = (await releases.tags(place)).map(({ name }) => name);
      expect(names.sort()).toEqual(['v1.0.0', ...later]);
      await expect(
        releases.make(place, { ...wish, notes: '' }),
      ).rejects.toMatchObject({ name: 'ForgeError' });
    });

    it('have small files beside them, each once', async () => {
      const { place, second: commit } = await repository();
      const tag = 'v1.0.0';
      const { releases } = forge;
      await releases.make(place, { tag, commit, title: '1', notes: '' });
      const files = [
        { name: 'sbom.cdx.json', text: '{"bomFormat": "CycloneDX"}' },
        { name: 'image-signature.json.sig', text: 'MEUCIQ==' },
      ];
      for (const file of [...files, files[0]]) {
        await releases.attach(place, tag, file);
      }
      const names = await bench.attachedTo(place.name, tag);
      expect(names.sort()).toEqual(files.map(({ name }) => name).sort());
      await expect(
        releases.attach(place, 'v9.9.9', files[0]),
      ).rejects.toMatchObject({ name: 'ForgeError' });
    });

    it('have the commits since the one before, newest first', async () => {
      const { place, first, second } = await repository();
      const { releases } = forge;
      const notes = { title: '1.0.0', notes: '' };
      await releases.make(place, { tag: 'v1.0.0', commit: first, ...notes });
      const third = await forge.change(place, {
        ...{ branch: 'main', from: second, message: 'Say most' },
        files: [{ path: 'README.md', text: '# Most leaves' }],
      });
      const since = (range: { since?: string; until: string }) =>
        releases.commits(place, range);
      expect(await since({ since: 'v1.0.0', until: third })).toEqual([
        { commit: third, message: expect.stringMatching(/^Say most/) },
        { commit: second, message: expect.stringMatching(/^Say more\n\nWith/) },
      ]);
      const all = await since({ until: second });
      expect(all.slice(0, 2).map(({ commit }) => commit)).toEqual([
        ...[second, first],
      ]);
      await expect(
        since({ since: '0'.repeat(40), until: third }),
      ).rejects.toMatchObject({ trouble: 'unclear' });
    });

    it('have their files as a zip file, of no more than is wanted', async () => {
      const { place, second: commit } = await repository();
      const tag = 'v1.0.0';
      const { releases } = forge;
      await releases.make(place, { tag, commit, title: '1', notes: '' });
      const { body } = await releases.archive(place, tag, LIMITS);
      expect((await buffer(body)).subarray(0, 2).toString()).toBe('PK');
      const short = await releases.archive(place, tag, {
        ...{ ...LIMITS, maxBytes: 2 },
      });
      await expect(buffer(short.body)).rejects.toThrow('longer than 2 bytes');
      await expect(
        releases.archive(place, 'v9.9.9', LIMITS),
      ).rejects.toMatchObject({ name: 'ForgeError' });
    });
  });
}
