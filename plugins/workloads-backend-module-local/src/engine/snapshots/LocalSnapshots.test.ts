import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { EngineWorkload } from '@astrolabe/plugin-workloads-node';
import { describe, expect, it } from 'vitest';
import { running, script } from '../../__testUtils__/programs';
import { useLocal } from '../../__testUtils__/useLocal';

const MIB = 1024 ** 2;

describe('snapshots of this machine', () => {
  const current = useLocal();

  /** Something that runs, whose folder a test fills. */
  async function source(): Promise<EngineWorkload> {
    const { probe } = current.current;
    const workload = await probe.submit(
      running(script('setInterval(() => {}, 1000)')),
    );
    await probe.running(workload.id);
    return workload;
  }

  const below = (...names: string[]) =>
    path.join(current.current.setup.dataDirectory, 'snapshots', ...names);

  async function taken(workload: EngineWorkload) {
    const { probe } = current.current;
    const snapshot = probe.snapshotOf(workload, { limitBytes: 64 * MIB });
    await probe.engine.takeSnapshot(snapshot);
    const seen = await probe.untilSnapshot(
      snapshot.id,
      ({ state }) => state !== 'saving',
    );
    return { id: snapshot.id, seen, work: below(snapshot.id, 'work') };
  }

  it('hold folders, modes and links as they are, and nothing of what a link leads to', async () => {
    const workload = await source();
    const work = current.current.file(workload.id, 'work');
    mkdirSync(path.join(work, 'a b/deep'), { recursive: true });
    writeFileSync(path.join(work, 'a b/deep/run.sh'), 'echo');
    chmodSync(path.join(work, 'a b/deep/run.sh'), 0o777);
    writeFileSync(path.join(work, '--checkpoint=1\n"$(id)"'), 'odd');
    symlinkSync('/etc', path.join(work, 'etc'));
    symlinkSync('a b', path.join(work, 'near'));
    const { seen, work: copy } = await taken(workload);
    expect(seen).toMatchObject({ state: 'complete', bytes: 7 });
    expect(readdirSync(copy).sort()).toEqual(
      ['--checkpoint=1\n"$(id)"', 'a b', 'etc', 'near'].sort(),
    );
    const again = running(
      script(
        `const fs = require('node:fs');
        console.log(fs.readlinkSync('etc'), fs.statSync('near/deep/run.sh').mode & 0o777);`,
      ),
    );
    again.snapshot = { id: seen.snapshotId, place: seen.place! };
    const { id } = await current.current.probe.submit(again);
    await current.current.probe.settled(id);
    expect(await current.current.probe.wholeLog(id)).toContain('/etc 511');
  });

  it.skipIf(process.getuid?.() !== 0)(
    'hold nothing that is mounted in the folder (needs root)',
    async () => {
      const workload = await source();
      const mount = current.current.file(workload.id, 'work', 'mounted');
      mkdirSync(mount);
      execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', mount]);
      try {
        writeFileSync(path.join(mount, 'elsewhere'), 'of a storage');
        const { seen, work } = await taken(workload);
        expect(seen).toMatchObject({ state: 'complete', bytes: 0 });
        expect(readdirSync(work)).toEqual([]);
      } finally {
        execFileSync('umount', [mount]);
      }
    },
  );

  it('say which files could not be read', async () => {
    const workload = await source();
    const work = current.current.file(workload.id, 'work');
    const closed = path.join(work, 'closed');
    writeFileSync(closed, 'x');
    chmodSync(closed, 0);
    const { seen, work: copy } = await taken(workload);
    // Whoever runs as root may read all.
    const isRoot = process.getuid?.() === 0;
    expect(seen.leftOut).toEqual({
      secrets: 0,
      unreadable: isRoot ? 0 : 1,
      names: isRoot ? [] : ['closed'],
    });
    expect(existsSync(path.join(copy, 'closed'))).toBe(isRoot);
  });

  it('are begun anew where the portal was killed while it saved', async () => {
    const workload = await source();
    const file = current.current.file(workload.id, 'work', 'whole');
    writeFileSync(file, 'whole');
    const { probe } = current.current;
    const snapshot = probe.snapshotOf(workload, { limitBytes: 64 * MIB });
    // What a killed portal leaves: a draft that is not complete.
    mkdirSync(below(`${snapshot.id}.draft`, 'work'), { recursive: true });
    writeFileSync(below(`${snapshot.id}.draft`, 'work', 'half'), 'ha');
    current.current.reopen();
    expect(await probe.engine.observeSnapshots([snapshot.id])).toEqual([]);
    await probe.engine.takeSnapshot(snapshot);
    await probe.untilSnapshot(snapshot.id, o => o.state === 'complete');
    expect(readdirSync(below(snapshot.id, 'work'))).toEqual(['whole']);
    current.current.reopen();
    expect(await probe.engine.observeSnapshots([snapshot.id])).toMatchObject([
      { state: 'complete', bytes: 5 },
    ]);
  });

  it('are put in place once: a restart keeps what came after', async () => {
    const { probe } = current.current;
    const workload = await source();
    writeFileSync(current.current.file(workload.id, 'work', 'notes'), 'first');
    const { id, seen } = await taken(workload);
    const again = running(script('setInterval(() => {}, 1000)'));
    again.snapshot = { id, place: seen.place! };
    const second = await probe.submit(again);
    await probe.running(second.id);
    const notes = current.current.file(second.id, 'work', 'notes');
    expect(readFileSync(notes, 'utf8')).toBe('first');
    writeFileSync(notes, 'second');
    // It need not be there any more, either.
    await probe.engine.removeSnapshot(id);
    await probe.engine.submit({ ...second, generation: 2 });
    await probe.until(
      second.id,
      o => o.generation === 2 && o.state === 'running',
    );
    expect(readFileSync(notes, 'utf8')).toBe('second');
  });

  it('leave the room on the disk that must always be there', async () => {
    const workload = await source();
    writeFileSync(current.current.file(workload.id, 'work', 'notes'), 'first');
    current.current.reopen({ minimumFreeDiskBytes: 2 ** 60 });
    const { seen } = await taken(workload);
    expect(seen).toMatchObject({
      state: 'failed',
      reason: { code: 'disk-full', evidence: expect.stringContaining('MiB') },
    });
    expect(readdirSync(below())).toEqual([]);
  });
});
