import { once } from 'node:events';
import { createServer, request } from 'node:http';

/** Passes requests on to a server, and counts them. */
export async function startCountingProxy(target) {
  const { hostname: host, port } = new URL(target);
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    count++;
    const { method, headers, url } = incoming;
    const onwards = request(
      { host, port, path: url, method, headers },
      answer => {
        outgoing.writeHead(answer.statusCode, answer.headers);
        outgoing.flushHeaders();
        answer.on('error', () => outgoing.destroy());
        answer.pipe(outgoing);
      },
    );
    onwards.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onwards.destroy());
    incoming.pipe(onwards);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    count: () => count,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
