import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { dataLayout } from '../../folder/layout.ts';
import { identify } from '../../folder/processes.ts';
import { endProcesses, WORKLOAD_VARIABLE } from '../endProcesses.ts';
import { diskFull, Refusal } from '../refusal.ts';
import type { EnvironmentRequest } from './types.ts';

/**
 * Where a download comes from and how it is trusted; passed on to installs and to
 * nothing else. Not what an npm that has started the portal says of itself: packages
 * would take its Node for the one that they are installed for.
 */
const INSTALL_VARIABLES =
  /^(PIP_.*|UV_.*|npm_config_(?!user_agent$|npm_version$|node_gyp$|(local_|global_)?prefix$).*|NPM_CONFIG_.*|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS|(HTTPS?|NO|ALL)_PROXY|(https?|no|all)_proxy)$/;

/** The part of our own environment that an install may see. */
export function installEnvironment(
  source: NodeJS.ProcessEnv,
): Record<string, string> {
  const passed = Object.entries(source).filter(
    ([name, value]) => value !== undefined && INSTALL_VARIABLES.test(name),
  ) as [string, string][];
  return {
    ...Object.fromEntries(passed),
    PATH: source.PATH ?? '/usr/local/bin:/usr/bin:/bin',
    HOME: source.HOME ?? homedir(),
    LANG: 'C.UTF-8',
  };
}

/** Runs an installing program and passes its lines on; a failure holds its last ones. */
export async function runInstall(
  request: EnvironmentRequest,
  options: {
    program: string;
    args: string[];
    folder: string;
    env?: Record<string, string>;
    onLine?: (line: string) => void;
  },
): Promise<string> {
  const cache = dataLayout(request.dataDirectory).cache;
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  const child = spawn(options.program, options.args, {
    cwd: options.folder,
    env: {
      ...installEnvironment(process.env),
      UV_CACHE_DIR: path.join(cache, 'uv'),
      npm_config_cache: path.join(cache, 'npm'),
      ...options.env,
      [WORKLOAD_VARIABLE]: request.workloadId,
    },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const root = child.pid === undefined ? undefined : identify(child.pid);
  const onAbort = () =>
    root && endProcesses({ roots: [root], cgroups: [] }, 500);
  request.signal.addEventListener('abort', onAbort, { once: true });
  const lines: string[] = [];
  const read = lineReader(line => {
    lines.push(line);
    if (lines.length > 200) lines.shift();
    options.onLine?.(line);
  });
  child.stdout.on('data', read);
  child.stderr.on('data', read);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    request.signal.throwIfAborted();
    if (code !== 0) throw failure(options.program, lines);
    return lines.join('\n');
  } finally {
    request.signal.removeEventListener('abort', onAbort);
  }
}

/** How compilers and their helpers are missed, in the words of make, pip, gyp and cargo. */
const COMPILER_MISSING =
  /command '[^']*(gcc|cc|g\+\+|clang|c\+\+)' failed: No such file|\b(gcc|g\+\+|cc|c\+\+|make|cmake|cargo|rustc|gfortran): (command )?not found|not found: (make|cmake|gcc|cc)|Unknown compiler\(s\)|unable to execute '[^']*(gcc|cc)'/i;

/** What npm says around the line that matters: stack frames, fields of the error, its own log. */
const NOISE =
  /^npm error\s*(at .*|[{}]|(errno|syscall|type|address|port|code):.*|If you are behind a proxy.*|A complete log .*)?$/;

/** What the last lines of an install say, for the owner. */
export function failure(program: string, lines: string[]): Refusal {
  const missing = lines.find(line => COMPILER_MISSING.test(line));
  if (missing) {
    return new Refusal({
      ...because('missing-runtime.compiler'),
      evidence: withoutAddresses(missing.trim()),
    });
  }
  const telling = lines.filter(line => !NOISE.test(line));
  const evidence = telling.slice(-15).join('\n').slice(-1500);
  if (/no space left on device|ENOSPC/i.test(evidence)) {
    return diskFull(evidence);
  }
  return new Refusal(
    {
      ...because('environment-failed.install', {
        program: path.basename(program),
      }),
      evidence: withoutAddresses(evidence),
    },
    { mayRetry: true },
  );
}

/** An index's address may hold a password. */
export function withoutAddresses(text: string): string {
  return text.replace(/\bhttps?:\/\/[^\s'")]+/g, address => {
    try {
      return `…${new URL(address).pathname}`;
    } catch {
      return '…';
    }
  });
}

function lineReader(onLine: (line: string) => void) {
  let rest = '';
  return (chunk: Buffer) => {
    const parts = (rest + chunk.toString('utf8')).split(/\r?\n|\r/);
    rest = parts.pop() ?? '';
    parts.filter(part => part.trim()).forEach(onLine);
  };
}
