import { existsSync } from 'node:fs';

/** Addresses and proxies: where packages come from. Folders of this machine are of no use inside. */
const NAMES =
  /^((PIP|UV)_(DEFAULT_INDEX|INDEX|INDEX_URL|EXTRA_INDEX_URL)|npm_config_registry|(HTTPS?|NO|ALL)_PROXY)$/i;

/** How each program is told which authorities to trust. */
const AUTHORITIES = [
  'SSL_CERT_FILE',
  'PIP_CERT',
  'REQUESTS_CA_BUNDLE',
  'NODE_EXTRA_CA_CERTS',
];

const INSIDE = '/run/secrets/authorities';

/**
 * What an install has to know of this machine, as a file of a shell: it may
 * hold passwords, and is there only while packages are installed.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function installSettings(env) {
  const told = Object.entries(env).filter(([name]) => NAMES.test(name));
  const wanted = new Map(told);
  // uv does not read what pip is told.
  for (const [pip, uv] of [
    ['PIP_INDEX_URL', 'UV_DEFAULT_INDEX'],
    ['PIP_EXTRA_INDEX_URL', 'UV_INDEX'],
  ]) {
    if (env[pip] && !env[uv]) wanted.set(uv, env[pip]);
  }
  const authorities = AUTHORITIES.map(name => env[name]).find(
    file => file && existsSync(file),
  );
  if (authorities) AUTHORITIES.forEach(name => wanted.set(name, INSIDE));
  const lines = [...wanted].map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`,
  );
  return { text: lines.join(''), authorities };
}
