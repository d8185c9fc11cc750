import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmod,
  copyFile,
  cp,
  mkdtemp,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { makeOnce } from '../lib/makeOnce.mjs';

const execFileAsync = promisify(execFile);

/** Where built servers are kept, outside of any checkout. */
export const cacheFolder = path.join(
  process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
  'astrolabe',
  'engines',
);

/**
 * A server in Go, built once from the module proxy and kept in the cache.
 *
 * The module is built through a small module of our own, because `go install`
 * refuses modules with `replace` lines. What Go downloads and compiles on the
 * way is thrown away afterwards.
 *
 * @param replace versions for the parts that the module takes from its own tree
 * @param main the package that is built, when it is not the module's first
 * @param source a file of ours that is built with the module instead
 * @param tags what is built in, of what Go would leave out
 * @param files folders of the module that the program reads when it runs; they
 *   are kept beside it, in `filesOf(program)`
 * @returns the path of the program
 */
export async function buildGoServer({
  name,
  module,
  version,
  replace = {},
  main = module,
  source = undefined,
  tags = /** @type {string[]} */ ([]),
  files = /** @type {string[]} */ ([]),
}) {
  const own = source && (await readFile(source, 'utf8'));
  const program = path.join(
    cacheFolder,
    [name, version, ...(own ? [digestOf(own)] : [])].join('-'),
  );
  await makeOnce(program, () =>
    build({ name, module, version, replace, main, own, tags, files, program }),
  );
  return program;
}

/** Where the files lie that a program needs when it runs. */
export function filesOf(program) {
  return `${program}-files`;
}

async function build(asked) {
  const { name, module, version, replace, main, own } = asked;
  const { tags, files, program } = asked;
  console.log(`Building ${name} ${version} once (up to 15 minutes)`);
  const folder = await mkdtemp(path.join(tmpdir(), `astrolabe-${name}-`));
  const env = {
    ...process.env,
    GOFLAGS: '-p=2 -buildvcs=false -mod=mod -modcacherw',
    GOMODCACHE: path.join(folder, 'modules'),
    GOCACHE: path.join(folder, 'compiled'),
    GOTOOLCHAIN: 'local',
  };
  const go = async (...args) => {
    const options = { cwd: folder, env, maxBuffer: 64 * 1024 ** 2 };
    return (await execFileAsync('go', args, options)).stdout;
  };
  try {
    await go('mod', 'init', `wrap/${name}`);
    const found = JSON.parse(
      await go('mod', 'download', '-json', `${module}@${version}`),
    );
    const upstream = JSON.parse(await go('mod', 'edit', '-json', found.GoMod));
    await go(
      'mod',
      'edit',
      `-go=${upstream.Go}`,
      `-require=${module}@${version}`,
      ...replacements(upstream, replace),
    );
    await writeFile(
      path.join(folder, own ? 'main.go' : 'tools.go'),
      own ?? `//go:build tools\n\npackage tools\n\nimport _ "${main}"\n`,
    );
    const sums = path.join(folder, 'go.sum');
    await copyFile(path.join(found.Dir, 'go.sum'), sums);
    await chmod(sums, 0o644);
    const built = path.join(folder, 'built');
    const what = own ? '.' : main;
    const flags = ['-trimpath', '-ldflags', '-s -w', '-tags', tags.join()];
    await go('build', ...flags, '-o', built, what);
    for (const each of files) {
      const kept = path.join(filesOf(program), each);
      await cp(path.join(found.Dir, each), kept, { recursive: true });
    }
    const partial = `${program}.${process.pid}.partial`;
    await copyFile(built, partial);
    await rename(partial, program);
  } catch (error) {
    throw new Error(
      `${name} ${version} could not be built with Go: ${
        error.stderr || error.message
      }`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The `replace` and `exclude` lines of the module itself, which only count in a main module. */
function replacements(upstream, replace) {
  const replaced = (upstream.Replace ?? []).map(({ Old, New }) => {
    const old = Old.Version ? `${Old.Path}@${Old.Version}` : Old.Path;
    const version = replace[Old.Path] ?? New.Version;
    if (!version) throw new Error(`Say which version ${Old.Path} is`);
    const by = replace[Old.Path] ? Old.Path : New.Path;
    return `-replace=${old}=${by}@${version}`;
  });
  const excluded = (upstream.Exclude ?? []).map(
    ({ Path, Version }) => `-exclude=${Path}@${Version}`,
  );
  return [...replaced, ...excluded];
}

function digestOf(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
