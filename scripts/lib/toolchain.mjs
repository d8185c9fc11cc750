import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { root, runQuietly, step } from './process.mjs';

// Node: better-sqlite3 and the type stripping that the local engine uses are
// tested with this one. Yarn: the one in package.json's packageManager.
const versions = { node: '24.21.0', yarn: '4.13.0' };

const folder = path.join(root, '.toolchain');
const nodePackage = `node-${
  process.platform === 'win32' ? 'win' : process.platform
}-${process.arch}`;
const nodeBin = path.join(folder, 'node_modules', nodePackage, 'bin');
const yarnJs = path.join(folder, 'node_modules/@yarnpkg/cli-dist/bin/yarn.js');
const nodeExe = path.join(
  nodeBin,
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** The environment in which the checkout's own commands run. */
export function toolchainEnv(extra = {}) {
  const bins = [
    nodeBin,
    path.join(root, 'node_modules/.bin'),
    path.join(folder, 'bin'),
  ];
  return {
    ...process.env,
    ...extra,
    PATH: [...bins, process.env.PATH].join(path.delimiter),
  };
}

/** Makes sure that Node, Yarn and all packages are there. Quick when they are. */
export async function setUp() {
  if (!(await isToolchainReady())) {
    await step(
      `Getting Node ${versions.node} and Yarn ${versions.yarn} into .toolchain`,
      installToolchain,
    );
  }
  const wanted = await packagesDigest();
  const stamp = path.join(root, 'node_modules/.astrolabe-installed');
  const present = await readFile(stamp, 'utf8').catch(() => '');
  if (present !== wanted) {
    await step('Installing packages with Yarn', installPackages);
    await writeFile(stamp, await packagesDigest());
  }
}

async function isToolchainReady() {
  const stamp = await readFile(path.join(folder, 'versions'), 'utf8').catch(
    () => '',
  );
  return stamp === JSON.stringify(versions) && existsSync(nodeExe);
}

async function installToolchain() {
  await mkdir(path.join(folder, 'bin'), { recursive: true });
  await writeFile(path.join(folder, 'package.json'), '{"private":true}\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await runQuietly([
    npm,
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--save-exact',
    `${nodePackage}@${versions.node}`,
    `@yarnpkg/cli-dist@${versions.yarn}`,
  ]);
  // Backstage's tools call `yarn` by its name.
  await writeFile(
    path.join(folder, 'bin/yarn'),
    `#!/bin/sh\nexec "${nodeExe}" "${yarnJs}" "$@"\n`,
    { mode: 0o755 },
  );
  await writeFile(path.join(folder, 'versions'), JSON.stringify(versions));
}

async function installPackages() {
  const install = () =>
    runQuietly([nodeExe, yarnJs, 'install', '--immutable'], {
      cwd: root,
      env: toolchainEnv(),
    });
  try {
    await install();
  } catch (error) {
    // Yarn's own retries are off (.yarnrc.yml), so a broken download is tried once more here.
    if (/YN0028/.test(error.message)) throw error;
    await install();
  }
}

/** Changes when what has to be installed changes. */
async function packagesDigest() {
  const hash = createHash('sha256');
  const files = ['yarn.lock', '.yarnrc.yml', 'package.json'];
  for (const parent of ['packages', 'plugins']) {
    for (const name of (await readdir(path.join(root, parent))).sort()) {
      files.push(path.join(parent, name, 'package.json'));
    }
  }
  for (const file of files) {
    hash.update(file);
    hash.update(await readFile(path.join(root, file)).catch(() => ''));
  }
  return hash.digest('hex');
}
