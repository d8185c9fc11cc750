import { randomBytes, timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { pipeline, type Duplex } from 'node:stream';
import type { NetworkGuard } from './NetworkGuard';

const CONNECT_MS = 20_000;
/** A connection over which nothing goes for so long is ended. */
const IDLE_MS = 300_000;

/** Of one connection alone, and not passed on (RFC 9110, 7.6.1). */
const HOP_HEADERS = [
  ...['connection', 'keep-alive', 'proxy-authorization'],
  ...['proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
];

/**
 * A forward proxy on loopback for programs of ours that connect by themselves to
 * addresses that people give. The guard is asked about each connection, and the
 * proxy connects to the address that was checked.
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
  readonly #server: http.Server;
  readonly #sockets: Set<Duplex>;

  private constructor(
    server: http.Server,
    options: {
      password: string;
      sockets: Set<Duplex>;
    },
  ) {
    const { port } = server.address() as AddressInfo;
    this.url = `http://astrolabe:${options.password}@127.0.0.1:${port}`;
    this.#server = server;
    this.#sockets = options.sockets;
  }

  static async start(guard: NetworkGuard): Promise<GuardedProxy> {
    const password = randomBytes(24).toString('hex');
    const isKnown = knows(`astrolabe:${password}`);
    const sockets = new Set<Duplex>();
    const keep = (socket: Duplex) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    };
    const answer: http.RequestListener = (request, response) => {
      if (isKnown(request)) pass(guard, request, response);
      else refuse(response, { status: 407, message: 'Who are you?' });
    };
    const server = http.createServer(answer);
    // Whoever asks before they send is answered by the server itself.
    server.on('checkContinue', answer);
    server.on('connect', (request, client: Socket, head) => {
      if (isKnown(request)) tunnel(guard, { request, client, head, keep });
      else client.end(answerOf(407, 'Who are you?'));
    });
    server.on('connection', keep);
    server.requestTimeout = 0; // A large file may take hours.
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return new GuardedProxy(server, { password, sockets });
  }

  /** Ends it, and what goes through it. */
  async stop(): Promise<void> {
    const ended = new Promise(resolve => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await ended;
  }
}

/** Whether a request has the password, in a time that says nothing of it. */
function knows(userAndPassword: string) {
  const expected = Buffer.from(
    `Basic ${Buffer.from(userAndPassword).toString('base64')}`,
  );
  return ({ headers }: http.IncomingMessage): boolean => {
    const given = Buffer.from(headers['proxy-authorization'] ?? '');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
}

/** CONNECT: bytes both ways, of which the proxy reads none. */
function tunnel(
  guard: NetworkGuard,
  {
    request,
    client,
    head,
    keep,
  }: {
    request: http.IncomingMessage;
    client: Socket;
    head: Buffer;
    keep(socket: Duplex): void;
  },
): void {
  client.on('error', () => client.destroy());
  const target = targetOf(request.url);
  if (!target) {
    client.end(answerOf(400, 'Say CONNECT host:port'));
    return;
  }
  const { host, port } = target;
  let lookup;
  try {
    lookup = guard.lookupFor(host, port);
  } catch (error) {
    client.end(answerOf(403, (error as Error).message));
    return;
  }
  const server = connect({ host, port, lookup });
  keep(server);
  const late = setTimeout(
    () => server.destroy(new Error(`${host} does not answer`)),
    CONNECT_MS,
  );
  const fail = (error: Error) => {
    clearTimeout(late);
    client.end(answerOf(statusOf(error), error.message));
  };
  server.once('error', fail);
  server.once('connect', () => {
    clearTimeout(late);
    server.off('error', fail);
    client.write('HTTP/1.1 200 Connection established\r\n\r\n');
    server.write(head);
    for (const [from, to] of [
      [client, server],
      [server, client],
    ]) {
      from.setTimeout(IDLE_MS, () => from.destroy());
      pipeline(from, to, () => {});
    }
  });
}

/** `host:port`, where host may be `[::1]`. */
function targetOf(text = '') {
  const [, v6, name, port] =
    /^(?:\[([^\]]+)\]|([^:[\]/@]+)):(\d+)$/.exec(text) ?? [];
  const number = Number(port);
  if (!port || number < 1 || number > 65_535) return undefined;
  return { host: v6 ?? name, port: number };
}

/** A plain request, whose address is absolute. */
function pass(
  guard: NetworkGuard,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): void {
  const url = URL.canParse(request.url ?? '') && new URL(request.url!);
  if (!url || url.protocol !== 'http:') {
    refuse(response, { status: 400, message: 'Say the whole http: address' });
    return;
  }
  const fail = (error: Error) => {
    // A server that wants no more of a request has answered, and closes.
    if (response.writableEnded) return;
    if (response.headersSent) response.destroy();
    else refuse(response, { status: statusOf(error), message: error.message });
  };
  try {
    const lookup = guard.lookupFor(url.hostname, Number(url.port) || 80);
    const onward = http.request(url, {
      method: request.method,
      headers: passedOn(request.headers),
      lookup,
      agent: false,
      timeout: IDLE_MS,
    });
    onward.on('timeout', () => onward.destroy(new Error('Nothing comes')));
    onward.on('error', fail);
    onward.on('continue', () => response.writeContinue());
    onward.on('response', answer => {
      response.writeHead(answer.statusCode ?? 502, passedOn(answer.headers));
      pipeline(answer, response, () => {});
    });
    pipeline(request, onward, error => error && fail(error));
    response.on('close', () => onward.destroy());
  } catch (error) {
    fail(error as Error);
  }
}

function passedOn(headers: http.IncomingHttpHeaders): http.OutgoingHttpHeaders {
  const named = String(headers.connection ?? '')
    .toLowerCase()
    .split(/\s*,\s*/);
  return Object.fromEntries(
    Object.entries(headers).filter(
      ([name]) => !HOP_HEADERS.includes(name) && !named.includes(name),
    ),
  );
}

function statusOf(error: Error): 403 | 502 {
  return error.name === 'NotAllowedError' ? 403 : 502;
}

function refuse(
  response: http.ServerResponse,
  { status, message }: { status: number; message: string },
): void {
  response.writeHead(status, {
    'content-type': 'text/plain',
    ...(status === 407 && { 'proxy-authenticate': 'Basic' }),
  });
  response.end(message);
}

function answerOf(status: number, message: string): string {
  const line = message.replace(/[^\x20-\x7e]/g, ' ');
  const authenticate = status === 407 ? 'proxy-authenticate: Basic\r\n' : '';
  // Go's clients show the status line alone.
  return (
    `HTTP/1.1 ${status} ${line}\r\n${authenticate}content-length: 0\r\n` +
    'connection: close\r\n\r\n'
  );
}
