import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Registry } from '../images/Registry.mjs';
import { startImages } from './images.mjs';
import { Podman } from './podman.mjs';

/** What images of modules are built on; it has Debian's own Python. */
const PYTHON = { id: 'python', tag: '3.11-slim' };
/** Whom this machine trusts, also where it reaches registries by a proxy of its own. */
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';

/**
 * In the place of Docker Hub, for whoever builds by these settings: a registry of this
 * machine with the images that ours are built on, made once.
 */
export async function startHub() {
  const images = await startImages();
  const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-hub-'));
  const podman = new Podman(folder);
  await podman.configure();
  const { CONTAINERS_CONF, CONTAINERS_REGISTRIES_CONF } = podman.variables;
  const { host, base } = images;
  const library = `${host}/library`;
  const { id, tag } = PYTHON;
  if ((await new Registry(library).bytesOf(id, tag)) === undefined) {
    pushPython(podman, { folder, base, reference: `${library}/${id}:${tag}` });
  }
  writeFileSync(CONTAINERS_REGISTRIES_CONF, mirrorOf(host));
  return {
    podman,
    settings: { CONTAINERS_CONF, CONTAINERS_REGISTRIES_CONF },
    async stop() {
      await podman.remove();
      await images.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function pushPython(podman, { folder, base, reference }) {
  const context = path.join(folder, PYTHON.id);
  mkdirSync(context);
  copyFileSync(AUTHORITIES, path.join(context, 'authorities'));
  const recipe = `FROM ${base}
COPY authorities ${AUTHORITIES}
RUN python3 -m venv /opt/python
ENV PATH=/opt/python/bin:/usr/sbin:/usr/bin:/sbin:/bin PIP_CERT=${AUTHORITIES}
`;
  writeFileSync(path.join(context, 'Containerfile'), recipe);
  podman.run('build', '--quiet', '--tag', reference, context);
  podman.run('push', '--quiet', reference);
  podman.run('rmi', '--all', '--force');
}

const mirrorOf = host => `
unqualified-search-registries = ["docker.io"]
[[registry]]
location = "docker.io"
[[registry.mirror]]
location = "${host}"
insecure = true
`;
