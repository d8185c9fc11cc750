import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { Client, type ServerHostKeyAlgorithm } from 'ssh2';
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
        description: 'In the form of OpenSSH; instead of a password',
        format: 'textarea',
        maxLength: 16_000,
      },
      passphrase: {
        ...password,
        title: 'Passphrase',
        description: 'Of the private key, where it has one',
      },
    },
  },
  async verify(values, reach) {
    if (!values.password && !values.key) {
      throw new TroubleError('refused', 'It needs a password or a private key');
    }
    const hostKey = await signIn(values, reach);
    return {
      user: values.user,
      also: { hostKey, fingerprint: fingerprintOf(hostKey) },
    };
  },
  remote: ({ host, port = PORT, user: name, hostKey, ...values }) => ({
    type: 'sftp',
    options: {
      ...{ host, port, user: name },
      ...(hostKey && { host_keys: hostKey }),
      // It asks no shell there, and no agent here.
      shell_type: 'none',
      disable_hashcheck: 'true',
    },
    secrets: {
      ...(values.password && { pass: values.password }),
      // rclone wants the lines of a key in one.
      ...(values.key && {
        key_pem: values.key.trim().replace(/\r?\n/g, '\\n'),
      }),
      ...(values.passphrase && { key_file_pass: values.passphrase }),
    },
  }),
};

/**
 * Opens SFTP, over a connection that the guard has allowed, and leaves.
 *
 * @returns the key that the server has shown, which is the one of before
 */
async function signIn(
  values: Values,
  { guard, timeoutMs }: Reach,
): Promise<string> {
  const { host, port = PORT, user: username, hostKey: known } = values;
  const client = new Client();
  let socket: Socket | undefined;
  let shown = '';
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
        ...(values.password && { password: values.password }),
        ...(values.key && { privateKey: values.key }),
        ...(values.passphrase && { passphrase: values.passphrase }),
        // It may have several: the one that is known has to be among them.
        ...(known && { algorithms: { serverHostKey: algorithmsOf(known) } }),
        hostVerifier: (key: Buffer) => {
          shown = lineOf(key);
          return !known || known === shown;
        },
      });
    });
    return shown;
  } catch (error) {
    throw explain(error, { host, isOther: isOtherServer(error, known, shown) });
  } finally {
    client.on('error', () => {});
    client.end();
    socket?.destroy();
  }
}

/** Nothing was said to it that lets anybody in. */
function isOtherServer(
  error: unknown,
  known: string | undefined,
  shown: string,
): boolean {
  if (!known) return false;
  const { message } = error as Error;
  return shown ? shown !== known : /no matching host key/i.test(message);
}

function explain(
  error: unknown,
  { host, isOther }: { host: string; isOther: boolean },
): TroubleError {
  const { level, message } = error as { level?: string; message: string };
  if (isOther) {
    return new TroubleError(
      'changed',
      `${host} shows another host key than when it was linked`,
    );
  }
  if (level === 'client-authentication') {
    return new TroubleError('refused', `${host} does not let you in`);
  }
  if (/passphrase/i.test(message)) {
    return new TroubleError('refused', 'The passphrase does not open the key');
  }
  if (/privateKey/.test(message)) {
    return new TroubleError('refused', 'The private key cannot be read');
  }
  return troubleOf(error, host);
}

/** A host key as OpenSSH writes it: its type, which stands in it first, and all of it. */
function lineOf(key: Buffer): string {
  const type = key.subarray(4, 4 + key.readUInt32BE(0)).toString('latin1');
  return `${type} ${key.toString('base64')}`;
}

/** As `ssh-keygen -l` shows it, for people to compare. */
function fingerprintOf(line: string): string {
  const hash = createHash('sha256').update(line.split(' ')[1], 'base64');
  return `SHA256:${hash.digest('base64').replace(/=+$/, '')}`;
}

/** With which a server proves that it has a key of this type. */
function algorithmsOf(line: string): ServerHostKeyAlgorithm[] {
  const [type] = line.split(' ');
  return type === 'ssh-rsa'
    ? ['rsa-sha2-512', 'rsa-sha2-256']
    : [type as ServerHostKeyAlgorithm];
}
