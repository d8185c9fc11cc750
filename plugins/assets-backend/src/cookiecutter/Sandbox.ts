import {
  execFile,
  spawn,
  type ChildProcess,
  type ExecFileException,
} from 'node:child_process';
import { promisify } from 'node:util';
import { familyOf } from './familyOf';
import { LIMITS, sandboxCommand, type SandboxParts } from './sandboxCommand';

const LOOK_MS = 100;
const NOTED_BYTES = 4_000;

/** What was printed, or why it was ended. */
export interface SandboxRun {
  answer: string;
  /** The end of what it said beside its answer. */
  said: string;
  /** The limit that it ran into. */
  stopped?: string;
}

/**
 * Why this machine has no sandbox, or nothing when it has one: bubblewrap is
 * tried with the very walls, files and limits that are wanted.
 */
export async function whyNoSandbox(
  parts: SandboxParts,
): Promise<{ reason: string; evidence: string } | undefined> {
  const command = sandboxCommand(parts);
  // With what it will run and read: either may be closed to whom it runs as.
  const look = 'open("/template/cookiecutter.json").close()';
  command.splice(-1, 1, '-c', look);
  try {
    await promisify(execFile)(command[0], command.slice(1), {
      env: bare(),
      killSignal: 'SIGKILL',
      timeout: parts.seconds * 1000,
    });
    return undefined;
  } catch (error) {
    const { code, killed, stderr } = error as ExecFileException & {
      stderr?: string;
    };
    const late = `It did not end within ${parts.seconds} seconds`;
    return {
      reason:
        code === 'ENOENT'
          ? 'bubblewrap (bwrap) is not installed'
          : 'bubblewrap cannot make one on this machine',
      evidence: killed ? late : stderr?.trim() ?? '',
    };
  }
}

/** Runs the program with an input, behind walls and within limits; all of it has ended afterwards. */
export async function runInSandbox(
  parts: SandboxParts,
  input: string,
): Promise<SandboxRun> {
  const command = sandboxCommand(parts);
  const child = spawn(command[0], command.slice(1), { env: bare() });
  const answer: Buffer[] = [];
  let length = 0;
  let said = '';
  let stopped: string | undefined;
  const stop = (why: string) => {
    stopped ??= why;
    endAll(child);
  };
  child.stdout.on('data', (part: Buffer) => {
    length += part.length;
    if (length <= LIMITS.answerBytes) answer.push(part);
    else stop('it makes too much');
  });
  child.stderr.on('data', (part: Buffer) => {
    said = (said + part.toString('utf8')).slice(-NOTED_BYTES);
  });
  // One that ends early does not read it.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const clock = setTimeout(
    () => stop(`it took longer than ${parts.seconds} seconds`),
    parts.seconds * 1000,
  );
  const memory = watchMemory(child, () => stop('it wants too much memory'));
  try {
    await ended(child);
  } finally {
    clearTimeout(clock);
    clearInterval(memory);
  }
  return { answer: Buffer.concat(answer).toString('utf8'), said, stopped };
}

/** bubblewrap is found by it, and what runs inside does not get it. */
function bare(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH } as unknown as NodeJS.ProcessEnv;
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    // All that held its pipes has ended, too.
    child.once('close', () => resolve());
  });
}

function watchMemory(child: ChildProcess, stop: () => void) {
  return setInterval(() => {
    const family = child.pid ? familyOf(child.pid) : [];
    const held = family.reduce((sum, { bytes }) => sum + bytes, 0);
    if (held > LIMITS.memoryBytes) stop();
  }, LOOK_MS);
}

/** With the first process of its namespace all others end. */
function endAll(child: ChildProcess): void {
  for (const { pid } of child.pid ? familyOf(child.pid) : []) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended before us.
    }
  }
}
