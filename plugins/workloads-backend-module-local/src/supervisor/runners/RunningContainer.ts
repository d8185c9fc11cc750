import { constants } from 'node:os';
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import type Docker from 'dockerode';
import { ignoreGone, refused, statusOf } from './containerErrors.ts';
import type { RunningTask, StartRequest, TaskExit } from './types.ts';

const RETRY_MS = 1000;
/** Looked at this often; sooner when its output ends. */
const LOOK_MS = 2000;
const LOOK_SOON_MS = 100;
const LOOKS_UNTIL_LISTENING = 10;
const ENDED = ['exited', 'stopped', 'dead'];

/**
 * A container that has been made, from its start to its end.
 *
 * It asks for the state now and then instead of waiting for an answer that
 * comes with the end: when the daemon is started anew, that answer never comes
 * (the client library takes a broken answer for one that is still coming).
 */
export class RunningContainer {
  readonly #container: Docker.Container;
  readonly #request: StartRequest;
  /** Resolves when its output has ended, or the connection to it. */
  #silent: Promise<unknown> = Promise.resolve();
  #isHeard = false;

  constructor(container: Docker.Container, request: StartRequest) {
    this.#container = container;
    this.#request = request;
  }

  async start(): Promise<RunningTask> {
    await this.#attach();
    await this.#container.start();
    const exited = this.#exit();
    return {
      task: this.#request.task,
      log: this.#request.log,
      exited,
      stop: graceMs => this.#end(graceMs, exited),
      leftovers: { processes: [], cgroups: [], containers: true },
    };
  }

  async #attach(): Promise<void> {
    const output = await this.#container.attach({
      stream: true,
      stdout: true,
      stderr: true,
    });
    const sink = new PassThrough();
    sink.on('data', chunk => this.#request.log.write(chunk));
    this.#container.modem.demuxStream(output, sink, sink);
    this.#isHeard = true;
    this.#silent = new Promise<void>(resolve => {
      const end = () => {
        this.#isHeard = false;
        resolve();
      };
      output.once('end', end);
      output.once('close', end);
      output.once('error', end);
    });
  }

  /** Not waited for: the daemon may answer only with the next line of output. */
  #listenAgain(): void {
    this.#attach().catch(() => undefined); // It has ended meanwhile: that is seen.
  }

  async #exit(): Promise<TaskExit> {
    try {
      const state = await this.#untilEnded();
      await Promise.race([this.#silent, pause(LOOK_MS)]);
      await this.#remove();
      return {
        ...exitOf(state.ExitCode),
        outOfMemory: state.OOMKilled
          ? 'The kernel ended it at the memory limit.'
          : undefined,
      };
    } catch (error) {
      if (statusOf(error) === 404) return { signal: 'SIGKILL' }; // Removed by hand.
      throw refused(error);
    }
  }

  async #untilEnded() {
    for (let quiet = 0; ; ) {
      const { State } = await whenReachable(() => this.#container.inspect());
      if (ENDED.includes(State.Status)) return State;
      if (this.#isHeard) {
        quiet = 0;
        await Promise.race([this.#silent, pause(LOOK_MS)]);
      } else {
        // Commonly its end is near. Asking Podman for the output of what is
        // ending can block it, so that comes only when it seems to go on.
        await pause(LOOK_SOON_MS);
        quiet += 1;
        if (quiet === LOOKS_UNTIL_LISTENING) this.#listenAgain();
      }
    }
  }

  async #end(graceMs: number, exited: Promise<TaskExit>): Promise<void> {
    const t = Math.ceil(graceMs / 1000);
    await whenReachable(() => this.#container.stop({ t })).catch(ignoreGone);
    await Promise.race([exited.catch(() => undefined), pause(5000)]);
    await this.#remove();
  }

  #remove(): Promise<void> {
    return whenReachable(() =>
      this.#container.remove({ force: true, v: true }),
    ).catch(ignoreGone);
  }
}

/** As shells do, daemons tell of a signal by a code above 128. */
function exitOf(status: number): TaskExit {
  const found = Object.entries(constants.signals).find(
    ([, number]) => number === status - 128,
  );
  return found ? { signal: found[0] } : { code: status };
}

/** A daemon that is started anew does not end what it runs: ask again until it answers. */
async function whenReachable<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (statusOf(error) !== undefined) throw error;
      await pause(RETRY_MS);
    }
  }
}
