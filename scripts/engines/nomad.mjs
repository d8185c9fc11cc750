import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import {
  chown,
  copyFile,
  mkdtemp,
  readFile,
  readdir,
  readlink,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Agent, request } from 'undici';
import { buildGoServer } from './goServer.mjs';

/** Of the last line under MPL before it, 1.6, the scheduler says less. */
const VERSION = 'v1.10.5';
/** Of the same commit as the tag. */
const API_VERSION = 'v0.0.0-20250909143645-a3b86c697f38';
const MODULE = 'github.com/hashicorp/nomad';

/** The program, built when it is not there yet. */
export function nomadProgram() {
  return buildGoServer({
    name: 'nomad',
    module: MODULE,
    version: VERSION,
    replace: { [`${MODULE}/api`]: API_VERSION },
  });
}

/**
 * Nomad's own example of a device plugin: the files of a folder are devices
 * `nomad/file/mock`, so that the scheduler has GPUs to give where there are none.
 */
export function deviceProgram() {
  return buildGoServer({
    name: 'nomad-example-device',
    module: MODULE,
    version: VERSION,
    replace: { [`${MODULE}/api`]: API_VERSION },
    main: `${MODULE}/plugins/device/cmd/example/cmd`,
  });
}

/**
 * An agent of Nomad on loopback, with everything of its own in one folder.
 *
 * @param port of HTTP; the next two are for RPC and gossip
 * @param server undefined: it is a client of the server at `join`
 * @param parent where its folder is made
 * @param extra more blocks of its configuration, as an object
 * @param uid of another user than this one: its jobs get no file systems of
 *   their own, of which thousands slow a machine down
 * @param tls files of `makeCertificates`: whoever asks has to show a certificate
 */
