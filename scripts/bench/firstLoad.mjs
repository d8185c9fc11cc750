import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { root, run, runQuietly } from '../lib/process.mjs';
import { row } from './lib/table.mjs';

/**
 * What a browser has to have before it can show the first page: the scripts
 * and styles that index.html names. With `--stock`, beside those of the app
 * that create-app makes, built in a cache folder outside the checkout.
 */
export default async function firstLoad({ stock }) {
  const peer = stock ? await initialLoad(await stockApp()) : undefined;
  const ours = await initialLoad(path.join(root, 'packages/app/dist'));
  return [
    {
      title: 'First load: scripts and styles of index.html',
      unit: 'KiB',
      peer: peer && 'stock app',
      rows: [
        row('gzip', ours.gzip, peer?.gzip),
        row('as they are', ours.raw, peer?.raw),
        row('files', ours.files, peer?.files),
      ],
    },
  ];
}

async function initialLoad(dist) {
  const page = await readFile(path.join(dist, 'index.html'), 'utf8').catch(
    () => {
      throw new Error(
        `${dist} is not built: npm start builds it (or: npm run setup, then backstage-cli package build in packages/app).`,
      );
    },
  );
  const names = [
    ...page.matchAll(/<script[^>]+src="([^"]+\.js)"/g),
    ...page.matchAll(/<link[^>]+href="([^"]+\.css)"/g),
  ].map(match => match[1]);
  let gzip = 0;
  let raw = 0;
  for (const name of names) {
    // The address may begin with the place that the app is served from.
    const file = name.replace(/^.*?\/?(static\/)/, '$1');
    const content = await readFile(path.join(dist, file));
    raw += content.length;
    gzip += gzipSync(content).length;
  }
  const kib = bytes => Math.round(bytes / 1024);
  return { gzip: kib(gzip), raw: kib(raw), files: names.length };
}

/** The app of create-app 0.9.2 (Backstage 1.55), built once and kept. */
async function stockApp() {
  const cache = path.join(
    process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
    'astrolabe/bench',
  );
  const app = path.join(cache, 'stock-app');
  const dist = path.join(app, 'packages/app/dist');
  if (existsSync(path.join(dist, 'index.html'))) return dist;
  await mkdir(cache, { recursive: true });
  if (!existsSync(app)) {
    const create = ['npx', '-y', '@backstage/create-app@0.9.2'];
    await runQuietly([...create, '--skip-install', '--path', app], {
      cwd: cache,
      env: { ...process.env, BACKSTAGE_APP_NAME: 'stock' },
    });
  }
  await pinAsWeDo(app);
  await run(['yarn', 'install'], { cwd: app });
  await run(['yarn', 'backstage-cli', 'package', 'build'], {
    cwd: path.join(app, 'packages/app'),
  });
  return dist;
}

/** The same versions of what both use, so that only the app differs. */
async function pinAsWeDo(app) {
  const read = async folder =>
    JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const [ours, theirs] = [await read(root), await read(app)];
  theirs.resolutions = { ...ours.resolutions, ...theirs.resolutions };
  theirs.dependenciesMeta = ours.dependenciesMeta;
  await writeFile(
    path.join(app, 'package.json'),
    JSON.stringify(theirs, null, 2),
  );
  await writeFile(
    path.join(app, '.yarnrc.yml'),
    await readFile(path.join(root, '.yarnrc.yml')),
  );
}
