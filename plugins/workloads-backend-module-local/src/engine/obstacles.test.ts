import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  exampleWorkload,
  nodeSamples,
} from '@astrolabe/plugin-workloads-node/testUtils';
import { isLiving, supervisorsOf } from '../__testUtils__/processes';
import { running, script, STAY } from '../__testUtils__/programs';
import { until, useLocal } from '../__testUtils__/useLocal';

/** Whom root is for a test, since nothing is closed to root. */
const somebody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

describe('the local engine', () => {
  const local = useLocal();

  it('starts where something in the trash is not its to remove', async () => {
    const { setup, engine, probe } = local.current;
    engine.close();
    const closed = path.join(setup.dataDirectory, 'trash', 'closed');
    mkdirSync(closed);
    writeFileSync(path.join(closed, 'file'), '');
    chmodSync(closed, 0o000);
    if (somebody.uid) giveAway(setup.folder);

    const workload = exampleWorkload(running(script('')));
    const portal = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        path.resolve(__dirname, '../__testUtils__/portal.ts'),
        JSON.stringify(setup.options()),
        JSON.stringify(workload),
      ],
      {
        cwd: setup.dataDirectory,
        stdio: ['ignore', 'pipe', 'inherit'],
        ...somebody,
      },
    );
    const ended = once(portal, 'exit');
    let said = '';
    portal.stdout.on('data', text => (said += text));
    await until(() => said.includes('submitted') || portal.exitCode !== null);
    portal.kill('SIGKILL');
    await ended;
    expect(said).toBe('opened\nsubmitted\n');
    expect(existsSync(closed)).toBe(true);
    chmodSync(closed, 0o700);
    probe.engine = setup.reopen();
    await probe.settled(workload.id);
  });

  it.skipIf(process.getuid?.() !== 0).each(['', ', also behind a link'])(
    'removes a workload that has mounted something, and nothing of what it mounted%s (needs root)',
    async behind => {
      const { setup, probe, file } = local.current;
      if (behind) {
        local.current.engine.close();
        const real = path.join(setup.folder, 'real');
        renameSync(setup.dataDirectory, real);
        symlinkSync(real, setup.dataDirectory);
        local.current.reopen();
      }
      const { id } = await probe.submit(running(script('')));
      await probe.settled(id);
      // As a build of an image leaves it that was killed.
      const mounted = file(id, 'work', 'mounted');
      const kept = path.join(setup.folder, 'kept');
      for (const folder of [mounted, kept]) mkdirSync(folder);
      writeFileSync(path.join(kept, 'file'), '');
      execFileSync('mount', ['--bind', kept, mounted]);
      await probe.engine.remove(id);
      const trash = path.join(setup.dataDirectory, 'trash');
      await until(() => readdirSync(trash).length === 0);
      expect(existsSync(file(id))).toBe(false);
      expect(readdirSync(kept)).toEqual(['file']);
    },
  );

  it.skipIf(process.getuid?.() !== 0)(
    'empties its trash, and nothing of what an older portal has left mounted in it (needs root)',
    () => {
      const { setup } = local.current;
      local.current.engine.close();
      const grave = path.join(setup.dataDirectory, 'trash', 'grave');
      const kept = path.join(setup.folder, 'kept');
      const mounted = path.join(grave, 'work', 'mounted');
      for (const folder of [mounted, kept]) {
        mkdirSync(folder, { recursive: true });
      }
      writeFileSync(path.join(kept, 'file'), '');
      execFileSync('mount', ['--bind', kept, mounted]);
      local.current.reopen();
      expect(existsSync(grave)).toBe(false);
      expect(readdirSync(kept)).toEqual(['file']);
    },
  );

  it('leads nobody to a port that no supervisor vouches for any more', async () => {
    const { engine, probe } = local.current;
    const samples = nodeSamples({ program: process.execPath });
    const { id } = await probe.submit(samples.server());
    await probe.ready(id);
    expect(await engine.endpointTarget(id, 'web')).toHaveProperty('origin');
    engine.close(); // As between the end of one supervisor and the start of the next.
    const supervisors = supervisorsOf(id);
    supervisors.forEach(pid => process.kill(pid, 'SIGKILL'));
    await until(() => !supervisors.some(isLiving));
    await expect
      .poll(async () => {
        await engine.list();
        return engine.endpointTarget(id, 'web').catch(String);
      })
      .toContain("No endpoint 'web' that runs");
  });

  it('looks after the others when the folder of one is broken', async () => {
    const { setup, probe, engine, pid, file } = local.current;
    const before = await probe.submit(running(script(STAY)));
    await pid(before.id);
    for (const [name, wish] of [
      ['0-half', '{"workload":'],
      ['0-odd', '{"desired":"run"}'],
    ]) {
      mkdirSync(file(name));
      writeFileSync(file(name, 'workload.json'), wish);
    }
    writeFileSync(file('0-no-folder'), '');

    await engine.stop(before.id);
    expect(await probe.settled(before.id)).toMatchObject({ state: 'stopped' });
    writeFileSync(file(before.id, 'state.json'), '{}');
    probe.engine = setup.reopen();
    const after = await probe.submit(running(script('console.log(1)')));
    expect(await probe.settled(after.id)).toMatchObject({ state: 'completed' });
    await probe.engine.remove(after.id);
    await probe.engine.remove(before.id);
    expect(existsSync(file(before.id))).toBe(false);
  });
});

function giveAway(folder: string): void {
  execFileSync('chown', ['-R', `${somebody.uid}:${somebody.gid}`, folder]);
}
