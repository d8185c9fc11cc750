import { connect, type Socket } from 'node:net';
import { Client } from 'ssh2';
import { password, user } from './fields';
import { troubleOf } from './ask';
import {
  TroubleError,
  type Reach,
  type ServiceProvider,
  type Values,
} from './types';

const PORT = '22';

export const sftp: ServiceProvider = {
  id: 'sftp',
  title: 'SFTP',
  kind: 'storage',
  form: {
    required: ['host', 'user'],
    properties: {
      host: {
        type: 'string',
        title: 'Host',
        description: 'Such as files.example.org',
        pattern: '^[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$',
      },
      port: {
        type: 'string',
        title: 'Port',
        default: PORT,
        pattern: '^[1-9][0-9]{0,4}$',
      },
      user,
      password,
      key: {
        ...password,
        title: 'Private key',
        description:
          'In the form of OpenSSH, without a passphrase; instead of a password',
        format: 'textarea',
        maxLength: 16_000,
      },
    },
  },
  async verify(values, reach) {
    if (!values.password && !values.key) {
      throw new TroubleError('refused', 'It needs a password or a private key');
    }
    await signIn(values, reach);
    return { user: values.user };
  },
  remote: ({ host, port = PORT, user: name, password: pass, key }) => ({
    type: 'sftp',
    options: {
      host,
      port,
      user: name,
      // It asks no shell there, and no agent here.
      shell_type: 'none',
      disable_hashcheck: 'true',
    },
    secrets: {
      ...(pass && { pass }),
      // rclone wants the lines of a key in one.
      ...(key && { key_pem: key.trim().replace(/\r?\n/g, '\\n') }),
    },
  }),
};

/** Opens SFTP, over a connection that the guard has allowed, and leaves. */
async function signIn(values: Values, { guard, timeoutMs }: Reach) {
  const { host, port = PORT, user: username, password: pass, key } = values;
  const client = new Client();
  let socket: Socket | undefined;
  try {
    const lookup = guard.lookupFor(host, Number(port));
    socket = connect({ host, port: Number(port), lookup });
    const sock = socket;
    await new Promise<void>((resolve, reject) => {
      sock.once('error', reject);
      client.once('error', reject);
      client.once('close', () => reject(new Error('It hung up')));
      client.once('ready', () =>
        client.sftp(error => (error ? reject(error) : resolve())),
      );
      client.connect({
        ...{ sock, username, readyTimeout: timeoutMs },
        ...(pass && { password: pass }),
        ...(key && { privateKey: key }),
      });
    });
  } catch (error) {
    const { level, message } = error as { level?: string; message: string };
    if (level === 'client-authentication') {
      throw new TroubleError('refused', `${host} does not let you in`);
    }
    if (/privateKey/.test(message)) {
      throw new TroubleError('refused', 'The private key cannot be read');
    }
    throw troubleOf(error, host);
  } finally {
    client.on('error', () => {});
    client.end();
    socket?.destroy();
  }
}
