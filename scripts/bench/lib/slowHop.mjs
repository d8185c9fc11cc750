import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { Transform, pipeline } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * A hop before a server that lets so much through in each direction, whoever
 * comes: as a network does, where loopback has nearly no end.
 *
 * @param {string} target its address
 * @param {number} bytesPerSecond
 */
export async function startSlowHop(target, bytesPerSecond) {
  const { hostname: host, port } = new URL(target);
  const [there, back] = [new Line(bytesPerSecond), new Line(bytesPerSecond)];
  // Who has said all may still be told something: what waits here is not lost.
  const open = { noDelay: true, allowHalfOpen: true };
  const server = createServer(open, near => {
    const far = connect({ ...open, host, port: Number(port) });
    const end = error => {
      if (!error) return;
      near.destroy();
      far.destroy();
    };
    pipeline(near, there.limit(), far, end);
    pipeline(far, back.limit(), near, end);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => server.close(),
  };
}

/** One direction of it, which all connections share. */
class Line {
  #bytesPerSecond;
  /** When all is through that has been taken. */
  #freeAt = 0;

  constructor(bytesPerSecond) {
    this.#bytesPerSecond = bytesPerSecond;
  }

  limit() {
    return new Transform({
      transform: (chunk, _encoding, next) => {
        const now = performance.now();
        const from = Math.max(now, this.#freeAt);
        this.#freeAt = from + (chunk.length / this.#bytesPerSecond) * 1000;
        // Timers are no finer.
        if (this.#freeAt - now < 2) next(null, chunk);
        else pause(this.#freeAt - now).then(() => next(null, chunk));
      },
    });
  }
}
