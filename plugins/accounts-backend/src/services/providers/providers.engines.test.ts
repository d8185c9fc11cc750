import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startMinio } from '../../../../../scripts/engines/minio.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import {
  ROBOT,
  startRegistry,
} from '../../../../../scripts/engines/registry.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startWebDav } from '../../../../../scripts/engines/webdav.mjs';
import { providers, type Values } from '.';

const execFileAsync = promisify(execFile);
const RCLONE = '/usr/bin/rclone';
const PASSWORD = `se"cr'\${et} {{ x }} ü %41+/=`;
const guard = new NetworkGuard({ allowedHosts: ['127.0.0.1'] });
const reach = { guard, client: new GuardedClient(guard), timeoutMs: 20_000 };

const provider = (id: string) => providers.find(each => each.id === id)!;
const troubleOf = (id: string, values: Values) =>
  provider(id)
    .verify(values, reach)
    .then(
      () => undefined,
      ({ trouble }) => trouble,
    );

/** What rclone finds there, told by its environment alone. */
async function list(id: string, values: Values): Promise<string[]> {
  const { type, options, secrets, root = '' } = provider(id).remote!(values);
  const variables: Record<string, string> = { TYPE: type };
  for (const [name, value] of Object.entries({ ...options, ...secrets })) {
    variables[name.toUpperCase()] = value;
  }
  if (secrets.pass) variables.PASS = await obscured(secrets.pass);
  const env = Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      `RCLONE_CONFIG_IT_${name}`,
      value,
    ]),
  );
  const { stdout } = await execFileAsync(
    RCLONE,
    ['lsf', `it:${root}`, '--retries', '1'],
    { env: { ...env, RCLONE_CONFIG: os.devNull, PATH: '/usr/bin:/bin' } },
  );
  return stdout.split('\n').filter(Boolean);
}

async function obscured(password: string): Promise<string> {
  const asked = execFileAsync(RCLONE, ['obscure', '-']);
  asked.child.stdin!.end(password);
  return (await asked).stdout.trim();
}

describe('S3, by a real MinIO', () => {
  const keys = { accessKeyId: 'astrolabe', secretAccessKey: PASSWORD };
  let minio: Awaited<ReturnType<typeof startMinio>>;
  let values: Record<string, string>;
  beforeAll(async () => {
    minio = await startMinio(keys);
    mkdirSync(path.join(minio.folder, 'corals'));
    values = { url: minio.url, ...keys };
  });
  afterAll(() => minio?.stop());

  it('lets in who has the keys, to all buckets or to one', async () => {
    expect(await troubleOf('s3', values)).toBeUndefined();
    const one = { ...values, bucket: 'corals' };
    expect(await troubleOf('s3', one)).toBeUndefined();
    expect(await list('s3', values)).toEqual(['corals/']);
    expect(await list('s3', one)).toEqual([]);
  });

  it('says which of it is wrong', async () => {
    const wrong = (more: object) => troubleOf('s3', { ...values, ...more });
    expect(await wrong({ accessKeyId: 'nobody' })).toBe('refused');
    expect(await wrong({ secretAccessKey: `${PASSWORD}x` })).toBe('refused');
    expect(await wrong({ bucket: 'no-such-bucket' })).toBe('not-found');
  });
});

describe('a registry of images, by a real one', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'astrolabe-registry-'));
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  let values: Record<string, string>;
  beforeAll(async () => {
    registry = await startRegistry(folder, { asks: true });
    const { username: user, password } = ROBOT;
    values = { url: `http://${registry.host}`, user, password };
  });
  afterAll(async () => {
    await registry?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('lets in who is known there, and nobody else', async () => {
    expect(await troubleOf('registry', values)).toBeUndefined();
    const wrong = { ...values, password: 'wrong' };
    expect(await troubleOf('registry', wrong)).toBe('refused');
  });
});

describe('WebDAV, by a real server', () => {
  it('lets in who has the password, whatever signs are in user and password', async () => {
    // Basic authentication ends the name of a user at a colon; no header has control characters.
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 24 })
      .filter(each => !/\p{Cc}/u.test(each) && each.trim() === each);
    const user = text.filter(each => !each.includes(':'));
    await fc.assert(
      fc.asyncProperty(user, text, async (name, password) => {
        const server = await startWebDav({
          ...{ host: '127.0.0.1', user: name, password },
        });
        try {
          writeFileSync(path.join(server.folder, 'seen.txt'), 'x');
          const values = { url: server.url, user: name, password };
          expect(await troubleOf('webdav', values)).toBeUndefined();
          expect(await list('webdav', values)).toEqual(['seen.txt']);
          const wrong = { ...values, password: `${password}x` };
          expect(await troubleOf('webdav', wrong)).toBe('refused');
          expect(readdirSync(server.folder)).toEqual(['seen.txt']);
        } finally {
          await server.stop();
        }
      }),
      { numRuns: 5 },
    );
  });
});
