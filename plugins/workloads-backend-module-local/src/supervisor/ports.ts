import { connect, createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';

/** A number for each name, free at this moment. All are held until all are known. */
export async function allocatePorts(
  names: string[],
): Promise<Record<string, number>> {
  const servers = names.map(() => createServer());
  try {
    const numbers = await Promise.all(
      servers.map(
        server =>
          new Promise<number>((resolve, reject) => {
            server.once('error', reject);
            server.listen({ host: LOOPBACK, port: 0, exclusive: true }, () => {
              const address = server.address();
              resolve(
                address && typeof address === 'object' ? address.port : 0,
              );
            });
          }),
      ),
    );
    return Object.fromEntries(
      names.map((name, index) => [name, numbers[index]]),
    );
  } finally {
    await Promise.all(
      servers.map(server => new Promise(resolve => server.close(resolve))),
    );
  }
}

/** Whether something accepts connections there. */
export function isListening(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: LOOPBACK, port, timeout: 1000 });
    const finish = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => finish(true));
    socket.once('error', () => finish(false));
    socket.once('timeout', () => finish(false));
  });
}
