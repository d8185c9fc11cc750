import { timingSafeEqual } from 'node:crypto';
import http from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { pipeline } from 'node:stream';
import { parentPort, workerData } from 'node:worker_threads';
import { LendingSocket } from './LendingSocket.mts';
import type { Listening } from './messages.mts';
import { lookupFor, Refusal } from './questions.mts';

/*
 * The proxy itself, in a thread of its own (see GuardedProxy.ts). It is run from
 * this source, which Node strips of its types: it imports by whole names, and
 * nothing but Node and what is beside it.
 */

const CONNECT_MS = 20_000;
/** A connection over which nothing goes for so long is ended. */
const IDLE_MS = 300_000;
/** Of a body that is sent on without being read. */
const LARGE_BYTES = 256 * 1024;

/** Of one connection alone, and not passed on (RFC 9110, 7.6.1). */
const HOP_HEADERS = [
  ...['connection', 'keep-alive', 'proxy-authorization'],
  ...['proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'],
];

const isKnown = knows(workerData.userAndPassword);

const answer: http.RequestListener = (request, response) => {
  // What goes wrong with one of them ends none of the others.
  if (isKnown(request)) {
    pass(request, response).catch(() => response.destroy());
  } else refuse(response, { status: 407, message: 'Who are you?' });
};
const proxy = http.createServer(answer);
// Whoever asks before they send is answered by the server itself.
proxy.on('checkContinue', answer);
proxy.on('connect', (request, client: Socket, head) => {
  if (isKnown(request)) {
    tunnel({ request, client, head }).catch(() => client.destroy());
  } else client.end(answerOf(407, 'Who are you?'));
});
proxy.requestTimeout = 0; // A large file may take hours.
proxy.listen(workerData.port, '127.0.0.1', () => {
  const { port } = proxy.address() as AddressInfo;
  const listening: Listening = { port };
  parentPort!.postMessage(listening);
});

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
async function tunnel({
  request,
  client,
  head,
}: {
  request: http.IncomingMessage;
  client: Socket;
  head: Buffer;
}): Promise<void> {
  client.on('error', () => client.destroy());
  const target = targetOf(request.url);
  if (!target) {
    client.end(answerOf(400, 'Say CONNECT host:port'));
    return;
  }
  const server = await connected(target).catch((error: Error) => {
    client.end(answerOf(statusOf(error), error.message));
  });
  if (!server) return;
  if (client.destroyed) {
    server.destroy();
    return;
  }
  client.write('HTTP/1.1 200 Connection established\r\n\r\n');
  server.write(head);
  for (const [from, to] of [
    [client, server],
    [server, client],
  ]) {
    from.setTimeout(IDLE_MS, () => from.destroy());
    pipeline(from, to, () => {});
  }
}

/** A connection that is there, to where it may lead. */
async function connected(target: {
  host: string;
  port: number;
}): Promise<Socket> {
  const { host, port } = target;
  const lookup = await lookupFor(host, port);
  const server = connect({ host, port, lookup });
  const late = setTimeout(
    () => server.destroy(new Error(`${host} does not answer`)),
    CONNECT_MS,
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('connect', () => {
      server.off('error', reject);
      resolve(server);
    });
    server.once('close', () => clearTimeout(late));
    server.once('connect', () => clearTimeout(late));
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
async function pass(
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
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
    const lookup = await lookupFor(url.hostname, Number(url.port) || 80);
    if (response.destroyed) return;
    const { hostname, port } = url;
    const server = new LendingSocket({
      ...{ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) || 80 },
      ...{ lookup, idleMs: IDLE_MS },
    });
    const onward = http.request(url, {
      method: request.method,
      headers: passedOn(request.headers),
      createConnection: () => server,
    });
    onward.on('error', fail);
    onward.on('continue', () => response.writeContinue());
    onward.on('response', reply => {
      response.writeHead(reply.statusCode ?? 502, passedOn(reply.headers));
      const hasBody = request.method !== 'HEAD' && reply.statusCode !== 304;
      if (hasBody && server.readableLength === 0 && isLarge(reply)) {
        sendOn(reply, { response, server });
      } else {
        pipeline(reply, response, () => {});
      }
    });
    pipeline(request, onward, error => error && fail(error));
    response.on('close', () => onward.destroy());
  } catch (error) {
    fail(error as Error);
  }
}

/** It has a body of a length that is known. */
function isLarge({ headers }: http.IncomingMessage): boolean {
  return Number(headers['content-length']) > LARGE_BYTES;
}

/** Sends a body on as it comes, without it being read, once what came with the head has. */
function sendOn(
  reply: http.IncomingMessage,
  {
    response,
    server,
  }: { response: http.ServerResponse; server: LendingSocket },
): void {
  reply.on('error', () => {});
  server.on('close', () => {
    if (!response.writableEnded) response.destroy();
  });
  // By then the parser has all that came so far, and after it nothing comes to it.
  process.nextTick(() => {
    const begun: Buffer | null = reply.read();
    if (begun) response.write(begun);
    const missing =
      Number(reply.headers['content-length']) - (begun?.length ?? 0);
    server.pour(response, missing, () => {
      response.end();
      server.destroy();
    });
  });
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
  return error instanceof Refusal ? 403 : 502;
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
