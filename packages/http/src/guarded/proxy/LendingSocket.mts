import { connect, type Socket, type TcpNetConnectOpts } from 'node:net';
import { Duplex, type Writable } from 'node:stream';

const PIECE_BYTES = 64 * 1024;
/** Pieces that are on their way to whoever reads them. */
const MOST_LENT = 16;

/**
 * A connection whose later bytes can be sent on without new memory for each:
 * this is most of what it costs Node to pass a large file on.
 */
export class LendingSocket extends Duplex {
  readonly #socket: Socket;
  readonly #free: Buffer[] = [];
  #take = (piece: Buffer): boolean => this.push(Buffer.from(piece));

  constructor(options: TcpNetConnectOpts & { idleMs: number }) {
    super();
    this.#socket = connect({
      ...options,
      onread: {
        buffer: () => this.#free.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES),
        callback: (bytes, buffer) =>
          this.#take((buffer as Buffer).subarray(0, bytes)),
      },
    });
    this.#socket.setTimeout(options.idleMs, () =>
      this.destroy(new Error('Nothing comes')),
    );
    this.#socket.on('error', error => this.destroy(error));
    this.#socket.on('end', () => this.push(null));
  }

  /**
   * Writes the next bytes to `to` and nowhere else.
   *
   * @param bytes how many; then it is through
   */
  pour(to: Writable, bytes: number, done: () => void): void {
    let missing = bytes;
    let lent = 0;
    this.#socket.on('close', () => this.destroy());
    this.#take = piece => {
      missing -= piece.length;
      lent += 1;
      to.write(missing < 0 ? piece.subarray(0, missing) : piece, () => {
        lent -= 1;
        this.#free.push(Buffer.from(piece.buffer));
        this.#socket.resume();
      });
      if (missing <= 0) done();
      return missing > 0 && lent < MOST_LENT;
    };
    this.#socket.resume();
  }

  override _read(): void {
    this.#socket.resume();
  }

  // eslint-disable-next-line max-params -- as Node calls it
  override _write(
    chunk: Buffer,
    encoding: BufferEncoding,
    done: (error?: Error | null) => void,
  ): void {
    this.#socket.write(chunk, encoding, done);
  }

  override _writev(
    chunks: { chunk: Buffer; encoding: BufferEncoding }[],
    done: (error?: Error | null) => void,
  ): void {
    this.#socket.cork();
    chunks.forEach(({ chunk, encoding }, index) => {
      const isLast = index === chunks.length - 1;
      this.#socket.write(chunk, encoding, isLast ? done : undefined);
    });
    this.#socket.uncork();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(done);
  }

  override _destroy(
    error: Error | null,
    done: (error?: Error | null) => void,
  ): void {
    this.#socket.destroy();
    done(error);
  }
}
