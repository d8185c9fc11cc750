import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { storageAway } from '../../problems';

const PIECE_BYTES = 64 * 1024;
/** Pieces that are here and that nobody has taken yet. */
const MOST_WAITING = 16 * PIECE_BYTES;
/** Of what stands before the content. */
const MOST_HEAD_BYTES = 16 * 1024;

/**
 * The content of a file, as rclone sends it, in pieces of memory that whoever is
 * through with one can give back. Memory that is new for each piece would have
 * Node look through all of the portal's every 30 MB, and Node's own client takes
 * none that there is already: so the answer is read here. It is of HTTP/1.1, and
 * rclone, on a socket that nobody else can reach, says in it how long it is.
 */
export class LentContent extends Readable {
  readonly #socket: Socket;
  readonly #free: Buffer[] = [];
  readonly #own = new WeakSet<ArrayBufferLike>();
  #head?: (head: Head) => void;
  #before = Buffer.alloc(0);
  /** That are still to come; before the head nobody knows. */
  #missing?: number;

  private constructor(socketPath: string, signal: AbortSignal) {
    super({ highWaterMark: MOST_WAITING, signal });
    this.#socket = connect({
      path: socketPath,
      onread: {
        buffer: () => this.#free.pop() ?? this.#more(),
        callback: (bytes, buffer) =>
          this.#take((buffer as Buffer).subarray(0, bytes)),
      },
    });
    this.#socket.on('error', () =>
      this.destroy(storageAway('rclone has ended')),
    );
    this.#socket.on('close', () => {
      if (this.#missing !== 0) this.destroy(storageAway('rclone has ended'));
    });
  }

  /** Undefined: it is of a length that nobody knows before its end. */
  static async get(
    socketPath: string,
    {
      path,
      headers,
      signal,
    }: { path: string; headers: Record<string, string>; signal: AbortSignal },
  ): Promise<{ status: number; content: LentContent } | undefined> {
    const content = new LentContent(socketPath, signal);
    const { status, bytes } = await new Promise<Head>((resolve, reject) => {
      content.#head = resolve;
      content.once('error', reject);
      const lines = Object.entries({ host: 'rclone', ...headers }).map(
        ([name, value]) => `${name}: ${value}\r\n`,
      );
      content.#socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
    });
    if (bytes !== undefined) return { status, content };
    content.on('error', () => {}).destroy();
    return undefined;
  }

  /** It has been used, and may be used again. */
  giveBack(piece: Buffer): void {
    const { buffer } = piece;
    if (this.#missing && this.#own.has(buffer)) {
      this.#free.push(Buffer.from(buffer));
    }
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _destroy(
    error: Error | null,
    done: (error?: Error | null) => void,
  ): void {
    this.#socket.destroy();
    done(error);
  }

  #more(): Buffer {
    const piece = Buffer.allocUnsafeSlow(PIECE_BYTES);
    this.#own.add(piece.buffer);
    return piece;
  }

  /** Whether more is wanted. */
  #take(piece: Buffer): boolean {
    const content = this.#missing === undefined ? this.#begin(piece) : piece;
    if (!content || this.#missing === undefined) return true;
    this.#missing -= content.length;
    const isWanted = content.length === 0 || this.push(content);
    if (this.#missing > 0) return isWanted;
    if (this.#missing < 0) this.destroy(storageAway('more came than was said'));
    else this.push(null);
    this.#socket.destroy();
    return false;
  }

  /** Reads the head; what comes after it is content. */
  #begin(piece: Buffer): Buffer | undefined {
    this.#before = Buffer.concat([this.#before, piece]);
    const end = this.#before.indexOf('\r\n\r\n');
    if (end < 0) {
      if (this.#before.length > MOST_HEAD_BYTES) {
        this.destroy(storageAway('rclone says what nobody understands'));
      }
      return undefined;
    }
    const head = headOf(this.#before.toString('latin1', 0, end));
    this.#missing = head.bytes;
    this.#head?.(head);
    return this.#before.subarray(end + 4);
  }
}

interface Head {
  status: number;
  bytes?: number;
}

function headOf(text: string): Head {
  const [, status] = /^HTTP\/1\.1 (\d{3})/.exec(text) ?? [];
  const [, bytes] = /^content-length: *(\d+) *$/im.exec(text) ?? [];
  return {
    status: Number(status),
    bytes: bytes === undefined ? undefined : Number(bytes),
  };
}
