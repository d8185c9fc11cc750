import { Duplex } from 'node:stream';
import type { TerminalSize } from '@astrolabe/plugin-workloads-common';
import {
  SHELL_COMMAND,
  type EngineTerminal,
  type EngineTerminalOptions,
} from '@astrolabe/plugin-workloads-node';
import { ServiceUnavailableError } from '@backstage/errors';
import type { WebSocket } from 'undici';
import type { NomadClient } from '../client/NomadClient';

/** What a slow reader may leave behind. */
const MAX_UNREAD_BYTES = 8 * 1024 ** 2;
/** What may be on its way to Nomad. */
const MAX_UNSENT_BYTES = 1024 ** 2;
const RETRY_MS = 50;
/**
 * For a size that comes when a program ends, Nomad tells of that instead of how it
 * ended; most that are quick have ended by now.
 */
const SIZE_MS = 100;
const SIZE_AFTER_OUTPUT_MS = 150;
/** Some drivers lose a size that comes before the program runs. */
const SIZE_AGAIN_MS = 1000;

/** What Nomad sends into a terminal; bytes are in base64. */
interface Frame {
  stdout?: { data?: string };
  stderr?: { data?: string };
  exited?: boolean;
  result?: { exit_code?: number };
}

/** Runs a program beside a task, by Nomad's `exec`. */
export async function openTerminal(
  client: NomadClient,
  allocationId: string,
  options: EngineTerminalOptions,
): Promise<EngineTerminal> {
  const { task, command = SHELL_COMMAND, columns, rows } = options;
  const path = `/client/allocation/${allocationId}/exec`;
  const query = { task, tty: true, command: JSON.stringify(command) };
  const socket = client.socket(path, query);
  let size: TerminalSize = { columns, rows };
  const sendSize = () =>
    send(socket, { tty_size: { width: size.columns, height: size.rows } });
  const later = (milliseconds: number) => setTimeout(sendSize, milliseconds);
  const again: NodeJS.Timeout[] = [];
  let isRunning = false;
  let end: (code: number | undefined) => void;
  const exitCode = new Promise<number | undefined>(resolve => {
    end = resolve;
  });
  const stream = new Duplex({
    read: () => {},
    write(bytes: Buffer, _encoding, done) {
      send(socket, { stdin: { data: bytes.toString('base64') } });
      whenTaken(socket, done);
    },
    destroy(error, done) {
      socket.close();
      done(error);
    },
  });
  socket.addEventListener('message', ({ data }) => {
    const { stdout, stderr, exited, result } = JSON.parse(data) as Frame;
    for (const part of [stdout, stderr]) {
      if (!part?.data) continue;
      if (!isRunning) again.push(later(SIZE_AFTER_OUTPUT_MS));
      isRunning = true;
      stream.push(Buffer.from(part.data, 'base64'));
    }
    // Nomad cannot be asked to wait.
    if (stream.readableLength > MAX_UNREAD_BYTES) {
      stream.destroy(new Error('More is shown than anybody reads'));
    }
    // Nomad leaves out what is 0.
    if (exited) end(result?.exit_code ?? 0);
  });
  socket.addEventListener('close', () => {
    end(undefined);
    stream.push(null);
  });
  // Its first words may come with the connection: everyone listens already.
  await opened(socket);
  if (!isRunning) again.push(later(SIZE_MS));
  again.push(later(SIZE_AGAIN_MS));
  exitCode.then(() => again.forEach(timer => clearTimeout(timer)));
  return {
    stream,
    resize: next => {
      size = next;
      sendSize();
    },
    exitCode,
  };
}

async function opened(socket: WebSocket): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = () =>
      reject(
        new ServiceUnavailableError(
          'Nomad opened no terminal: it is away, or the portal may not (alloc-exec, alloc-node-exec)',
        ),
      );
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', fail);
    socket.addEventListener('close', fail);
  });
}

/** The socket tells how much it holds, and not when it holds less. */
function whenTaken(socket: WebSocket, done: () => void): void {
  if (socket.bufferedAmount <= MAX_UNSENT_BYTES) done();
  else setTimeout(() => whenTaken(socket, done), RETRY_MS);
}

function send(socket: WebSocket, message: object): void {
  if (socket.readyState === 1) socket.send(JSON.stringify(message));
}
