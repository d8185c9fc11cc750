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

/** What images of modules are built on: each is the same, with Debian's own Python. */
const PYTHON = {
  id: 'python',
  tags: ['3.11', '3.12', '3.13'].flatMap(tag => [tag, `${tag}-slim`]),
};
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
  const { id, tags } = PYTHON;
  const registry = new Registry(library);
  const there = await Promise.all(tags.map(tag => registry.bytesOf(id, tag)));
  if (there.includes(undefined)) {
    const references = tags.map(tag => `${library}/${id}:${tag}`);
    pushPython(podman, { folder, base, references });
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

function pushPython(podman, { folder, base, references }) {
  const context = path.join(folder, PYTHON.id);
  mkdirSync(context);
  copyFileSync(AUTHORITIES, path.join(context, 'authorities'));
  const recipe = `FROM ${base}
COPY authorities ${AUTHORITIES}
RUN python3 -m venv /opt/python
ENV PATH=/opt/python/bin:/usr/sbin:/usr/bin:/sbin:/bin PIP_CERT=${AUTHORITIES}
`;
  writeFileSync(path.join(context, 'Containerfile'), recipe);
  const named = references.flatMap(reference => ['--tag', reference]);
  podman.run('build', '--quiet', ...named, context);
  for (const reference of references) podman.run('push', '--quiet', reference);
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
