import { randomBytes } from 'node:crypto';
import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { Worker } from 'node:worker_threads';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import type { NetworkGuard } from './NetworkGuard';
import type { Answer, Listening, Question } from './proxy/messages.mts';

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
  readonly #thread: Worker;

  private constructor(url: string, thread: Worker) {
    this.url = url;
    this.#thread = thread;
  }

  static async start(guard: NetworkGuard): Promise<GuardedProxy> {
    const userAndPassword = `astrolabe:${randomBytes(24).toString('hex')}`;
    const thread = new Worker(
      resolvePackagePath('@astrolabe/http', 'src/guarded/proxy/main.mts'),
      // As Node runs it by itself, however the portal is run.
      { workerData: { userAndPassword }, execArgv: [] },
    );
    const [{ port }] = (await once(thread, 'message')) as [Listening];
    thread.on('message', async (question: Question) => {
      thread.postMessage(await answerTo(guard, question));
    });
    return new GuardedProxy(
      `http://${userAndPassword}@127.0.0.1:${port}`,
      thread,
    );
  }

  /** Ends it, and what goes through it. */
  async stop(): Promise<void> {
    await this.#thread.terminate();
  }
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
