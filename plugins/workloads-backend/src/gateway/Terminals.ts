import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { finished } from 'node:stream/promises';
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  TERMINAL_PROTOCOL,
  workloadNeeds,
  type TerminalEnding,
} from '@astrolabe/plugin-workloads-common';
import type {
  EngineTerminal,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import { toError } from '@backstage/errors';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Advice } from '@astrolabe/http';
import type { WorkloadRecord, WorkloadStore } from '../database';
import { engineOf } from '../engines';
import type { UseNotes } from '../idle';
import { StandingUnknownError } from '@astrolabe/sharing';
import type { Standing, Watch } from '../standing';
import { Conversation } from './Conversation';
import type { Passes } from './Passes';
import { readOpening, readWish } from './terminalMessages';

/** A paste; larger ones come in several messages. */
const MAX_MESSAGE_BYTES = 256 * 1024;
/** How long a terminal may take to say what it wants. */
const OPENING_MS = 10_000;
/** A connection that is gone without a word is found so. */
const PING_MS = 30_000;
/** What a slow reader may leave behind before the program has to wait. */
const MAX_WAITING_BYTES = 1024 * 1024;
/** Of one person, in each replica. */
const MAX_OPEN = 10;

/** What a terminal is of, and who opens it. */
interface Place {
  record: WorkloadRecord;
  personRef: string;
}

/** What terminals stand on. */
export interface TerminalsOptions {
  store: WorkloadStore;
  engines: ReadonlyMap<string, WorkloadEngine>;
  passes: Passes;
  standing: Standing;
  watch: Watch;
  uses: UseNotes;
  auditor: AuditorService;
  logger: LoggerService;
  /** The only page that may open one. */
  portalUrl: string;
}

/** Terminals into running tasks, over WebSockets: for whom a ticket was given. */
export class Terminals {
  readonly #options: TerminalsOptions;
  readonly #server = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_MESSAGE_BYTES,
    handleProtocols: offered =>
      offered.has(TERMINAL_PROTOCOL) ? TERMINAL_PROTOCOL : false,
  });
  readonly #open = new Map<string, number>();

  constructor(options: TerminalsOptions) {
    this.#options = options;
  }

  /**
   * Takes a WebSocket over.
   *
   * @returns the status to refuse it with, when nothing was taken over
   */
  async accept(
    request: IncomingMessage,
    socket: Socket,
    head: Buffer,
  ): Promise<number | undefined> {
    const { origin } = request.headers;
    // Programs send none.
    if (origin !== undefined && origin !== this.#portalOrigin()) return 403;
    const place = await this.#placeOf(request);
    if (!place) return 401;
    const { record, personRef } = place;
    const { standing, uses } = this.#options;
    try {
      if (!(await standing.may(personRef, workloadNeeds.terminal, record))) {
        return 403;
      }
    } catch (error) {
      if (error instanceof StandingUnknownError) return 503;
      throw error;
    }
    if ((this.#open.get(personRef) ?? 0) >= MAX_OPEN) return 429;
    uses.follow(record.id, socket);
    this.#server.handleUpgrade(request, socket, head, connection =>
      this.#serve(connection, place),
    );
    return undefined;
  }

  close(): void {
    for (const connection of this.#server.clients) connection.terminate();
  }

  #portalOrigin(): string {
    return new URL(this.#options.portalUrl).origin;
  }

  async #placeOf({ headers }: IncomingMessage): Promise<Place | undefined> {
    const [protocol, ticket] =
      headers['sec-websocket-protocol']?.split(',').map(one => one.trim()) ??
      [];
    if (protocol !== TERMINAL_PROTOCOL || !ticket) return undefined;
    const { passes, store } = this.#options;
    const pass = await passes.takeTerminalTicket(ticket);
    const record = pass && (await store.get(pass.workloadId));
    const isIt =
      record?.ownerRef === pass?.ownerRef &&
      record?.generation === pass?.generation;
    return isIt && pass && record
      ? { record, personRef: pass.personRef }
      : undefined;
  }

  async #serve(connection: WebSocket, place: Place): Promise<void> {
    const { personRef } = place;
    this.#count(personRef, 1);
    const stopWatching = watchLife(connection);
    const cut = new AbortController();
    const leave = this.#keep(place, why => {
      finish(connection, failureOf(why));
      cut.abort();
    });
    connection.once('close', () => {
      stopWatching();
      leave();
      this.#count(personRef, -1);
    });
    connection.on('error', () => connection.terminate());
    const conversation = new Conversation(connection);
    const closed = closing(connection);
    try {
      const opening = await firstMessage(conversation, closed);
      const terminal = await this.#begin(opening, place);
      if (connection.readyState !== connection.OPEN) {
        // Nobody is there any more: its program must not stay.
        terminal.stream.on('error', () => {});
        terminal.stream.destroy();
        return;
      }
      carry(connection, conversation, terminal);
      // Who was told that it is over may not type on until they hang up.
      cut.signal.addEventListener('abort', () => terminal.stream.destroy());
      await readOut(terminal);
      const exitCode = await terminal.exitCode;
      finish(connection, { ended: { exitCode } });
    } catch (cause) {
      finish(connection, failureOf(cause));
    }
  }

  /** Ends it when its person may not have it open any more. */
  #keep({ record, personRef }: Place, end: (why: Error) => void): () => void {
    const { standing, watch } = this.#options;
    return watch.keep({
      key: `terminal ${record.id} ${personRef}`,
      about: { workloadId: record.id, by: personRef, open: 'terminal' },
      whyNot: () => standing.whyNot(personRef, workloadNeeds.terminal, record),
      end,
    });
  }

  /** Opens the terminal that the first message asks for. */
  async #begin(text: string, place: Place): Promise<EngineTerminal> {
    const { record, personRef } = place;
    const { engines, auditor } = this.#options;
    const opening = readOpening(text, openTo(place));
    const { task, command } = opening;
    const event = await auditor.createEvent({
      eventId: 'workload-terminal',
      severityLevel: 'medium',
      meta: {
        workloadId: record.id,
        by: personRef,
        task,
        // Arguments may hold secrets.
        program: command?.[0] ?? 'shell',
      },
    });
    try {
      const engine = engineOf(engines, record.engine);
      const terminal = await engine.openTerminal(record.id, opening);
      await event.success();
      return terminal;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  }

  #count(personRef: string, change: number): void {
    const open = (this.#open.get(personRef) ?? 0) + change;
    if (open > 0) this.#open.set(personRef, open);
    else this.#open.delete(personRef);
  }
}

