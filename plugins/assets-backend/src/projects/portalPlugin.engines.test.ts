import { execFile } from 'node:child_process';
import {
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeProject } from './makeProject';
import { readTemplates } from './readTemplates';

const run = promisify(execFile);
const root = path.resolve(__dirname, '../../../..');
const templates = readTemplates([path.join(root, 'templates')]);
const name = 'leaf-news';
/** Each in its place in the checkout, and the room here that it is held against. */
const plugins = [
  { id: 'portal-plugin', at: `plugins/${name}`, like: 'storage' },
  {
    id: 'portal-backend',
    at: `plugins/${name}-backend`,
    like: 'storage-backend',
  },
];
const folders = plugins.map(({ at }) => at);

/** What is most likely to break code that it comes into. */
const odd = `Ñandú's "leaf" news: {{ x }} \${y} \\n 漢字 </script>`;

describe('a page and a backend made of our templates, in a checkout of the portal', () => {
  let checkout: string;

  /** Programs of this checkout, in the other one; what they print is in the error. */
  async function passes(program: string, ...args: string[]) {
    const file = path.join(checkout, 'node_modules/.bin', program);
    try {
      const { CI: _, VITEST: __, ...env } = process.env;
      const cwd = checkout;
      const done = await run(file, args, { cwd, env, maxBuffer: 20_000_000 });
      return done.stdout + done.stderr;
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`${program}\n${stdout}\n${stderr}`);
    }
  }

  beforeAll(async () => {
    checkout = await mkdtemp(path.join(tmpdir(), 'astrolabe-checkout-'));
    const prefix = `--prefix=${checkout}/`;
    await run('git', ['-C', root, 'checkout-index', '--all', prefix]);
    await symlink(
      path.join(root, 'node_modules'),
      path.join(checkout, 'node_modules'),
    );
    const values = {
      module: { title: odd, name, summary: odd, description: odd },
      people: {
        authors: ['Ada Lovelace <ada@example.org>'],
        licence: 'Apache-2.0',
      },
    };
    for (const { id, at } of plugins) {
      const template = templates.find(each => each.id === id)!;
      for (const file of makeProject(template, values, new Date()).files) {
        const target = path.join(checkout, at, file.path);
        await mkdir(path.dirname(target), { recursive: true });
        await writeFile(target, file.text);
      }
    }
    const config = {
      extends: './tsconfig.json',
      include: folders.map(at => `${at}/src`),
      // What the app says of styles, for whatever is in it.
      files: ['node_modules/@backstage/cli/asset-types/asset-types.d.ts'],
    };
    await writeFile(
      path.join(checkout, 'tsconfig.one.json'),
      JSON.stringify(config),
    );
  });
  afterAll(() => rm(checkout, { recursive: true, force: true }));

  it('are right for the compiler', async () => {
    await passes('tsc', '--project', 'tsconfig.one.json');
  });

  it('keep to the walls, the budgets and the form of the house', async () => {
    await passes('eslint', '--ext', '.ts,.tsx', ...folders);
    await passes('prettier', '--check', ...folders);
  });

  it('pass their own tests: the page at its address, and a backend that is started', async () => {
    const said = await passes('vitest', 'run', ...folders);
    // With colours where it thinks that a person reads it.
    expect(stripVTControlCharacters(said)).toMatch(/Tests {2}7 passed/);
  });

  it.each(plugins)(
    'ask for the versions that the portal has: $id',
    async ({ at, like }) => {
      const wanted = await packageAt(path.join(checkout, at));
      const house = await packageAt(path.join(root, 'plugins', like));
      for (const [each, version] of Object.entries(wanted)) {
        expect([each, house[each]]).toEqual([each, version]);
      }
    },
  );
});

/** Every version that a package asks for. */
async function packageAt(folder: string): Promise<Record<string, string>> {
  const file = path.join(folder, 'package.json');
  const read = JSON.parse(await readFile(file, 'utf8'));
  return { ...read.dependencies, ...read.devDependencies };
}
