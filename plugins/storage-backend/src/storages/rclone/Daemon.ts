import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { storageAway } from '../../problems';
import { RemoteControl } from './RemoteControl';

const START_MS = 30_000;
const END_MS = 10_000;

/**
 * Runs the program with what it is given, and ends it when the portal is no
 * more, however that came: its end closes what is read from here.
 */
const KEEPER = `exec 3<&0
"$@" </dev/null 3<&- &
program=$!
(cat <&3 >/dev/null; kill -TERM "$program" 2>/dev/null) &
watch=$!
trap 'kill -TERM "$program" 2>/dev/null' TERM INT
wait "$program"
code=$?
kill "$watch" 2>/dev/null
exit "$code"
`;

interface Running {
  control: RemoteControl;
  child: ChildProcess;
  /** With the socket; nobody else may look into it. */
  folder: string;
}

/**
 * The one rclone of this portal, started when it is needed first, and anew when
 * it has died. It takes orders on a socket that only the portal's user can
 * reach, and keeps what it is told in its memory alone: no file of
 * configuration, nothing in its arguments or environment.
 */
export class Daemon {
  readonly #program: () => Promise<string>;
  readonly #logger: LoggerService;
  readonly #environment: () => Promise<Record<string, string>>;
  #running?: Promise<Running>;
  #isStopped = false;

  constructor(options: {
    /** Where rclone is. */
    program(): Promise<string>;
    /** What its connections go through, asked at each start. */
    environment(): Promise<Record<string, string>>;
    logger: LoggerService;
  }) {
    this.#program = options.program;
    this.#environment = options.environment;
    this.#logger = options.logger;
  }

  /** To give orders by; it is another one when rclone was started anew. */
  async control(): Promise<RemoteControl> {
    if (this.#isStopped) throw storageAway('the portal is ending');
    this.#running ??= this.#start().catch(error => {
      this.#running = undefined;
      throw error;
    });
    return (await this.#running).control;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const running = await this.#running?.catch(() => undefined);
    if (!running) return;
    const { child } = running;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise(resolve => {
        child.once('exit', resolve);
      });
      child.stdin?.end();
      await Promise.race([ended, pause(END_MS, undefined, { ref: false })]);
    }
    await rm(running.folder, { recursive: true, force: true });
  }

  async #start(): Promise<Running> {
    const program = await this.#program();
    const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-rclone-'));
    const socket = path.join(folder, 'control');
    const child = spawn(
      '/bin/sh',
      ['-c', KEEPER, 'rclone', program, ...argumentsFor(socket, folder)],
      {
        env: {
          PATH: '/usr/bin:/bin',
          HOME: folder,
          TMPDIR: folder,
          ...(await this.#environment()),
        },
        cwd: folder,
        // Its log may hold addresses and names of people's files: not ours to keep.
        stdio: ['pipe', 'ignore', 'ignore'],
      },
    );
    child.stdin?.on('error', () => {});
    const ended = new Promise<never>((_resolve, reject) => {
      child.once('error', reject);
      child.once('exit', code => reject(storageAway(`rclone ended: ${code}`)));
    });
    const control = new RemoteControl(socket);
    const running = { control, child, folder };
    child.once('exit', () => this.#hasEnded(folder));
    ended.catch(() => {});
    await Promise.race([answering(control), ended]);
    this.#logger.info(`rclone is there, process ${child.pid}`);
    return running;
  }

  /** The next order starts another one. */
  #hasEnded(folder: string): void {
    this.#running = undefined;
    if (this.#isStopped) return;
    this.#logger.warn('rclone has ended; it is started when it is needed next');
    rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}

function argumentsFor(socket: string, folder: string): string[] {
  return [
    ...['rcd', '--rc-addr', `unix://${socket}`, '--rc-no-auth', '--rc-serve'],
    ...['--config', '', '--cache-dir', path.join(folder, 'cache')],
    // Files may be large and lines slow; who waits for nothing gives up earlier.
    ...['--rc-server-read-timeout', '24h', '--rc-server-write-timeout', '24h'],
    // A bucket would be asked about each object: 10,000 questions for 10,000 files.
    '--use-server-modtime',
    ...['--contimeout', '10s', '--timeout', '1m'],
    ...['--retries', '1', '--low-level-retries', '2'],
    ...['--log-level', 'EMERGENCY', '--stats', '0'],
  ];
}

async function answering(control: RemoteControl): Promise<void> {
  const until = Date.now() + START_MS;
  for (;;) {
    try {
      await control.call('rc/noop', {});
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(20);
    }
  }
}
