import fc from 'fast-check';
import { createTransport } from 'nodemailer';
import { noticeLanguages } from '@astrolabe/plugin-workloads-common';
import { describe, expect, it } from 'vitest';
import { writeMail } from './writeMail';

const transport = createTransport({
  streamTransport: true,
  buffer: true,
  newline: 'windows',
});

const titles = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('\r', '\n', '\u2028', '\0', 'Bcc: x@y.z', ' ', 'a'),
  }),
);

describe('the mail of a notice', () => {
  it('has the headers that we give it and no others, whatever its title is', async () => {
    await fc.assert(
      fc.asyncProperty(
        titles,
        fc.constantFrom(...noticeLanguages),
        async (title, language) => {
          const written = writeMail(
            {
              kind: 'ready',
              at: '2026-11-25T12:00:00Z',
              title,
              workloadId: 'w',
              files: 'kept',
            },
            { language, portalUrl: 'https://portal.example' },
          );
          expect(written.subject).not.toMatch(/[\r\n\u2028\u2029\0]/);
          const { message } = await transport.sendMail({
            from: 'portal@portal.example',
            to: 'nia@people.example',
            ...written,
          });
          const [head] = String(message).split('\r\n\r\n');
          const names = head
            .replace(/\r\n[ \t]+/g, ' ')
            .split('\r\n')
            .map(line => line.split(':')[0].toLowerCase());
          expect(names.sort()).toEqual([
            'content-transfer-encoding',
            'content-type',
            'date',
            'from',
            'message-id',
            'mime-version',
            'subject',
            'to',
          ]);
        },
      ),
    );
  });
});
