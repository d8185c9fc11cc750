import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../lib/freePort.mjs';
import { buildGoServer, filesOf } from './goServer.mjs';

const execFileAsync = promisify(execFile);

/** The program, built when it is not there yet. */
export function giteaProgram() {
  return buildGoServer({
    name: 'gitea',
    // The last of this name: later ones call themselves gitea.dev.
    module: 'code.gitea.io/gitea',
    version: 'v1.26.0',
    tags: ['sqlite', 'sqlite_unlock_notify'],
    files: ['options', 'templates', 'public'],
  });
}

/** A forge on loopback, with everything of its own in one folder. */
export async function startGitea() {
  const program = await giteaProgram();
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-gitea-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const config = path.join(folder, 'app.ini');
  await mkdir(path.join(folder, 'data'));
  await writeFile(config, settings({ folder, port, url, program }));
  const logFile = path.join(folder, 'gitea.log');
  const env = { PATH: process.env.PATH, HOME: folder, USER: 'git' };
  const options = { env: { ...env, GITEA_WORK_DIR: folder }, cwd: folder };
  const run = async (...args) => {
    const all = [...args, '--config', config];
    return (await execFileAsync(program, all, options)).stdout;
  };
  let server;
  const launch = async () => {
    const log = openSync(logFile, 'a');
    server = spawn(program, ['web', '--config', config], {
      ...{ ...options, stdio: ['ignore', log, log] },
    });
    closeSync(log);
    const isUp = () =>
      fetch(`${url}/api/healthz`).then(
        ({ ok }) => ok,
        () => false,
      );
    while (!(await isUp())) {
      if (server.exitCode !== null) {
        throw new Error(`Gitea has ended:\n${await readFile(logFile, 'utf8')}`);
      }
      await pause(50);
    }
  };
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL');
    await once(server, 'exit');
  };
  await launch();
  return {
    ...{ url, kill, start: launch },

    /** Somebody who is known there. */
    async addUser(name) {
      const password = randomBytes(12).toString('hex');
      await run(
        ...['admin', 'user', 'create', '--username', name],
        ...['--password', password, '--email', `${name}@example.org`],
        '--must-change-password=false',
      );
      return password;
    },

    /** A token of theirs, such as for `write:repository,read:user`. */
    async tokenFor(name, scopes) {
      const stdout = await run(
        ...['admin', 'user', 'generate-access-token', '--username', name],
        ...['--token-name', randomBytes(4).toString('hex'), '--raw'],
        ...['--scopes', scopes],
      );
      // Warnings come first.
      return stdout.trim().split('\n').at(-1) ?? '';
    },

    /** Asks its API. */
    async ask(
      token,
      method,
      route,
      body = /** @type {object | undefined} */ (undefined),
    ) {
      const response = await fetch(`${url}/api/v1/${route}`, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        ...(body && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (response.ok) return text && JSON.parse(text);
      throw new Error(`${method} ${route}: ${response.status} ${text}`);
    },

    async stop() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function settings({ folder, port, url, program }) {
  return `RUN_USER = ${process.getuid?.() === 0 ? 'root' : 'git'}
RUN_MODE = prod
I_AM_BEING_UNSAFE_RUNNING_AS_ROOT = true
[server]
HTTP_ADDR = 127.0.0.1
HTTP_PORT = ${port}
ROOT_URL = ${url}/
DISABLE_SSH = true
OFFLINE_MODE = true
STATIC_ROOT_PATH = ${filesOf(program)}
APP_DATA_PATH = ${path.join(folder, 'data')}
[database]
DB_TYPE = sqlite3
PATH = ${path.join(folder, 'data', 'gitea.db')}
[repository]
ROOT = ${path.join(folder, 'repositories')}
[security]
INSTALL_LOCK = true
SECRET_KEY = ${randomBytes(16).toString('hex')}
[service]
DISABLE_REGISTRATION = true
[webhook]
ALLOWED_HOST_LIST = loopback
[log]
LEVEL = warn
MODE = console
`;
}
