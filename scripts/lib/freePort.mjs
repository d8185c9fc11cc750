import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

// Below those that the system gives to connections, by themselves and at any
// moment: one of these would be taken again before it is listened on.
const FIRST = 10_000;
const AFTER = 18_000;
const TRIES = 50;

/** A free port of loopback, likely to be free a moment later, too. */
export async function freePort() {
  for (let tries = 1; ; tries++) {
    const port = randomInt(FIRST, AFTER);
    try {
      return await listenOnce(port);
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || tries === TRIES) throw error;
    }
  }
}

function listenOnce(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(port)));
  });
}
