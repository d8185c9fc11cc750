import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import ssh2 from 'ssh2';

/** An SFTP server on loopback that knows one person; she has no files. */
export async function startSftp(known: { user: string; password: string }) {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const server = new ssh2.Server({ hostKeys: [privateKey] }, client => {
    client.on('error', () => {});
    client.on('authentication', context => {
      const isKnown =
        context.method === 'password' &&
        context.username === known.user &&
        context.password === known.password;
      if (isKnown) context.accept();
      else context.reject(['password']);
    });
    client.on('session', accept => {
      accept().on('sftp', acceptSftp => acceptSftp());
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    values: { host: '127.0.0.1', port: String(port), ...known },
    stop: () => new Promise(resolve => server.close(resolve)),
  };
}
