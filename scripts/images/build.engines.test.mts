import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startImages } from '../engines/images.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-environments-'));
let images: Awaited<ReturnType<typeof startImages>>;

beforeAll(async () => {
  images = await startImages();
  const environment = path.join(folder, 'tools/tiny/environment');
  mkdirSync(environment, { recursive: true });
  const lock = { name: 'tiny', version: '1.0.0', lockfileVersion: 3 };
  for (const name of ['package.json', 'package-lock.json']) {
    writeFileSync(path.join(environment, name), JSON.stringify(lock));
  }
});

afterAll(async () => {
  await images?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const build = (
  args: string[],
  { env, registry = `${images.host}/test` }: Record<string, any> = {},
): Promise<{ stdout: string; stderr: string; code?: number }> =>
  images
    .build(['--root', folder, '--registry', registry, ...args], { env })
    .catch(error => error);

async function ask(route: string): Promise<Buffer> {
  const answer = await fetch(
    `http://${images.host}/v2/test/tools/tiny/${route}`,
    {
      headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
    },
  );
  return Buffer.from(await answer.arrayBuffer());
}

describe('the images of environments', () => {
  it('are built from their locks and pushed once, each with its size and time', async () => {
    const first = await build(['--again', 'tools/tiny']);
    expect(first.stdout).toMatch(
      /^✔ tools\/tiny 127\.\S+\/test\/tools\/tiny:[0-9a-f]{16} \(\d+ MB, \d+\.\d s\)\n$/,
    );
    const second = await build(['tools/tiny']);
    expect(second.stdout).toMatch(/ MB, there already\)\n$/);
  });

  it('run as a user without powers, say what they are, and hold no password or folder of this machine', async () => {
    const password = 's3cret-of-the-index';
    const { stdout } = await build(['--again', 'tools/tiny'], {
      env: { npm_config_registry: `http://ada:${password}@127.0.0.1:1/` },
    });
    const [, tag] = stdout.match(/:([0-9a-f]{16}) /)!;
    const manifest = JSON.parse(String(await ask(`manifests/${tag}`)));
    const description = String(await ask(`blobs/${manifest.config.digest}`));
    expect(JSON.parse(description).config).toMatchObject({
      User: '10001:10001',
      Labels: {
        'dev.astrolabe.environment': 'tools/tiny',
        'dev.astrolabe.lock': tag,
        'org.opencontainers.image.base.name': images.base,
      },
    });
    // The first is the base.
    const layers = await Promise.all(
      manifest.layers
        .slice(1)
        .map(async ({ digest }: { digest: string }) =>
          gunzipSync(await ask(`blobs/${digest}`)).toString('latin1'),
        ),
    );
    expect(layers.join()).toContain('environment/package-lock.json');
    for (const text of [description, ...layers]) {
      expect(text).not.toContain(password);
      expect(text).not.toContain('astrolabe-image-');
      expect(text).not.toContain(folder);
    }
  });

  it('are refused in words when there is nothing to build, or nowhere to push', async () => {
    expect(await build(['tools/tinier'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/'tools\/tinier'.*There are: tools\/tiny/),
    });
    expect(await build([], { registry: '127.0.0.1:1/test' })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/✖ tools\/tiny: 127.0.0.1:1 does not/),
    });
    expect(await build([], { registry: 'Nowhere' })).toMatchObject({
      stderr: expect.stringContaining('such as registry.example.org/astrolabe'),
    });
  });
});
