import { randomBytes } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { Worker } from 'node:worker_threads';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { NetworkGuard } from './NetworkGuard';
import type { Answer, Listening, Question } from './proxy/messages.mts';

const AGAIN_MS = 1000;

/**
 * A forward proxy on loopback for programs of ours that connect by themselves to
 * addresses that people give. The guard is asked about each connection, and the
 * proxy connects to the address that was checked.
 *
 * It has a thread of its own: what goes through it would have Node look through
 * all of the portal's memory again and again, and would have people wait.
 *
 * A program has to send it *everything*. Go's own reading of `HTTP_PROXY` leaves
 * out loopback addresses: rclone needs `RCLONE_HTTP_PROXY`, and its backends that
 * speak no HTTP (sftp, ftp) their option `http_proxy`.
 *
 * @public
 */
export class GuardedProxy {
  /** With its password: for the environment of a program, never for arguments. */
  readonly url: string;
  readonly #guard: NetworkGuard;
  readonly #place: Place;
  #thread?: Worker;
  #isStopped = false;

  private constructor(guard: NetworkGuard, place: Place) {
    const { userAndPassword, port } = place;
    this.url = `http://${userAndPassword}@127.0.0.1:${port}`;
    this.#guard = guard;
    this.#place = place;
  }

  static async start(guard: NetworkGuard): Promise<GuardedProxy> {
    const userAndPassword = `astrolabe:${randomBytes(24).toString('hex')}`;
    const begun = await begin(guard, { userAndPassword, port: 0 });
    const proxy = new GuardedProxy(guard, {
      userAndPassword,
      port: begun.port,
    });
    proxy.#keep(begun.thread);
    return proxy;
  }

  /** Ends it, and what goes through it. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#thread?.terminate();
  }

  /** Who connects through it goes on with another thread when this one has ended. */
  #keep(thread: Worker): void {
    this.#thread = thread;
    thread.on('error', () => {});
    thread.once('exit', () => this.#beginAnew());
  }

  #beginAnew(): void {
    if (this.#isStopped) return;
    begin(this.#guard, this.#place).then(
      ({ thread }) => {
        this.#keep(thread);
        if (this.#isStopped) thread.terminate();
      },
      () => setTimeout(() => this.#beginAnew(), AGAIN_MS).unref(),
    );
  }
}

/** Where it is, and who may come; port 0: any that is free. */
interface Place {
  userAndPassword: string;
  port: number;
}

async function begin(
  guard: NetworkGuard,
  place: Place,
): Promise<{ thread: Worker; port: number }> {
  const thread = new Worker(
    resolvePackagePath('@astrolabe/http', 'src/guarded/proxy/main.mts'),
    // As Node runs it by itself, however the portal is run.
    { workerData: place, execArgv: [] },
  );
  const [{ port }] = (await once(thread, 'message')) as [Listening];
  thread.on('message', async (question: Question) => {
    thread.postMessage(await answerTo(guard, question));
  });
  return { thread, port };
}

async function answerTo(
  guard: NetworkGuard,
  { id, ...place }: Question,
): Promise<Answer> {
  try {
    return { id, addresses: await addressesOf(guard, place) };
  } catch (error) {
    const { name, message } = error as Error;
    return { id, message, isRefused: name === 'NotAllowedError' };
  }
}

/** @throws where a connection must not lead there, or nothing is there */
async function addressesOf(
  guard: NetworkGuard,
  { host, port }: { host: string; port: number },
): Promise<LookupAddress[]> {
  const lookup = guard.lookupFor(host, port);
  const bare = host.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  if (family) return [{ address: bare, family }];
  return new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, found) => {
      if (error) reject(error);
      else resolve(found as LookupAddress[]);
    });
  });
}
