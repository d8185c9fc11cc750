import type { AuthService } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NoticeLanguage } from '@astrolabe/plugin-workloads-common';
import { createTransport, type Transporter } from 'nodemailer';
import type { SmtpConfig } from '../config';
import type { Letter } from './letters';

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

/** One address, and no list, group or route of addresses. */
const ADDRESS = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\]+$/;

interface MailerOptions {
  smtp: SmtpConfig;
  auth: AuthService;
  catalog: CatalogService;
  portalUrl: string;
}

/** Sends notices through the operator's mail server. */
export class Mailer {
  readonly #options: MailerOptions;
  readonly #transport: Transporter;

  constructor(options: MailerOptions) {
    const { host, port, security, username, password } = options.smtp;
    this.#options = options;
    this.#transport = createTransport({
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      auth: username ? { user: username, pass: password } : undefined,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SILENCE_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  /**
   * A person's address as the catalogue knows it: people cannot set it here, so
   * nobody has mail sent to somebody else.
   */
  async addressOf(ownerRef: string): Promise<string | undefined> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog.getEntityByRef(ownerRef, { credentials });
    const { email } = (entity?.spec?.profile ?? {}) as { email?: unknown };
    const isOne = typeof email === 'string' && ADDRESS.test(email);
    return isOne && email.length <= 254 ? email : undefined;
  }

  /** @throws the server's refusal, or that it cannot be reached */
  async send(
    letter: Letter,
    { address, language }: { address: string; language: NoticeLanguage },
  ): Promise<void> {
    const { smtp, portalUrl } = this.#options;
    await this.#transport.sendMail({
      from: smtp.from,
      to: { name: '', address },
      // The same whenever the same is sent: a mailbox sees that it is one.
      messageId: `<${letter.id}@${new URL(portalUrl).hostname}>`,
      headers: { 'auto-submitted': 'auto-generated' },
      ...letter.write({ language, portalUrl }),
    });
  }
}
