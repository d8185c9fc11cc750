import { execFile, spawn } from 'node:child_process';
import {
  copyFile,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../lib/freePort.mjs';
import { makeOnce } from '../lib/makeOnce.mjs';
import { root } from '../lib/process.mjs';
import { cacheFolder } from './goServer.mjs';
import { keycloakAdmin } from './keycloakAdmin.mjs';
import { ensureJava, fetchFromMaven } from './maven.mjs';

const execFileAsync = promisify(execFile);

const VERSION = '26.7.3';
const ARCHIVE = `org/keycloak/keycloak-quarkus-dist/${VERSION}/keycloak-quarkus-dist-${VERSION}.tar.gz`;
const SHA256 =
  '77657f30b7e90d70f727712ce1c967f430fd6a5e9f458d32d8c6df0635345f47';

const ADMIN = { username: 'admin', password: 'of-tests-only' };
/** What the client of the shipped realm is given for its secret. */
export const CLIENT_SECRET = 'canary-of-the-client';

/** Less thorough compilation: it lives for a minute or two. */
const JVM = ['-Xmx400m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
const OPENED = ['util', 'util.concurrent', 'security', 'lang'].map(
  name => `--add-opens=java.base/java.${name}=ALL-UNNAMED`,
);

/**
 * Keycloak's folder, fetched from Maven Central and built for a database in
 * memory when it is not there yet.
 */
export async function keycloakProgram() {
  await ensureJava('Keycloak');
  const folder = path.join(cacheFolder, `keycloak-${VERSION}`);
  await makeOnce(folder, () => build(folder));
  return folder;
}

async function build(folder) {
  console.log(
    `Getting Keycloak ${VERSION} once (176 MB, then up to 2 minutes)`,
  );
  // Beside its place, so that it is there whole or not at all.
  const made = await mkdtemp(path.join(cacheFolder, '.keycloak-'));
  try {
    const archive = path.join(made, 'archive.tar.gz');
    await fetchFromMaven({ at: ARCHIVE, sha256: SHA256, to: archive });
    await execFileAsync('tar', ['-xzf', archive, '-C', made]);
    const unpacked = path.join(made, `keycloak-${VERSION}`);
    await execFileAsync(path.join(unpacked, 'bin/kc.sh'), [
      'build',
      '--db=dev-mem',
      '--features-disabled=kerberos,organization,ciba',
    ]);
    await rename(unpacked, folder);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

/**
 * Keycloak on loopback with the realm of deploy/keycloak and nobody in it. It
 * forgets everything when it is stopped.
 *
 * @param {{ portalUrl: string, port?: number }} options portalUrl: where people
 *   come from, and where it tells that a session has ended
 */
export async function startKeycloak({ portalUrl, port }) {
  const program = await keycloakProgram();
  const run = await Run.prepare(program);
  port ??= await freePort();
  const url = `http://localhost:${port}`;
  const server = spawn('java', run.arguments(port), {
    env: {
      ...process.env,
      KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN.username,
      KC_BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
      ASTROLABE_BASE_URL: portalUrl,
      ASTROLABE_CLIENT_SECRET: CLIENT_SECRET,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream.on('data', chunk => {
      log = (log + chunk).slice(-8000);
    });
  }
  const ended = new Promise(resolve => server.once('exit', resolve));
  const stop = async () => {
    server.kill('SIGKILL'); // It has nothing to put away.
    await ended;
    await run.end();
  };
  const issuer = `${url}/realms/astrolabe`;
  const deadline = Date.now() + 300_000;
  while (!(await answers(`${issuer}/.well-known/openid-configuration`))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`Keycloak did not start:\n${log}`);
    }
    await pause(200);
  }
  return {
    url,
    issuer,
    stop,
    admin: keycloakAdmin(url, ADMIN),
  };
}

/** Its home of one run: what was built, by links, and a realm to take in. */
class Run {
  static async prepare(program) {
    const home = await mkdtemp(path.join(tmpdir(), 'astrolabe-keycloak-'));
    for (const part of ['conf', 'lib', 'providers', 'themes', 'version.txt']) {
      await symlink(path.join(program, part), path.join(home, part));
    }
    const realms = path.join(home, 'data/import');
    await mkdir(realms, { recursive: true });
    await copyFile(
      path.join(root, 'deploy/keycloak/astrolabe-realm.json'),
      path.join(realms, 'astrolabe-realm.json'),
    );
    return new Run(home);
  }

  constructor(home) {
    this.home = home;
  }

  /** As its kc.sh has them; a process of our own can be told to stop. */
  arguments(port) {
    return [
      ...[...JVM, ...OPENED],
      '-Dfile.encoding=UTF-8',
      '-Djava.security.egd=file:/dev/urandom',
      '-Djava.util.logging.manager=org.jboss.logmanager.LogManager',
      '-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory',
      '-Dpicocli.disable.closures=true',
      `-Dkc.home.dir=${this.home}`,
      `-Djboss.server.config.dir=${path.join(this.home, 'conf')}`,
      ...['-cp', path.join(this.home, 'lib/quarkus-run.jar')],
      'io.quarkus.bootstrap.runner.QuarkusEntryPoint',
      ...['start', '--optimized', '--import-realm', '--cache=local'],
      ...['--http-enabled=true', '--http-host=127.0.0.1'],
      ...[`--http-port=${port}`, `--hostname=http://localhost:${port}`],
    ];
  }

  end() {
    return rm(this.home, { recursive: true, force: true });
  }
}

function answers(url) {
  return fetch(url, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
