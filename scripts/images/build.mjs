// Builds the images in which environments run on engines of containers, and
// pushes them to a registry: docs/operator.md, "Images of environments".
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  findEnvironment,
  imageTag,
  listEnvironments,
} from '../../plugins/workloads-node/src/environments/index.ts';
import { root } from '../lib/process.mjs';
import { buildImage } from './buildImage.mjs';
import { Registry } from './Registry.mjs';

const USAGE = `npm run images -- --registry <host>/<path> [options] [environment …]

  --registry      as workloads.nomad.environments.registry has it
  --base          what images are built on: python=<image> or node=<image>
  --build-base    with what packages are compiled, where that is another
  --root          a folder with environments (catalog-info), any number of times
  --http          the registry is asked without TLS, as one on loopback is anyhow
  --list          prints the names of the images, and builds nothing
  --again         also builds what the registry has, as after a change of the base

An environment is such as tools/hello-web, or tools/hello-web@3.11 where a
manifest asks for a version. Without any, all are built.`;

/** Slim ones to run in; packages are compiled with what the full ones have. */
const BASES = {
  python: {
    base: 'docker.io/library/python:3.11-slim',
    buildBase: 'docker.io/library/python:3.11',
  },
  node: {
    base: 'docker.io/library/node:24-slim',
    buildBase: 'docker.io/library/node:24',
  },
};

const { values, positionals, registry } = readArguments();
const roots = values.root.map(folder => path.resolve(folder));
const environments = wantedEnvironments();
if (values.list) {
  for (const environment of environments) {
    process.stdout.write(`${imageOf(environment).reference}\n`);
  }
  process.exit();
}
const program = builder();
let failed = 0;
for (const environment of environments) {
  const began = Date.now();
  const name = [environment.id, environment.version].filter(Boolean).join('@');
  try {
    const { bytes, built, reference } = await provide(environment);
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    const size = `${Math.round(bytes / 1e6)} MB`;
    const what = built ? `${seconds} s` : 'there already';
    process.stdout.write(`✔ ${name} ${reference} (${size}, ${what})\n`);
  } catch (error) {
    failed++;
    process.stderr.write(`✖ ${name}: ${error.message}\n`);
  }
}
process.exitCode = failed > 0 ? 1 : 0;

/** Builds and pushes an image, unless the registry has it. */
async function provide(environment) {
  const { id, kind } = environment;
  const { found, tag, reference } = imageOf(environment);
  const present = await registry.bytesOf(id, tag);
  if (present !== undefined && !values.again) {
    return { bytes: present, built: false, reference };
  }
  await buildImage(program, {
    wanted: { environment, found, reference, tag },
    bases: basesOf(kind),
    isHttp: registry.isHttp,
  });
  return { bytes: await registry.bytesOf(id, tag), built: true, reference };
}

function imageOf(environment) {
  const found = findEnvironment(environment, roots);
  const tag = imageTag(environment, found);
  return {
    found,
    tag,
    reference: `${values.registry}/${environment.id}:${tag}`,
  };
}

function basesOf(kind) {
  const told = list =>
    list.find(each => each.startsWith(`${kind}=`))?.slice(kind.length + 1);
  const base = told(values.base);
  const buildBase = told(values['build-base']) ?? base ?? BASES[kind].buildBase;
  return { base: base ?? BASES[kind].base, buildBase };
}

function wantedEnvironments() {
  const all = listEnvironments(roots);
  if (positionals.length === 0) return all;
  return positionals.flatMap(name => {
    const [id, version] = name.split('@');
    const found = all.filter(each => each.id === id);
    if (found.length === 0) {
      refuse(
        `No environment '${id}' below ${roots.join(', ')}. There are: ${all
          .map(each => each.id)
          .join(', ')}`,
      );
    }
    return found.map(each => ({ ...each, version }));
  });
}

function readArguments() {
  const several = { type: 'string', multiple: true };
  try {
    const read = parseArgs({
      allowPositionals: true,
      options: {
        registry: { type: 'string' },
        base: { ...several, default: [] },
        'build-base': { ...several, default: [] },
        root: { ...several, default: [path.join(root, 'catalog-info')] },
        http: { type: 'boolean', default: false },
        list: { type: 'boolean', default: false },
        again: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (read.values.help) {
      process.stdout.write(`${USAGE}\n`);
      process.exit();
    }
    if (!read.values.registry) throw new Error('--registry is missing');
    const { registry: reference, http } = read.values;
    return { ...read, registry: new Registry(reference, { http }) };
  } catch (error) {
    return refuse(`${error.message}\n\n${USAGE}`);
  }
}

/** Podman or Buildah, whichever there is. */
function builder() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const program = ['podman', 'buildah']
    .flatMap(name => folders.map(folder => path.join(folder, name)))
    .find(existsSync);
  return (
    program ??
    refuse(
      'Neither podman nor buildah is on the PATH. Install one of them (Debian: podman).',
    )
  );
}

function refuse(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
