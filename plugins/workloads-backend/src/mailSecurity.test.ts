import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { makeCertificate } from '@astrolabe/plugin-workloads-node/testUtils';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  eventually,
  MailServer,
  startWorkloads,
  type Portal,
} from './__testUtils__';

const known = getCACertificates('default');
const { key, certificate } = makeCertificate('localhost');
const account = { username: 'portal@portal.example', password: 'p"w\\ ñ$' };

let mail: MailServer;
let portal: Portal;

beforeAll(() => setDefaultCACertificates([...known, certificate]));
afterEach(async () => {
  await portal.stop();
  await mail.stop();
});
afterAll(() => setDefaultCACertificates(known));

async function readyMail(kind: 'tls' | 'starttls', smtp: object) {
  mail = await MailServer.start({
    security: { kind, key, certificate, account },
  });
  const { notices } = mail.config;
  portal = await startWorkloads({
    config: {
      notices: {
        smtp: { ...notices.smtp, host: 'localhost', security: kind, ...smtp },
      },
    },
  });
  const nia = portal.as('nia');
  const always = { afterSeconds: 0, mail: true, language: 'en' };
  await nia.put('/v1/notices').send(always).expect(200);
  const { body } = await nia.launch().expect(201);
  await nia.until(body.id, 'running');
}

/** Long enough for a mail, if one came. */
const noMail = async () => {
  await new Promise(resolve => setTimeout(resolve, 1500));
  expect(mail.mails).toEqual([]);
};

describe('a mail server that asks who one is', () => {
  it.each(['tls', 'starttls'] as const)(
    'takes mail with the password that the operator gave, by %s',
    async kind => {
      await readyMail(kind, account);
      await eventually(() => expect(mail.mails).toHaveLength(1));
    },
  );

  it('takes none with another password', async () => {
    await readyMail('starttls', { ...account, password: 'guessed' });
    await noMail();
    expect(mail.passwords).toContain('guessed');
  });

  it.each(['tls', 'starttls'] as const)(
    'is told no password when nobody vouches for it, by %s',
    async kind => {
      setDefaultCACertificates(known);
      await readyMail(kind, account);
      await noMail();
      expect(mail.passwords).toEqual([]);
      setDefaultCACertificates([...known, certificate]);
    },
  );
});
