import type { AddressInfo } from 'node:net';
import ssh2 from 'ssh2';

const { utils } = ssh2;

/** A key of a server or a person, as OpenSSH writes it. */
export function makeKey(passphrase?: string) {
  return passphrase
    ? utils.generateKeyPairSync('ed25519', {
        ...{ passphrase, cipher: 'aes256-ctr', rounds: 4 },
      })
    : utils.generateKeyPairSync('ed25519');
}

/** One of another kind. */
export function makeRsaKey() {
  return utils.generateKeyPairSync('rsa', { bits: 2048 });
}

/** An SFTP server on loopback that knows one person; she has no files. */
export async function startSftp(
  known: { user: string; password: string; publicKey?: string },
  { hostKeys, port: wanted = 0 }: { hostKeys?: string[]; port?: number } = {},
) {
  const own = known.publicKey ? utils.parseKey(known.publicKey) : undefined;
  const server = new ssh2.Server(
    { hostKeys: hostKeys ?? [makeKey().private] },
    client => {
      client.on('error', () => {});
      client.on('authentication', context => {
        const isNamed = context.username === known.user;
        const hasPassword =
          context.method === 'password' && context.password === known.password;
        const hasKey =
          context.method === 'publickey' &&
          own !== undefined &&
          'getPublicSSH' in own &&
          own.getPublicSSH().equals(context.key.data);
        if (isNamed && (hasPassword || hasKey)) context.accept();
        else context.reject(['password', 'publickey']);
      });
      client.on('session', accept => {
        accept().on('sftp', acceptSftp => answer(acceptSftp()));
      });
    },
  );
  await new Promise<void>(resolve =>
    server.listen(wanted, '127.0.0.1', resolve),
  );
  const { port } = server.address() as AddressInfo;
  const { user, password } = known;
  return {
    values: { host: '127.0.0.1', port: String(port), user, password },
    stop: () => new Promise(resolve => server.close(resolve)),
  };
}

/** Its only folder, in which there is nothing. */
function answer(sftp: ssh2.SFTPWrapper): void {
  const { STATUS_CODE } = utils.sftp;
  const folder = { mode: 0o40755, uid: 0, gid: 0, size: 0, atime: 0, mtime: 0 };
  sftp.on('REALPATH', id =>
    sftp.name(id, [{ filename: '/', longname: '/', attrs: folder }]),
  );
  sftp.on('STAT', id => sftp.attrs(id, folder));
  sftp.on('LSTAT', id => sftp.attrs(id, folder));
  sftp.on('OPENDIR', id => sftp.handle(id, Buffer.from('1')));
  sftp.on('READDIR', id => sftp.status(id, STATUS_CODE.EOF));
  sftp.on('CLOSE', id => sftp.status(id, STATUS_CODE.OK));
}
