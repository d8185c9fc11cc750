import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commandLine } from '../support/commandLine.mts';
import { cloneOf, type Clone, type Site } from './site.mts';

const METADATA = 'ai4-metadata.yml';

/** The life of a module with the CLI alone, at the portal and the forge themselves. */
export function usesTheCommandLine(site: () => Site): void {
  let cli: ReturnType<typeof commandLine>;
  let clone: Clone;

  describe('the command line', () => {
    beforeAll(async () => {
      const home = path.join(site().folder, 'home');
      await mkdir(home);
      cli = commandLine(home);
      await cli.astrolabe('login', site().portal.url, '--person', 'ada');
    });

    const make = (...more: string[]) => {
      const set = [
        ...['module.title=Petal counter', 'module.summary=Counts petals.'],
        ...['module.description=Counts the petals of a flower.'],
        ...['metadata.tasks=["Computer Vision"]', 'metadata.tags=["plants"]'],
        ...['metadata.dataTypes=["Image"]', 'module.name=petal-counter'],
        `people.owner=${site().gitea.url}/ada`,
      ];
      const values = set.flatMap(each => ['--set', each]);
      return cli.json('module', 'new', ...values, ...more);
    };

    it('says which repository it would make, and makes it', async () => {
      const { items } = await cli.json('module', 'forges');
      const [{ account }] = items;
      const at = ['--publish', account, '--visibility', 'public'];
      const plan = await make(...at, '--dry-run');
      expect(plan).toMatchObject({ dryRun: true });
      const made = await make(...at);
      expect(made).toMatchObject({
        entityRef: 'aimodule:default/petal-counter',
      });
      expect(made.metadata?.problems ?? []).toEqual([]);
      clone = await cloneOf(site(), 'petal-counter');
    });

    it('says what is wrong in its metadata, mends what is clear, and has what was pushed checked', async () => {
      const file = path.join(clone.folder, METADATA);
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('Computer Vision', 'Computer vison'));
      const { code, stdout } = await cli.fails('module', 'check', file);
      expect([code, stdout]).toEqual([1, expect.stringMatching(/:\d+:\d+/)]);
      await cli.astrolabe('module', 'fix', '--write', file);
      expect(parse(await readFile(file, 'utf8'))).toEqual(parse(text));
      await writeFile(file, text.replace('Counts petals.', 'Counts all.'));
      const [checked] = await cli.json('module', 'check', '--remote', file);
      expect(checked).toMatchObject({ valid: true });

      const commit = await clone.push('Say more');
      const said = ['module', 'checks', 'petal-counter'];
      const run = await cli.json(...said, '--run', '--watch');
      expect(run).toMatchObject({ commit, state: 'passed' });
      const log = await cli.astrolabe(...said, '--log', 'code');
      expect(log).toContain('Compiling');
    });

    it('has it in a standard, and releases it', async () => {
      const { content } = await cli.json(
        ...['module', 'export', 'module/petal-counter'],
        ...['--profile', 'codemeta'],
      );
      expect(JSON.parse(content)).toMatchObject({ name: 'Petal counter' });
      const released = await cli.json(
        ...['module', 'release', 'petal-counter', '--version', '1.0.0'],
      );
      expect(released).toMatchObject({ state: 'done', tag: 'v1.0.0' });
      const { token, gitea } = site();
      const tags = await gitea.ask(
        token,
        'GET',
        'repos/ada/petal-counter/tags',
      );
      expect(tags).toMatchObject([{ name: 'v1.0.0' }]);
    });

    it('takes it out of the catalogue, and registers it again', async () => {
      await cli.astrolabe('module', 'withdraw', 'petal-counter');
      const show = ['assets', 'show', 'module/petal-counter'];
      // What is in the catalogue is looked at a moment later.
      const isGone = async () => (await cli.fails(...show)).code !== 0;
      await expect
        .poll(() => isGone().catch(() => false), { timeout: 30_000 })
        .toBe(true);
      const [{ account }] = (await cli.json('module', 'forges')).items;
      const again = await cli.json(
        ...['module', 'register', `${account}:ada/petal-counter`],
      );
      expect(again).toMatchObject({ name: 'petal-counter', problems: [] });
    });
  });
}