/** Of which tasks: those beside the program hold secrets of the owner. */
function openTo({ record, personRef }: Place): string[] {
  const { tasks, terminals = tasks } = record.summary;
  return record.ownerRef === personRef ? terminals : terminals.slice(0, 1);
}

/** Asks now and then whether somebody is there. */
function watchLife(connection: WebSocket): () => void {
  let isAlive = true;
  connection.on('pong', () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) connection.terminate();
    isAlive = false;
    connection.ping();
  }, PING_MS);
  return () => clearInterval(timer);
}

/** Resolves when it is closed, whoever closed it. */
function closing(connection: WebSocket): Promise<void> {
  return new Promise(resolve => {
    if (connection.readyState === connection.CLOSED) resolve();
    else connection.once('close', () => resolve());
  });
}

/** @throws Error when nothing comes in time, or it is closed before */
async function firstMessage(
  conversation: Conversation,
  closed: Promise<void>,
): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new Error('Nothing was asked for in time')),
      OPENING_MS,
    );
  });
  const gone = closed.then(() => {
    throw new Error('It was closed');
  });
  try {
    const message = await Promise.race([conversation.next(), late, gone]);
    return String(message.data);
  } finally {
    clearTimeout(timer);
  }
}

/** Carries what is typed in and what is shown out, neither faster than it is taken. */
function carry(
  connection: WebSocket,
  conversation: Conversation,
  terminal: EngineTerminal,
): void {
  const { stream } = terminal;
  stream.on('error', () => connection.terminate());
  connection.once('close', () => stream.destroy());
  stream.on('data', (bytes: Buffer) => {
    connection.send(bytes, () => stream.resume());
    if (connection.bufferedAmount > MAX_WAITING_BYTES) stream.pause();
  });
  conversation.forEach(({ data, isBinary }) => {
    if (!isBinary) {
      const size = readWish(String(data));
      if (size) terminal.resize(size);
    } else if (stream.writable && !stream.write(data)) {
      connection.pause();
      stream.once('drain', () => connection.resume());
    }
  });
}

/** When all that was shown has been read; when it broke, too. */
async function readOut({ stream }: EngineTerminal): Promise<void> {
  await finished(stream, { writable: false }).catch(() => undefined);
}

function finish(connection: WebSocket, ending: TerminalEnding): void {
  if (connection.readyState !== connection.OPEN) return;
  connection.send(JSON.stringify(ending), () => connection.close());
}

function failureOf(cause: unknown): TerminalEnding {
  const failure = toError(cause) as Error & Partial<Advice>;
  const { name, message, code = name, nextStep } = failure;
  const { cause: why } = failure;
  const said = typeof why === 'string' ? { cause: why } : {};
  return { failed: { code, message, ...said, nextStep } };
}
