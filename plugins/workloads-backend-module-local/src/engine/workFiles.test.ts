import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listWorkFiles, listWorkFolder, readWorkFile } from './workFiles';

const NOBODY = 65534;

/** Puts a folder and a link to elsewhere into the same place, in turn. */
const SWAP = `
  const fs = require('node:fs');
  const [, work, elsewhere] = process.argv;
  process.chdir(work + '/artefacts');
  fs.mkdirSync('folder');
  fs.writeFileSync('folder/own', 'text');
  for (;;) {
    fs.renameSync('folder', 'turns');
    fs.renameSync('turns', 'folder');
    fs.symlinkSync(elsewhere, 'turns');
    fs.unlinkSync('turns');
  }`;

describe('files that a program has left', () => {
  let work: string;
  beforeEach(() => {
    work = mkdtempSync(path.join(tmpdir(), 'work-'));
    chmodSync(work, 0o755);
    mkdirSync(path.join(work, 'artefacts/closed'), { recursive: true });
    for (const name of ['a.txt', 'closed/b.txt', 'z.txt'])
      writeFileSync(path.join(work, 'artefacts', name), 'text');
  });
  afterEach(() => rmSync(work, { recursive: true }));

  /** Root may read everything. */
  async function asNobody(act: () => Promise<void>): Promise<void> {
    const user = process.geteuid?.();
    if (user === 0) process.seteuid?.(NOBODY);
    try {
      await act();
    } finally {
      if (user === 0) process.seteuid?.(user);
    }
  }

  it('are listed and read but for those that the portal may not read', async () => {
    chmodSync(path.join(work, 'artefacts/a.txt'), 0o000);
    chmodSync(path.join(work, 'artefacts/closed'), 0o000);
    await asNobody(async () => {
      const options = { folder: 'artefacts', maxFiles: 10 };
      const files = await listWorkFiles(work, options);
      expect(files.map(file => file.path)).toEqual([
        'artefacts/a.txt',
        'artefacts/z.txt',
      ]);
      for (const name of ['a.txt', 'closed/b.txt']) {
        await expect(
          readWorkFile(work, `artefacts/${name}`),
        ).rejects.toMatchObject({
          name: 'NotFoundError',
          message: `The portal may not read 'artefacts/${name}'`,
        });
      }
    });
    chmodSync(path.join(work, 'artefacts/closed'), 0o755);
  });

  it('are not there where something else is in their place', async () => {
    symlinkSync('loop', path.join(work, 'loop'));
    const socket = createServer();
    await new Promise<void>(resolve =>
      socket.listen(path.join(work, 'socket'), resolve),
    );
    try {
      for (const name of ['loop', 'socket', 'artefacts']) {
        await expect(readWorkFile(work, name)).rejects.toMatchObject({
          name: 'NotFoundError',
        });
      }
    } finally {
      socket.close();
    }
  });

  it('show nothing of elsewhere while a link and a folder take turns in one place', async () => {
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'elsewhere-'));
    writeFileSync(path.join(elsewhere, 'private'), 'text');
    const swapping = spawn(process.execPath, ['-e', SWAP, work, elsewhere], {
      stdio: 'ignore',
    });
    const seen = new Set<string>();
    try {
      for (let tries = 0; tries < 1500 || !seen.has('own'); tries++) {
        const folder = 'artefacts/turns';
        const entries = await listWorkFolder(work, { folder, maxEntries: 9 });
        for (const { name } of entries) seen.add(name);
        const files = await listWorkFiles(work, {
          folder: 'artefacts',
          maxFiles: 9,
        });
        for (const file of files) seen.add(path.basename(file.path));
      }
    } finally {
      swapping.kill('SIGKILL');
      await once(swapping, 'exit');
      rmSync(elsewhere, { recursive: true });
    }
    expect([...seen].sort()).toEqual(['a.txt', 'b.txt', 'own', 'z.txt']);
  });
});
