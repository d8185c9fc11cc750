import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { root } from '../../scripts/lib/process.mjs';

const launcher = path.join(root, 'packages/cli/bin/astrolabe');

/** What a program wrote when it ended badly. */
export interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** The command line as a person has it, whose home, and session, is in a folder. */
export function commandLine(home: string, cwd = home) {
  /** What it writes; it fails when the program does, with what that wrote. */
  async function astrolabe(...args: string[]): Promise<string> {
    const running = promisify(execFile)(process.execPath, [launcher, ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: home, NO_COLOR: '1' },
    });
    running.child.stdin!.end();
    return (await running).stdout;
  }

  return {
    astrolabe,
    async json(...args: string[]) {
      const said = await astrolabe(...args, '--json');
      return said === '' ? undefined : JSON.parse(said);
    },
    /** That it fails, and how. */
    async fails(...args: string[]): Promise<Ended> {
      const ended: Ended | string = await astrolabe(...args).catch(e => e);
      if (typeof ended !== 'string') return ended;
      throw new Error(`It did not fail: ${ended}`);
    },
  };
}
