import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../lib/freePort.mjs';
import { buildGoServer } from './goServer.mjs';

/** The last whose parts the module proxy has all of. */
const VERSION = 'v1.14.0';
const MODULE = 'github.com/hashicorp/vault';

/** The program, built when it is not there yet. */
export function vaultProgram() {
  return buildGoServer({
    name: 'vault',
    module: MODULE,
    version: VERSION,
    replace: {
      [`${MODULE}/api`]: 'v1.9.2',
      [`${MODULE}/api/auth/approle`]: 'v0.1.0',
      [`${MODULE}/api/auth/kubernetes`]: 'v0.4.1',
      [`${MODULE}/api/auth/userpass`]: 'v0.1.0',
      [`${MODULE}/sdk`]: 'v0.9.2-0.20230530190758-08ee474850e0',
    },
    source: path.join(import.meta.dirname, 'vault', 'main.go'),
  });
}

/**
 * Vault's core on loopback, initialised and unsealed.
 *
 * @param {{ beside?: Awaited<ReturnType<typeof startVault>> }} options
 *   beside: another of the same storage; one of them is active
 */
export async function startVault({ beside } = {}) {
  const program = await vaultProgram();
  const folder =
    beside?.folder ?? (await mkdtemp(path.join(tmpdir(), 'astrolabe-vault-')));
  const host = `127.0.0.1:${await freePort()}`;
  const url = `http://${host}`;
  const logFile = path.join(folder, `${host}.log`);
  let server;
  let ended;
  let rootToken = beside?.rootToken ?? '';
  let unsealKey = beside?.unsealKey ?? '';

  /** Asks as root, unless another token is given. */
  const ask = async (method, route, body, { token = rootToken } = {}) => {
    const response = await fetch(`${url}/v1/${route}`, {
      method,
      headers: { ...(token && { 'x-vault-token': token }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answer = text && JSON.parse(text);
    if (response.ok) return answer;
    throw new Error(`${method} ${route}: ${response.status} ${text}`);
  };
  const launch = async () => {
    const log = openSync(logFile, 'a');
    const args = ['-listen', host, '-data', folder];
    server = spawn(program, args, { stdio: ['ignore', log, log] });
    closeSync(log);
    ended = new Promise(resolve => server.on('exit', resolve));
    const isUp = () =>
      fetch(`${url}/v1/sys/seal-status`).then(
        () => true,
        () => false,
      );
    while (!(await isUp())) {
      if (server.exitCode !== null) {
        throw new Error(`Vault has ended:\n${await readFile(logFile, 'utf8')}`);
      }
      await pause(50);
    }
  };
  const statusOf = async () =>
    (await fetch(`${url}/v1/sys/health`).catch(() => undefined))?.status;
  const unseal = async () => {
    await ask('PUT', 'sys/unseal', { key: unsealKey });
    // 429: it stands by while another is active.
    while (![200, 429].includes((await statusOf()) ?? 0)) await pause(50);
  };
  const kill = async (signal = 'SIGKILL') => {
    if (server.exitCode === null && server.signalCode === null) {
      server.kill(signal);
      await ended;
    }
  };
  await launch();
  if (!beside) {
    const shares = { secret_shares: 1, secret_threshold: 1 };
    const made = await ask('PUT', 'sys/init', shares);
    rootToken = made.root_token;
    [unsealKey] = made.keys;
  }
  await unseal();
  return {
    ...{ url, folder, rootToken, unsealKey },
    ...{ ask, statusOf, unseal, kill },
    seal: () => ask('PUT', 'sys/seal'),
    /** After it was killed; it is sealed then, as Vault is. */
    start: launch,
    async stop() {
      await kill();
      if (!beside) await rm(folder, { recursive: true, force: true });
    },
  };
}
