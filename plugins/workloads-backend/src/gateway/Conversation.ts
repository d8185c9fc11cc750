import type { WebSocket } from 'ws';

/** What may wait until somebody reads it; who sends more is cut off. */
const MAX_WAITING_BYTES = 1024 * 1024;

/** A message, and whether it is binary. */
export interface Message {
  data: Buffer;
  isBinary: boolean;
}

/**
 * The messages of a WebSocket in their order, none of them lost: several may
 * come at once, before anybody has read the first.
 */
export class Conversation {
  readonly #waiting: Message[] = [];
  #bytes = 0;
  #read: ((message: Message) => void) | undefined;

  constructor(connection: WebSocket) {
    connection.on('message', (data: Buffer, isBinary) => {
      if (this.#read) {
        this.#read({ data, isBinary });
        return;
      }
      this.#waiting.push({ data, isBinary });
      this.#bytes += data.length;
      if (this.#bytes > MAX_WAITING_BYTES) connection.terminate();
    });
  }

  /** The next one. Only one may be waited for at a time. */
  next(): Promise<Message> {
    const message = this.#waiting.shift();
    if (message) return Promise.resolve(message);
    return new Promise(resolve => {
      this.#read = next => {
        this.#read = undefined;
        resolve(next);
      };
    });
  }

  /** Hands on all that is left, and all that comes. */
  forEach(read: (message: Message) => void): void {
    this.#waiting.splice(0).forEach(read);
    this.#read = read;
  }
}
