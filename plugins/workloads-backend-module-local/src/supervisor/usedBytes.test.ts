import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIB } from '../__testUtils__/programs';

/** Whom root is for a test, since nothing is closed to root. */
const somebody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/** Its tools are on few machines. */
const hasBtrfs =
  spawnSync('mkfs.btrfs', ['--version']).status === 0 &&
  readFileSync('/proc/filesystems', 'utf8').includes('btrfs');

describe('what a workload takes of the disk', () => {
  let work: string;
  beforeEach(() => {
    work = realpathSync(mkdtempSync(path.join(tmpdir(), 'astrolabe-used-')));
    giveAway(work);
  });
  afterEach(() => rmSync(work, { recursive: true }));

  it('is the room of its files, whatever links point to', () => {
    folder('deep/er');
    symlinkSync('/usr', path.join(work, 'usr'));
    expect(counted()).toEqual({ mebibytes: 1, closed: [] });
  });

  it.runIf('uid' in somebody).each([
    ['another disk', 1, () => ['-t', 'tmpfs', 'tmpfs']],
    ['the same disk', 2, () => ['--bind', folder('beside')]],
  ])(
    'is not what it has mounted of %s, which takes no room there (needs root)',
    (_, mebibytes, what) => {
      const mounted = path.join(work, 'mounted');
      mkdirSync(mounted);
      execFileSync('mount', [...what(), mounted]);
      try {
        folder('mounted/deep');
        folder('beside');
        expect(counted()).toEqual({ mebibytes, closed: [] });
      } finally {
        execFileSync('umount', ['-l', mounted]);
      }
    },
  );

  it.runIf('uid' in somebody && hasBtrfs)(
    'is also what is in subvolumes of btrfs, which anybody may make (needs root and btrfs)',
    () => {
      const disk = path.join(work, 'disk');
      const outside = mkdtempSync(path.join(tmpdir(), 'astrolabe-btrfs-'));
      execFileSync('truncate', ['--size=128M', disk]);
      execFileSync('mkfs.btrfs', ['--quiet', disk]);
      execFileSync('mount', ['-o', 'loop', disk, outside]);
      const inside = path.join(outside, 'inside');
      try {
        execFileSync('btrfs', ['subvolume', 'create', inside]);
        writeFileSync(path.join(inside, 'big'), Buffer.alloc(MIB, 1));
        execFileSync('sync', ['--file-system', inside]);
        giveAway(inside);
        expect(counted(outside)).toEqual({ mebibytes: 1, closed: [] });
      } finally {
        execFileSync('umount', ['-l', outside]);
        rmSync(outside, { recursive: true });
      }
    },
  );

  it.each(['000', '200', '400', '100', '444'])(
    'is seen where a program has closed its folders: chmod %s',
    octal => {
      const mode = parseInt(octal, 8);
      const inner = folder('outer/inner');
      chmodSync(inner, mode);
      chmodSync(path.dirname(inner), mode);
      expect(counted()).toEqual({ mebibytes: 1, closed: [] });
      expect(statSync(inner).mode % 0o1000).toBe(0o700);
    },
  );

  it.runIf('uid' in somebody)(
    "is not known of another user's closed folder, and that is said",
    () => {
      const closed = folder('closed');
      chownSync(closed, 0, 0);
      chmodSync(closed, 0o700);
      expect(counted()).toEqual({ mebibytes: 0, closed: [closed] });
    },
  );

  it('opens nothing outside: not what a link leads to', () => {
    const outside = folder('outside');
    const inside = path.join(work, 'inside');
    mkdirSync(inside);
    symlinkSync(outside, path.join(inside, 'link'));
    chmodSync(outside, 0o000);
    expect(counted(inside)).toEqual({ mebibytes: 0, closed: [] });
    expect(statSync(outside).mode % 0o1000).toBe(0);
  });

  /** A folder with a file of 1 MiB, and the folders above it. */
  function folder(name: string): string {
    const made = path.join(work, name);
    mkdirSync(made, { recursive: true });
    writeFileSync(path.join(made, 'big'), Buffer.alloc(MIB, 1));
    for (let at = made; at !== work; at = path.dirname(at)) giveAway(at);
    return made;
  }

  /** What a supervisor counts that is not root. */
  function counted(of = work): { mebibytes: number; closed: string[] } {
    const count = `
      import { usedBytes } from ${JSON.stringify(`${__dirname}/usedBytes.ts`)};
      console.log(JSON.stringify(await usedBytes(process.argv[1])));`;
    const output = execFileSync(
      process.execPath,
      ['--no-warnings', '--input-type=module', '-e', count, of],
      { encoding: 'utf8', cwd: '/', ...somebody },
    );
    const { bytes, closed } = JSON.parse(output);
    return { mebibytes: bytes / MIB, closed };
  }
});

function giveAway(folder: string): void {
  if (somebody.uid) chownSync(folder, somebody.uid, somebody.gid);
}
