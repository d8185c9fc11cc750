import { execFile, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import {
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
 * @param extra more blocks of its configuration, as an object
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
}) {
  const program = await nomadProgram();
  const folder = await mkdtemp(path.join(tmpdir(), `astrolabe-nomad-${name}-`));
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
    plugin: { raw_exec: { config: { enabled: true } }, ...extra.plugin },
    ...(extra.acl && { acl: extra.acl }),
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
    });
    closeSync(log);
    ended = new Promise(resolve => agent.on('exit', resolve));
  };
  const url = `http://127.0.0.1:${port}`;
  const ready = async () => {
    const deadline = Date.now() + 60_000;
    while (!(await isReady(url, client && name))) {
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

/** A server has a leader; a client's node is ready. */
async function isReady(url, clientName) {
  const ask = async (route, init) => {
    const answer = await fetch(`${url}/v1${route}`, init);
    return answer.ok ? answer.json() : undefined;
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
