import http from 'node:http';
import type { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { storageAway } from '../../problems';
import type { Content } from '../types';
import { inWords } from './inWords';
import { LentContent } from './LentContent';

const WAS_CLOSED = new Set(['EPIPE', 'ECONNRESET']);
const REASON_MS = 500;
const LOOK_MS = 1000;

interface Sending {
  method: string;
  path: string;
  headers?: Record<string, string | number>;
  signal?: AbortSignal;
  /** Writes the body; without it there is none. */
  send?(request: http.ClientRequest): Promise<void>;
}

/** Orders for rclone: its remote-control API, by HTTP on a socket. */
export class RemoteControl {
  readonly #socketPath: string;
  readonly #agent = new http.Agent({ keepAlive: true });

  constructor(socketPath: string) {
    this.#socketPath = socketPath;
  }

  /** An order, and what came of it. */
  async call<T>(
    command: string,
    parameters: object,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<T> {
    const body = Buffer.from(JSON.stringify(parameters));
    const answer = await this.#request({
      method: 'POST',
      path: `/${command}`,
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
      },
      signal,
      send: async request => {
        request.end(body);
      },
    });
    const said = await readText(answer).catch(error => {
      throw signal?.aborted ? error : storageAway('rclone has ended');
    });
    if (answer.statusCode !== 200) throw inWords(said);
    return JSON.parse(said);
  }

  /** The content of a file. `range` is as in the header of that name. */
  async read(
    file: { fs: string; path: string },
    { range, signal }: { range?: string; signal: AbortSignal },
  ): Promise<Content> {
    const place = file.path.split('/').map(encodeURIComponent).join('/');
    const wanted = {
      path: `/${encodeURIComponent(`[${file.fs}]`)}/${place}`,
      headers: range ? { range } : ({} as Record<string, string>),
      signal,
    };
    const { status, content } =
      (await LentContent.get(this.#socketPath, wanted)) ??
      (await this.#get(wanted));
    if (status === 200 || status === 206) return content;
    throw inWords(await readText(content));
  }

  /**
   * Writes a file. It is a form of one part: this is how rclone takes the
   * content of a file, and passes it on while it comes.
   */
  async write(
    file: { fs: string; folder: string; name: string },
    content: Readable,
    { signal }: { signal: AbortSignal },
  ): Promise<void> {
    const boundary = `astrolabe-${crypto.randomUUID()}`;
    const query = new URLSearchParams({
      ...{ fs: file.fs, remote: file.folder, _group: boundary },
    });
    // A name of any characters: RFC 5987.
    const name = encodeURIComponent(file.name).replace(
      /['()*]/g,
      each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`,
    );
    const upload = new AbortController();
    const going = AbortSignal.any([signal, upload.signal]);
    this.#watch(boundary, upload).catch(() => {});
    try {
      const answer = await this.#request({
        method: 'POST',
        path: `/operations/uploadfile?${query}`,
        headers: {
          'content-type': `multipart/form-data; boundary=${boundary}`,
        },
        signal: going,
        send: async request => {
          request.write(
            `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename*=UTF-8''${name}\r\n` +
              `content-type: application/octet-stream\r\n\r\n`,
          );
          await pipeline(content, request, { end: false, signal: going });
          request.end(`\r\n--${boundary}--\r\n`);
        },
      });
      const said = await readText(answer);
      if (answer.statusCode !== 200) throw inWords(said);
    } catch (error) {
      upload.signal.throwIfAborted();
      throw error;
    } finally {
      upload.abort();
    }
  }

  async #get(wanted: Omit<Sending, 'method'>) {
    const content = await this.#request({ method: 'GET', ...wanted });
    return { status: content.statusCode, content };
  }

  /**
   * Breaks an upload off that has come to nothing. rclone itself would take all
   * the rest of it first, which may be hours.
   */
  async #watch(group: string, upload: AbortController): Promise<void> {
    for (;;) {
      await pause(LOOK_MS, undefined, { ref: false, signal: upload.signal });
      const { lastError } = await this.call<{ lastError?: string }>(
        'core/stats',
        { group },
      );
      if (lastError)
        upload.abort(inWords(JSON.stringify({ error: lastError })));
    }
  }

  #request(sending: Sending): Promise<http.IncomingMessage> {
    const { method, path, headers, signal, send } = sending;
    return new Promise((resolve, reject) => {
      const request = http.request({
        ...{ method, path, headers, signal, agent: this.#agent },
        socketPath: this.#socketPath,
      });
      request.once('response', resolve);
      request.on('error', error =>
        reject(signal?.aborted ? error : storageAway('rclone has ended')),
      );
      if (!send) {
        request.end();
        return;
      }
      send(request).catch(async error => {
        // Who takes no more of it has a reason, which may be on its way.
        if (WAS_CLOSED.has(error.code)) await pause(REASON_MS);
        request.destroy();
        reject(error);
      });
    });
  }
}
