import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '../support/commandLine.mts';
import { SITE, SITE_ID, type Site } from './site.mts';

/** With the CLI alone, as in a script: on this machine and on a site of Nomad. */
export function usesTheCommandLine(site: () => Site): void {
  let home: string;
  let astrolabe: ReturnType<typeof commandLine>['astrolabe'];
  let json: ReturnType<typeof commandLine>['json'];

  const deploy = (tool: string, siteId: string, ...more: string[]) =>
    json('run', `tool/${tool}`, '--site', siteId, '--wait', ...more);

  describe('the command line', () => {
    beforeAll(async () => {
      home = await mkdtemp(path.join(site().folder, 'home-'));
      ({ astrolabe, json } = commandLine(home));
      await astrolabe('login', site().portal.url, '--person', 'max');
    });

    it('shows the sites, and what is free there', async () => {
      const shown = await astrolabe('capacity');
      expect(shown).toMatch(new RegExp(`${SITE_ID} +${SITE} +nomad-r1`));
      expect(shown).toMatch(/This machine +local/);
    });

    it('deploys on a site of Nomad, reads the log, and runs a program in it', async () => {
      const { id, state } = await deploy('far-desk', SITE_ID);
      expect(state).toBe('running');
      expect(await astrolabe('logs', id)).toContain('The desk is ready');
      const said = await astrolabe(
        'exec',
        id,
        '--',
        // What ends at once may say nothing: Nomad loses it.
        ...['sh', '-c', "echo 'hello $HOME'; sleep 1"],
      );
      expect(said).toContain('hello $HOME');
      await astrolabe('stop', id, '--wait');
      await astrolabe('delete', id, '--yes');
    });

    it('runs a script as an array on a site of Nomad, follows it, and fetches its artefacts', async () => {
      const script = path.join(home, 'night.sh');
      await writeFile(
        script,
        'sleep 2; echo "task $ASTROLABE_TASK_INDEX: $WORDS" | tee artefacts/said.txt\n',
      );
      const launched = await json(
        ...['batch', 'tool/far-desk', '--site', SITE_ID, '--script', script],
        ...['--param', 'WORDS=corals ü', '--count', '2'],
      );
      const { id, group } = launched;
      // It goes on until the end.
      expect(await astrolabe('logs', '-f', id)).toBe('task 0: corals ü\n');
      const folder = path.join(home, 'results');
      const listed = await astrolabe('artefacts', id, '--to', folder);
      expect(listed).toContain('said.txt');
      const file = path.join(folder, 'said.txt');
      expect(await readFile(file, 'utf8')).toBe('task 0: corals ü\n');
      await astrolabe('delete', group.id, '--group', '--yes');
    });

    it('tries something, and gives the link to its page', async () => {
      const { id, url } = await json('try', 'tool/far-desk');
      expect(url).toMatch(/^http:\/\/far-desk-\w+-page\.apps\.localhost:/);
      expect(await astrolabe('show', id)).toContain(SITE);
      await astrolabe('delete', id, '--yes');
    });

    it('saves on this machine what I wrote, and begins with it again', async () => {
      const { id } = await deploy('hello-web', 'local');
      await astrolabe('exec', id, '--', 'sh', '-c', 'echo 42 > notes.txt');
      const snapshot = await json('snapshot', 'take', id, '--wait');
      expect(snapshot.state).toBe('complete');
      const again = await deploy(
        ...['hello-web', 'local', '--snapshot', snapshot.id],
        ...['--set', 'hardware.cpuCores=0.25'],
      );
      expect(again.resources.cpuCores).toBe(0.25);
      const notes = await astrolabe('exec', again.id, '--', 'cat', 'notes.txt');
      expect(notes.trim()).toBe('42');
      await astrolabe('snapshot', 'delete', snapshot.id, '--yes', '--wait');
      expect(await astrolabe('snapshot', 'list')).toContain('No snapshots');
      for (const each of [id, again.id]) {
        await astrolabe('delete', each, '--yes');
      }
    });
  });
}
