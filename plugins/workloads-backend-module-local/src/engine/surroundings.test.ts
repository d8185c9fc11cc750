import {
  existsSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { note, running, script, STAY } from '../__testUtils__/programs';
import { commandOf, processesOf } from '../__testUtils__/processes';
import { until, useLocal } from '../__testUtils__/useLocal';
import { processTable } from '../folder/processes';

const isLinux = process.platform === 'linux';

describe('what a workload runs in', () => {
  const local = useLocal();

  it('is a process group and a folder of its own, which nobody else can open', async () => {
    const { probe, file, pid } = local.current;
    const { id } = await probe.submit(running(script(STAY)));
    const main = await pid(id);
    const row = processTable().find(candidate => candidate.pid === main);
    expect(row).toMatchObject({ group: main });
    expect(statSync(file(id)).mode % 0o1000).toBe(0o700);
    for (const name of ['logs', 'tmp', 'work']) {
      expect(statSync(file(id, name)).mode % 0o1000).toBe(0o700);
    }
    expect(statSync(file(id, 'secrets.json')).mode % 0o1000).toBe(0o600);
  });

  it('holds none of the variables of the portal, and so none of its secrets', async () => {
    process.env.BACKEND_SECRET = 'of the portal';
    process.env.npm_config_registry_token = 'of the portal, too';
    try {
      const { probe, file } = local.current;
      const print = 'console.log(JSON.stringify(process.env))';
      const { id } = await probe.submit(
        running(script(print, { env: { MINE: 'yes' } })),
      );
      await probe.settled(id);
      const environment = JSON.parse(await probe.wholeLog(id));
      expect(Object.keys(environment).sort()).toEqual([
        'ASTROLABE_WORKLOAD_ID',
        'CUDA_VISIBLE_DEVICES',
        'HOME',
        'LANG',
        'MINE',
        'MKL_NUM_THREADS',
        'NUMEXPR_MAX_THREADS',
        'OMP_NUM_THREADS',
        'OPENBLAS_NUM_THREADS',
        'PATH',
        'TMPDIR',
      ]);
      expect(environment.HOME).toBe(file(id, 'work'));
      expect(JSON.stringify(environment)).not.toContain('of the portal');
    } finally {
      delete process.env.BACKEND_SECRET;
      delete process.env.npm_config_registry_token;
    }
  });

  it.runIf(isLinux)(
    'gets any text as that text in its environment, and it is seen nowhere else',
    async () => {
      const owned = path.join(local.current.setup.folder, 'owned');
      const text = `"}}; \${HOME} $(touch '${owned}') \`touch '${owned}'\`\n'second' line\\`;
      const { probe, text: textOf } = local.current;
      const write = `require('node:fs').writeFileSync('got', process.env.TEXT); ${STAY}`;
      const { id } = await probe.submit(
        running(script(write, { env: { TEXT: text } })),
      );
      expect(await textOf(id, 'got')).toBe(text);
      expect(existsSync(owned)).toBe(false);
      const commands = processTable().map(({ pid }) => commandOf(pid));
      expect(commands.filter(command => command.includes(owned))).toEqual([]);
    },
  );

  it.runIf(isLinux)(
    'ends with it, even what has left its group and its parent',
    async () => {
      const { probe, engine, pid } = local.current;
      const hide = `
        require('node:child_process')
          .spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' })
          .unref();
        ${STAY}`;
      const { id } = await probe.submit(running(script(hide)));
      await pid(id);
      await until(() => processesOf(id).length === 2);
      await engine.stop(id);
      await probe.settled(id);
      expect(processesOf(id)).toEqual([]);
    },
  );

  it('is never left by a link that the program has put in the way of a file', async () => {
    const { probe, file, setup, engine } = local.current;
    const victim = path.join(setup.folder, 'victim');
    writeFileSync(victim, 'as it was');
    const task = script('', {
      files: [
        { path: 'settings.json', content: 'ours' },
        { path: 'deep/settings.json', content: 'ours' },
      ],
    });
    const workload = await probe.submit(running(task));
    await probe.settled(workload.id);
    const work = file(workload.id, 'work');
    rmSync(path.join(work, 'settings.json'));
    rmSync(path.join(work, 'deep'), { recursive: true });
    symlinkSync(victim, path.join(work, 'settings.json'));
    symlinkSync(setup.folder, path.join(work, 'deep'));
    await engine.submit({ ...workload, generation: 2 });
    await probe.until(
      workload.id,
      o => o.generation === 2 && o.state === 'completed',
    );
    expect(readFileSync(victim, 'utf8')).toBe('as it was');
    expect(readdirSync(setup.folder)).not.toContain('settings.json');
    expect(readFileSync(path.join(work, 'deep/settings.json'), 'utf8')).toBe(
      'ours',
    );

    symlinkSync(setup.folder, path.join(work, 'out'));
    await engine.remove(workload.id);
    expect(existsSync(victim)).toBe(true);
  });

  it('shows a secret that its program prints neither in the log nor in the reason', async () => {
    const { probe, file } = local.current;
    const spec = running(
      script(`console.error('key', process.env.KEY); process.exit(1)`, {
        env: { KEY: { parts: [{ secret: 'key' }] } },
      }),
    );
    const { id } = await probe.submit({ ...spec, secrets: [{ name: 'key' }] });
    const { reason } = await probe.settled(id);
    const { key } = JSON.parse(readFileSync(file(id, 'secrets.json'), 'utf8'));
    expect(reason.evidence).toMatch(/key \*{20,}/);
    expect(JSON.stringify(reason)).not.toContain(key);
    expect(await probe.wholeLog(id)).toMatch(/^key \*{20,}\n$/);
  });

  it('runs its tasks in their roles: before, beside, main, after', async () => {
    const { probe, engine, file } = local.current;
    const beside = `${note('beside')} setInterval(() => {}, 1000)`;
    const waitForBeside = `
      const fs = require('node:fs');
      const timer = setInterval(() => {
        if (!fs.readFileSync('notes', 'utf8').includes('beside')) return;
        clearInterval(timer);
        ${note('main')}
      }, 10);`;
    const workload = await probe.submit(
      running([
        script(note('before'), { name: 'first', role: 'before' }),
        script(beside, { name: 'companion', role: 'beside' }),
        script(waitForBeside),
        script(note('after'), { name: 'last', role: 'after' }),
      ]),
    );
    expect(await probe.settled(workload.id)).toMatchObject({
      state: 'completed',
    });
    expect(readFileSync(file(workload.id, 'work', 'notes'), 'utf8')).toBe(
      'before\nbeside\nmain\nafter\n',
    );
    if (isLinux) expect(processesOf(workload.id)).toEqual([]);
    await engine.remove(workload.id);
  });

  it('runs what comes after the main task when a person stops it, too', async () => {
    const { probe, engine, pid, file } = local.current;
    const { id } = await probe.submit(
      running([
        script(STAY),
        script(note('after'), { name: 'last', role: 'after' }),
      ]),
    );
    await pid(id);
    await engine.stop(id);
    expect(await probe.settled(id)).toMatchObject({ state: 'stopped' });
    expect(readFileSync(file(id, 'work', 'notes'), 'utf8')).toBe('after\n');
  });

  it('gives up what comes after the main task when its time is over', async () => {
    const { probe, engine, pid } = local.current;
    const { id } = await probe.submit(
      running([script(STAY), script(STAY, { name: 'last', role: 'after' })]),
    );
    await pid(id);
    await engine.stop(id);
    expect(await probe.settled(id)).toMatchObject({ state: 'stopped' });
    expect(processesOf(id)).toEqual([]);
  });

  it('says why a task before the main one has failed, and does not start the main one', async () => {
    const { probe, file } = local.current;
    const { id } = await probe.submit(
      running([
        script('process.exit(7)', { name: 'fetch-data', role: 'before' }),
        script(note('main')),
      ]),
    );
    const { state, reason } = await probe.settled(id);
    expect(state).toBe('failed');
    expect(reason.message).toContain("'fetch-data'");
    expect(reason.evidence).toContain('exit code 7');
    expect(existsSync(file(id, 'work', 'notes'))).toBe(false);
  });

  it('lets a companion that cannot start say so in its log', async () => {
    const { probe, engine, pid } = local.current;
    const { id } = await probe.submit(
      running([
        script(STAY),
        script('', {
          name: 'companion',
          role: 'beside',
          command: ['no-such-program-of-astrolabe'],
        }),
      ]),
    );
    await pid(id);
    const log = () =>
      engine.logs(id, { task: 'companion', offset: 0, maxBytes: 1000 });
    await expect
      .poll(async () => (await log()).text, { timeout: 10_000 })
      .toContain("'no-such-program-of-astrolabe' is not on this machine");
    expect(await probe.seen(id)).toMatchObject({ state: 'running' });
  });

  it('keeps no more of a log than it may, in segments named by their offsets', async () => {
    const { probe, file } = local.current;
    const { id } = await probe.submit(
      running(script(`for (let n = 0; n < 3000; n++) console.log('line', n)`)),
    );
    await probe.settled(id);
    const folder = file(id, 'logs', 'main');
    const segments = readdirSync(folder).sort();
    const sizes = segments.map(name => statSync(path.join(folder, name)).size);
    expect(segments.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(4096);
    segments.slice(1).forEach((name, index) => {
      const before = Number.parseInt(segments[index], 10) + sizes[index];
      expect(Number.parseInt(name, 10)).toBe(before);
    });
  });
});