export async function startNomadAgent({
  name,
  port,
  region = 'r1',
  datacenter = 'dc-a',
  server = true,
  client = true,
  join = '',
  extra = {},
  parent = tmpdir(),
  uid = /** @type {number | undefined} */ (undefined),
  tls = /** @type {Certificates | undefined} */ (undefined),
}) {
  const folder = await mkdtemp(path.join(parent, `astrolabe-nomad-${name}-`));
  const built = await nomadProgram();
  // Another user may not reach what is in our cache.
  const program = uid === undefined ? built : path.join(folder, 'nomad');
  if (uid !== undefined) {
    await copyFile(built, program);
    await chown(folder, uid, uid);
  }
  const config = {
    name,
    region,
    datacenter,
    data_dir: path.join(folder, 'data'),
    bind_addr: '127.0.0.1',
    disable_update_check: true,
    log_level: 'WARN',
    ports: { http: port, rpc: port + 1, serf: port + 2 },
    advertise: {
      http: `127.0.0.1:${port}`,
      rpc: `127.0.0.1:${port + 1}`,
      serf: `127.0.0.1:${port + 2}`,
    },
    server: server
      ? { enabled: true, bootstrap_expect: 1, ...extra.server }
      : { enabled: false },
    client: client
      ? {
          enabled: true,
          network_interface: 'lo',
          ...(join && { servers: [join] }),
          options: {
            'driver.allowlist': 'raw_exec,docker',
            'fingerprint.denylist':
              'env_aws,env_gce,env_azure,env_digitalocean,cni,consul,vault',
          },
          ...extra.client,
        }
      : { enabled: false },
    // Without it, Nomad since 1.10.2 does not measure what tasks use.
    telemetry: { publish_allocation_metrics: true },
    plugin: { raw_exec: { config: { enabled: true } }, ...extra.plugin },
    ...(extra.acl && { acl: extra.acl }),
    ...(tls && {
      tls: {
        http: true,
        rpc: true,
        ca_file: tls.caFile,
        cert_file: tls.serverCertFile,
        key_file: tls.serverKeyFile,
        verify_server_hostname: true,
        verify_https_client: true,
      },
    }),
    ...(extra.plugin_dir && { plugin_dir: extra.plugin_dir }),
  };
  const file = path.join(folder, 'agent.json');
  await writeFile(file, JSON.stringify(config));
  const logFile = path.join(folder, 'agent.log');
  let agent;
  let ended;

  const start = () => {
    const env = { ...process.env };
    // A fingerprint of AWS that cannot be switched off reads it, and ends the agent.
    delete env.AWS_CA_BUNDLE;
    // No pipes: what the agent leaves running would keep them open.
    const log = openSync(logFile, 'a');
    agent = spawn(program, ['agent', '-config', file], {
      cwd: folder,
      env,
      stdio: ['ignore', log, log],
      ...(uid !== undefined && { uid, gid: uid }),
    });
    closeSync(log);
    ended = new Promise(resolve => agent.on('exit', resolve));
  };
  const url = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
  const dispatcher = tls && (await dispatcherOf(tls));
  const ready = async () => {
    const deadline = Date.now() + 60_000;
    while (!(await isReady(url, { clientName: client && name, dispatcher }))) {
      if (agent.exitCode !== null || Date.now() > deadline) {
        throw new Error(
          `Nomad did not start:\n${await readFile(logFile, 'utf8')}`,
        );
      }
      await pause(100);
    }
  };
  const kill = async signal => {
    if (agent.exitCode === null && agent.signalCode === null) {
      agent.kill(signal);
      await ended;
    }
  };
  start();
  await ready();
  return {
    url,
    folder,
    region,
    datacenter,
    log: () => readFile(logFile, 'utf8'),
    /** Ends the process and nothing else; tasks of a killed client run on. */
    kill: (signal = 'SIGKILL') => kill(signal),
    async start() {
      start();
      await ready();
    },
    /** Ends it, and all that it has started. */
    async stop() {
      await kill('SIGKILL');
      await killAllOf(folder);
      await unmountAllOf(folder);
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
    pause: () => agent.kill('SIGSTOP'),
    resume: () => agent.kill('SIGCONT'),
  };
}

/** @typedef {Awaited<ReturnType<typeof makeCertificates>>} Certificates */

/** Certificates of a region, made by Nomad's own command: an authority, a server's, and a visitor's. */
export async function makeCertificates({ region = 'r1' } = {}) {
  const program = await nomadProgram();
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-nomad-tls-'));
  const make = (...what) =>
    promisify(execFile)(program, ['tls', ...what], { cwd: folder });
  await make('ca', 'create');
  await make('cert', 'create', '-server', '-region', region);
  await make('cert', 'create', '-cli');
  const file = name => path.join(folder, name);
  return {
    folder,
    caFile: file('nomad-agent-ca.pem'),
    serverCertFile: file(`${region}-server-nomad.pem`),
    serverKeyFile: file(`${region}-server-nomad-key.pem`),
    certFile: file('global-cli-nomad.pem'),
    keyFile: file('global-cli-nomad-key.pem'),
  };
}

async function dispatcherOf({ caFile, certFile, keyFile }) {
  const [ca, cert, key] = await Promise.all(
    [caFile, certFile, keyFile].map(name => readFile(name, 'utf8')),
  );
  return new Agent({ connect: { ca, cert, key } });
}

/** A server has a leader; a client's node is ready. */
async function isReady(url, { clientName, dispatcher }) {
  const ask = async route => {
    const answer = await request(`${url}/v1${route}`, { dispatcher });
    const text = await answer.body.text();
    return answer.statusCode < 300 ? JSON.parse(text) : undefined;
  };
  try {
    if (!(await ask('/status/leader'))) return false;
    // Before there is a key, no variable can be written and no job registered.
    const keys = await ask('/operator/keyring/keys');
    if (keys?.length === 0) return false;
    if (!clientName) return true;
    const self = await ask('/agent/self');
    if (!self) return true; // Behind access control; its owner asks with a token.
    const nodes = await ask('/nodes');
    return nodes.some(
      ({ Name, Status }) => Name === clientName && Status === 'ready',
    );
  } catch {
    return false;
  }
}

/** Ends processes that were started in this folder: an agent that is killed leaves them. */
async function killAllOf(folder) {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const cwd = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    if (!cwd.startsWith(folder)) continue;
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** Secrets of tasks are file systems in memory. */
async function unmountAllOf(folder) {
  const mounts = (await readFile('/proc/mounts', 'utf8'))
    .split('\n')
    .map(line => line.split(' ')[1] ?? '')
    .filter(mount => mount.startsWith(folder));
  for (const mount of mounts) {
    await promisify(execFile)('umount', ['-l', mount]).catch(() => {});
  }
}
