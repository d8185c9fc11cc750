/**
 * WebSocket subprotocol of terminals. The ticket is offered beside it. The first
 * message is a {@link TerminalOpening}; then binary messages are what is typed,
 * and text messages a {@link TerminalWish}. What comes is binary: what is shown;
 * the last one is text: a {@link TerminalEnding}.
 *
 * @public
 */
export const TERMINAL_PROTOCOL = 'astrolabe.terminal';

/** A way into a terminal, once, within a minute. @public */
export interface TerminalTicket {
  /** Of a WebSocket: see {@link openTerminal}. */
  url: string;
  ticket: string;
}

/** In characters. @public */
export interface TerminalSize {
  /** 1 to 1000. */
  columns: number;
  /** 1 to 1000. */
  rows: number;
}

/** @public */
export interface TerminalOpening extends TerminalSize {
  task: string;
  /** Program and arguments; without it, a shell. */
  command?: string[];
}

/** @public */
export interface TerminalWish {
  resize: TerminalSize;
}

/** Why a terminal is over. @public */
export type TerminalEnding =
  | { ended: { exitCode?: number } }
  | {
      failed: {
        code: string;
        message: string;
        cause?: string;
        nextStep?: string;
      };
    };

/** What is told of a terminal. @public */
export interface TerminalListener {
  onOutput(bytes: Uint8Array): void;
  /** Called once; undefined when the connection broke. */
  onEnd(ending: TerminalEnding | undefined): void;
  /** Opens the WebSocket; the global one unless told. */
  connect?(url: string, protocols: string[]): WebSocket;
}

/** An open terminal, as pages and the CLI see it. @public */
export interface TerminalConnection {
  type(bytes: Uint8Array): void;
  resize(size: TerminalSize): void;
  /** Ends the program in it. */
  close(): void;
}

/** Opens a terminal with a ticket. What is typed before it is open is kept. @public */
export function openTerminal(
  { url, ticket }: TerminalTicket,
  opening: TerminalOpening,
  listener: TerminalListener,
): TerminalConnection {
  const protocols = [TERMINAL_PROTOCOL, ticket];
  const socket =
    listener.connect?.(url, protocols) ?? new WebSocket(url, protocols);
  socket.binaryType = 'arraybuffer';
  let waiting: (string | Uint8Array)[] | undefined = [JSON.stringify(opening)];
  const send = (message: string | Uint8Array) => {
    if (waiting) waiting.push(message);
    else if (socket.readyState === WebSocket.OPEN) {
      socket.send(message as Uint8Array<ArrayBuffer>);
    }
  };
  let ending: TerminalEnding | undefined;
  socket.addEventListener('open', () => {
    const kept = waiting ?? [];
    waiting = undefined;
    kept.forEach(send);
  });
  socket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') ending = JSON.parse(data);
    else listener.onOutput(new Uint8Array(data));
  });
  socket.addEventListener('close', () => listener.onEnd(ending));
  return {
    type: send,
    resize: size => send(JSON.stringify({ resize: size })),
    close: () => socket.close(),
  };
}
