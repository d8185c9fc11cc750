import { generateKeyPairSync, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import { afterAll, describe, expect, it } from 'vitest';
import { secretsInMemory } from '../__testUtils__/forges/accountsWith';
import { imageIn, openSigning } from '.';

describe('the image that metadata name', () => {
  it.each([
    ['ai4oshub/plankton', 'docker.io ai4oshub/plankton'],
    ['ai4oshub/plankton:2.1.0', 'docker.io ai4oshub/plankton'],
    ['docker://python', 'docker.io library/python'],
    [
      'https://hub.docker.com/r/ai4oshub/plankton/',
      'docker.io ai4oshub/plankton',
    ],
    [
      'https://hub.docker.com/r/ai4oshub/plankton/tags',
      'docker.io ai4oshub/plankton',
    ],
    ['registry:5000/plankton', 'registry:5000 plankton'],
    ['https://ghcr.io/lab/leaf:1.0.0', 'ghcr.io lab/leaf'],
    [`ghcr.io/lab/leaf@sha256:${'0'.repeat(64)}`, 'ghcr.io lab/leaf'],
  ])('is found in %s', (link, expected) => {
    const { host, repository } = imageIn(link)!;
    expect(`${host} ${repository}`).toBe(expected);
  });

  it.each(['', 'no image!', 'ghcr.io/../x', 'a@b/c', 'GHCR.io/Lab'])(
    'is none in %j',
    link => expect(imageIn(link)).toBeUndefined(),
  );
});

describe('the key that the portal signs with', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'astrolabe-key-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const accounts = () =>
    ({
      ofObjects: secretsInMemory(),
    } as Partial<AccountsService> as AccountsService);

  it('is the same for all that begin at once, and after', async () => {
    const shared = accounts();
    const begun = [1, 2, 3].map(() => openSigning(shared, undefined)());
    const keys = new Set(
      (await Promise.all(begun)).map(each => each.publicKey),
    );
    expect(keys.size).toBe(1);
    const later = await openSigning(shared, undefined)();
    expect(keys).toContain(later.publicKey);
    const other = await openSigning(accounts(), undefined)();
    expect(keys).not.toContain(other.publicKey);
  });

  it('is that of a file, of the one kind that verifiers take', async () => {
    const write = (curve: string) => {
      const pair = generateKeyPairSync('ec', { namedCurve: curve });
      const file = path.join(folder, curve);
      writeFileSync(
        file,
        pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      );
      return { file, ...pair };
    };
    const { file, publicKey } = write('prime256v1');
    const key = await openSigning(accounts(), file)();
    const pem = publicKey.export({ type: 'spki', format: 'pem' });
    expect(key.publicKey).toBe(pem);
    const signature = Buffer.from(key.sign('leaf'), 'base64');
    const isOf = (text: string) =>
      verify('sha256', Buffer.from(text), key.publicKey, signature);
    expect(isOf('leaf')).toBe(true);
    expect(isOf('weed')).toBe(false);
    for (const wrong of [write('secp384r1').file, folder, '/none']) {
      expect(() => openSigning(accounts(), wrong)).toThrow(
        /'assets.signing.keyFile' is .* on the curve P-256/,
      );
    }
  });
});
