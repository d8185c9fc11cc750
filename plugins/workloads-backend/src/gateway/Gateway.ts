import {
  createServer,
  STATUS_CODES,
  type ClientRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  EndpointTarget,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import { createProxyServer } from 'http-proxy-3';
import type { GatewayConfig } from '../config';
import type { UseNotes } from '../idle';
import type { Watch } from '../standing';
import { labelOf, pathOf } from './address';
import { answers, type Answer } from './answers';
import type { Decision, Doorkeeper, Visit } from './Doorkeeper';
import type { Fronts } from './Fronts';
import { HeaderRules } from './HeaderRules';
import { IngressDesk, readPassedOn, readQuestion } from './ingress';
import { readForm } from './readForm';
import { sendAnswer } from './sendAnswer';
import type { Pass } from './Passes';
import type { Terminals } from './Terminals';

/** Names of endpoints have hyphens: none is called so. */
const TERMINAL_LABEL = 'terminal';

/**
 * The way to workloads: a server of its own, apart from the portal's origin,
 * that passes requests on to endpoints for their owner alone.
 */
export class Gateway {
  readonly #config: GatewayConfig;
  readonly #doorkeeper: Doorkeeper;
  readonly #fronts: Fronts;
  readonly #desk: IngressDesk;
  readonly #terminals: Terminals;
  readonly #headers: HeaderRules;
  readonly #uses: UseNotes;
  readonly #watch: Watch;
  readonly #logger: LoggerService;
  readonly #proxy = createProxyServer({
    // Where a program sets cookies for a parent domain, it gets them for its own.
    cookieDomainRewrite: '',
    prependPath: false,
  });
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  /** What to say when a request's program does not answer. */
  readonly #silent = new WeakMap<IncomingMessage, Answer>();

  constructor(options: {
    config: GatewayConfig;
    doorkeeper: Doorkeeper;
    fronts: Fronts;
    engines: ReadonlyMap<string, WorkloadEngine>;
    terminals: Terminals;
    uses: UseNotes;
    watch: Watch;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#doorkeeper = options.doorkeeper;
    this.#fronts = options.fronts;
    this.#terminals = options.terminals;
    this.#uses = options.uses;
    this.#watch = options.watch;
    this.#headers = new HeaderRules(options);
    this.#desk = new IngressDesk({ ...options, headers: this.#headers });
    this.#logger = options.logger;
    // A wish for another protocol (h2c) may be left unheard: RFC 9110, 7.8.
    const shouldUpgradeCallback = ({ headers }: IncomingMessage) =>
      headers.upgrade?.toLowerCase() === 'websocket';
    this.#server = createServer(
      { shouldUpgradeCallback },
      (request, response) => {
        this.#serve(request, response).catch(error =>
          this.#fail(error, response),
        );
      },
    );
    // Uploads to programs may take their time; headers may not.
    this.#server.requestTimeout = 0;
    this.#server.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket as Socket, head).catch(error => {
        this.#logger.error('The gateway failed', error);
        socket.destroy();
      });
    });
    this.#proxy.on('proxyReq', (outgoing, request, response) => {
      // Nobody asked to switch protocols; Node has no answer for that then.
      outgoing.once('upgrade', (_answer, socket) => {
        socket.destroy();
        this.#saySilent(request, response);
      });
    });
    this.#proxy.on('proxyRes', (answer, request, response) => {
      if (isOdd(answer)) {
        answer.destroy();
        this.#saySilent(request, response);
        return;
      }
      this.#headers.toBrowser(answer);
      // A program that dies in the middle: the browser must not wait for the rest.
      answer.once('close', () => {
        if (!answer.complete) response.destroy();
      });
    });
    this.#proxy.on('proxyReqWs', (outgoing, _request, socket) =>
      this.#watchUpgrade(outgoing, socket),
    );
    // Each call handles its own errors; this keeps a late one from ending the portal.
    this.#proxy.on('error', () => {});
  }

  /** @throws Error that says which key to change, when the port is taken */
  async listen(): Promise<void> {
    const { host, port } = this.#config;
    await new Promise<void>((resolve, reject) => {
      const fail = (cause: Error) =>
        reject(
          new Error(
            `The gateway cannot listen on ${host}:${port}; change workloads.gateway.host or .port`,
            { cause },
          ),
        );
      this.#server.once('error', fail);
      this.#server.listen(port, host, () => {
        this.#server.off('error', fail);
        resolve();
      });
    });
    this.#server.on('error', error =>
      this.#logger.error('The gateway failed', error),
    );
    this.#logger.info(`Workloads are at ${this.#config.baseUrl.origin}`);
  }

  async close(): Promise<void> {
    this.#terminals.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async #decide(
    request: IncomingMessage,
    asked: Pick<Visit, 'front' | 'to'>,
  ): Promise<Decision> {
    const url = pathOf(request.url);
    if (url === undefined) {
      return { kind: 'answer', answer: answers.malformed() };
    }
    request.url = url;
    const { headers, method } = request;
    const form = () => readForm(request);
    return this.#doorkeeper.decide({ ...asked, headers, method, url, form });
  }

  async #serve(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { front, purpose } = this.#fronts.of(request.headers);
    if (purpose === 'routes') {
      await this.#desk.sendRoutes(response, front.ingress!);
      return;
    }
    const isQuestion = purpose === 'question';
    const to = isQuestion ? readQuestion(request) : undefined;
    if (front.ingress && !isQuestion) readPassedOn(request);
    const decision = await this.#decide(request, { front, to });
    if (decision.kind === 'answer') {
      sendAnswer(request, response, decision.answer);
    } else if (decision.kind === 'enter') {
      response.writeHead(303, {
        location: decision.location,
        'set-cookie': front.cookie.write(decision.session),
        'cache-control': 'no-store',
        'referrer-policy': 'no-referrer',
      });
      response.end();
    } else if (isQuestion) {
      const { target, workloadId } = decision;
      this.#uses.note(workloadId);
      this.#desk.letPass(request, response, { front, target });
    } else {
      const { workloadId } = decision;
      this.#uses.note(workloadId);
      // An answer may have taken hours.
      response.once('close', () => this.#uses.note(workloadId));
      this.#keep(response, decision.pass);
      this.#silent.set(request, decision.silent);
      this.#forward(request, response, decision.target);
    }
  }

  /** What a pass let in ends with what it stands on; its next request is told why. */
  #keep(open: ServerResponse | Socket, pass: Pass): void {
    const { workloadId, endpoint, personRef, passwordId = '' } = pass;
    const leave = this.#watch.keep({
      key: [workloadId, personRef, pass.generation, passwordId].join(' '),
      about: { workloadId, by: personRef, open: endpoint },
      whyNot: () => this.#doorkeeper.whyNot(pass),
      end: () => open.destroy(),
    });
    open.once('close', leave);
  }

  #forward(
    request: IncomingMessage,
    response: ServerResponse,
    target: EndpointTarget,
  ): void {
    // About this connection alone, a wish that was not heard, and one that was.
    delete request.headers.connection;
    delete request.headers.upgrade;
    delete request.headers.expect;
    this.#headers.toProgram(request, target);
    this.#proxy.web(request, response, { target: target.origin }, () =>
      this.#saySilent(request, response),
    );
  }

  #saySilent(request: IncomingMessage, response: ServerResponse): void {
    const said = this.#silent.get(request);
    if (!said || response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    // Nobody is left to take the rest of the request.
    request.unpipe();
    request.resume();
    response.setHeader('connection', 'close');
    sendAnswer(request, response, said);
  }

  async #upgrade(
    request: IncomingMessage,
    socket: Socket,
    head: Buffer,
  ): Promise<void> {
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const { front } = this.#fronts.of(request.headers);
    if (front.ingress) readPassedOn(request);
    else if (labelOf(request.headers.host, front.baseUrl) === TERMINAL_LABEL) {
      const refusal = await this.#terminals.accept(request, socket, head);
      if (refusal) refuse(socket, refusal);
      return;
    }
    const decision = await this.#decide(request, { front });
    if (decision.kind !== 'forward') {
      refuse(socket, decision.kind === 'answer' ? decision.answer.status : 400);
      return;
    }
    this.#uses.follow(decision.workloadId, socket);
    this.#keep(socket, decision.pass);
    this.#headers.toProgram(request, decision.target);
    const target = decision.target.origin;
    this.#proxy.ws(request, socket, head, { target }, () =>
      refuse(socket, 502),
    );
  }

  /** What a WebSocket's answers have to keep to as well, and its end. */
  #watchUpgrade(outgoing: ClientRequest, socket: Duplex): void {
    const abandon = () => outgoing.destroy();
    socket.once('close', abandon);
    outgoing.once('upgrade', answer => {
      socket.off('close', abandon);
      this.#headers.cleanCookies(answer);
    });
    outgoing.once('response', answer => {
      if (isOdd(answer)) answer.statusCode = 502;
      this.#headers.toBrowser(answer);
    });
  }

  #fail(error: Error, response: ServerResponse): void {
    this.#logger.error('The gateway failed', error);
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

/** Whether no browser would take it for an answer. */
function isOdd({ statusCode = 0 }: IncomingMessage): boolean {
  return statusCode < 200 || statusCode > 599;
}

function refuse(socket: Socket, status: number): void {
  // After the program's own answer ours would be noise in it.
  if (!socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
}

/** Where terminals are, with a ticket. */
export function terminalUrl(gatewayUrl: URL): string {
  const url = new URL(gatewayUrl);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.hostname = `${TERMINAL_LABEL}.${url.hostname}`;
  return url.href;
}
