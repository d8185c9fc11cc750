import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

interface Security {
  kind: 'tls' | 'starttls';
  key: string;
  certificate: string;
  /** Whose mails it takes. */
  account: { username: string; password: string };
}

interface Options {
  port?: number;
  /** Without it, it speaks in the clear, with anybody. */
  security?: Security;
}

/** A mail server on loopback: it keeps what it takes. */
export class MailServer {
  /** As they came, with whom they are for. */
  readonly mails: { to: string[]; raw: string }[] = [];
  /** What it says instead of taking a mail; the test may change it. */
  refusal: { code: number; message: string } | undefined;
  /** How often somebody tried. */
  tries = 0;
  /** What it was told, right or wrong. */
  readonly passwords: string[] = [];

  readonly #server: SMTPServer;

  private constructor(security?: Security) {
    this.#server = new SMTPServer({
      ...(security
        ? secured(security, this.passwords)
        : { disabledCommands: ['AUTH', 'STARTTLS'] }),
      onData: (...mail) => this.#take(...mail),
    });
    // Who does not trust it hangs up.
    this.#server.on('error', () => {});
  }

  readonly #take: NonNullable<SMTPServerOptions['onData']> = (
    stream,
    { envelope },
    done,
  ) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      this.tries += 1;
      if (this.refusal) {
        const { code, message } = this.refusal;
        done(Object.assign(new Error(message), { responseCode: code }));
        return;
      }
      const to = envelope.rcptTo.map(({ address }) => address);
      // Long lines are broken on the way (RFC 2045, 6.7).
      const raw = Buffer.concat(chunks).toString().replaceAll('=\r\n', '');
      this.mails.push({ to, raw });
      done();
    });
  };

  static async start({
    port = 0,
    security,
  }: Options = {}): Promise<MailServer> {
    const mail = new MailServer(security);
    await new Promise<void>(resolve =>
      mail.#server.listen(port, '127.0.0.1', resolve),
    );
    return mail;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  /** What an operator says of it. */
  get config() {
    return {
      notices: {
        smtp: {
          host: '127.0.0.1',
          port: this.port,
          security: 'none',
          from: 'Astrolabe <portal@portal.example>',
        },
      },
    };
  }

  stop(): Promise<void> {
    return new Promise(resolve => this.#server.close(() => resolve()));
  }
}

function secured(
  { kind, key, certificate, account }: Security,
  passwords: string[],
): SMTPServerOptions {
  return {
    secure: kind === 'tls',
    key,
    cert: certificate,
    onAuth: ({ username, password }, _, done) => {
      passwords.push(password ?? '');
      const isRight =
        username === account.username && password === account.password;
      if (isRight) done(null, { user: username });
      else done(new Error('Nobody with this password'));
    },
  };
}
