import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { root, run, runQuietly, step } from './process.mjs';
import { toolchainEnv } from './toolchain.mjs';

/** Where everything that the portal keeps lies. */
const dataFolder = path.resolve(
  process.env.ASTROLABE_DATA ?? path.join(root, 'data'),
);

const port = process.env.ASTROLABE_PORT ?? '7007';
const gatewayPort = process.env.ASTROLABE_GATEWAY_PORT ?? '7008';

/** The environment that app-config.yaml reads; a data folder other than the usual one may be named. */
export function portalEnv(extra = {}) {
  return toolchainEnv({
    ASTROLABE_DATA: dataFolder,
    ASTROLABE_PORT: port,
    ASTROLABE_GATEWAY_PORT: gatewayPort,
    ...extra,
  });
}

/**
 * Builds the pages if they changed, then runs the portal until it is told to stop.
 * `started` is when setting up began, so that the total leaves nothing out.
 */
export async function startPortal(started) {
  await assertPortsFree();
  await step('Preparing the data folder', prepareData);
  await buildPages();
  // Building takes a while, and somebody may have come meanwhile.
  await assertPortsFree();

  const url = `http://localhost:${port}`;
  const env = portalEnv({
    NODE_ENV: process.env.NODE_ENV ?? 'development',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  });

  process.stdout.write('… Starting the portal\n');
  const announced = announce(url, started);
  const code = await run(
    [
      'node',
      '--max-semi-space-size=16',
      '--require',
      '@backstage/cli-node/config/nodeTransform.cjs',
      'src/index.ts',
      '--config',
      path.join(root, 'app-config.yaml'),
      ...extraConfigs(),
    ],
    { cwd: path.join(root, 'packages/backend'), env },
  );
  announced.cancel();
  process.exitCode = code;
}

/** A taken port is told before anything is done, with the way out. */
async function assertPortsFree() {
  await assertFree(port, 'ASTROLABE_PORT');
  await assertFree(gatewayPort, 'ASTROLABE_GATEWAY_PORT');
}

function assertFree(wanted, variable) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () =>
      reject(
        new Error(
          `Port ${wanted} on 127.0.0.1 is in use, perhaps by another portal.\nStop that one, or choose another port: ${variable}=${
            Number(wanted) + 100
          } npm start`,
        ),
      ),
    );
    probe.listen(Number(wanted), '127.0.0.1', () => probe.close(resolve));
  });
}

/** Further configuration files, in ASTROLABE_CONFIG, separated as PATH is. */
function extraConfigs() {
  const local = path.join(root, 'app-config.local.yaml');
  const named = (process.env.ASTROLABE_CONFIG ?? '')
    .split(path.delimiter)
    .filter(Boolean);
  return [...(existsSync(local) ? [local] : []), ...named].flatMap(file => [
    '--config',
    path.resolve(root, file),
  ]);
}

/** The data folder, with databases in write-ahead mode and a key for sessions. */
async function prepareData() {
  const databases = path.join(dataFolder, 'database');
  await mkdir(databases, { recursive: true, mode: 0o700 });
  await runQuietly(
    ['node', path.join(root, 'scripts/lib/wal.cjs'), databases],
    {
      cwd: root,
      env: toolchainEnv(),
    },
  );
  const keyFile = path.join(dataFolder, 'session.key');
  if (!existsSync(keyFile)) {
    await writeFile(keyFile, randomBytes(32).toString('base64url'), {
      mode: 0o600,
    });
  }
}

/** Builds packages/app unless the last build was made from the same sources. */
async function buildPages() {
  const digest = await sourcesDigest();
  const stamp = path.join(root, 'packages/app/dist/.astrolabe-built');
  const present = await readFile(stamp, 'utf8').catch(() => '');
  if (present === digest) return;
  await step('Building the pages (only when they changed)', () =>
    runQuietly(
      [
        'backstage-cli',
        'package',
        'build',
        '--config',
        path.join(root, 'app-config.yaml'),
      ],
      {
        cwd: path.join(root, 'packages/app'),
        env: portalEnv({ NODE_ENV: 'production' }),
      },
    ),
  );
  await writeFile(stamp, digest);
}

/** A digest of everything that ends up in the browser. */
async function sourcesDigest() {
  const hash = createHash('sha256');
  const frontends = (await readdir(path.join(root, 'plugins')))
    .filter(name => !/-(backend|node)$|-backend-module-/.test(name))
    .map(name => `plugins/${name}`);
  const folders = ['packages/app', 'packages/ui', ...frontends];
  for (const folder of folders) {
    for (const part of ['src', 'public', 'package.json']) {
      await digestInto(hash, path.join(root, folder, part));
    }
  }
  await digestInto(hash, path.join(root, 'yarn.lock'));
  return hash.digest('hex');
}

async function digestInto(hash, target) {
  const entries = await readdir(target, { withFileTypes: true }).catch(
    () => undefined,
  );
  if (!entries) {
    hash.update(path.relative(root, target));
    hash.update(await readFile(target).catch(() => ''));
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    await digestInto(hash, path.join(target, entry.name));
  }
}

/** Prints the one address when the portal answers. */
function announce(url, started) {
  let cancelled = false;
  const poll = async () => {
    if (cancelled) return;
    const response = await fetch(`${url}/.backstage/health/v1/readiness`).catch(
      () => undefined,
    );
    if (response?.ok) {
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      process.stdout.write(
        `✔ Starting the portal (${seconds} s in all)\n\n  Astrolabe is ready: ${url}\n  Ctrl-C stops it and everything that it runs.\n\n`,
      );
      return;
    }
    setTimeout(poll, 200).unref();
  };
  poll();
  return {
    cancel() {
      cancelled = true;
    },
  };
}
