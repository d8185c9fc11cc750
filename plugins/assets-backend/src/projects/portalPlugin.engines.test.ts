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
const template = readTemplates([path.join(root, 'templates')]).find(
  ({ id }) => id === 'portal-plugin',
)!;

/** What is most likely to break code that it comes into. */
const odd = `Ñandú's "leaf" news: {{ x }} \${y} \\n 漢字 </script>`;

describe('a page made of the template portal-plugin, in a checkout of the portal', () => {
  let checkout: string;
  const name = 'leaf-news';
  /** Its files, by their paths. */
  const made: Record<string, string> = {};

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
    const { files } = makeProject(template, values, new Date());
    for (const { path: at, text } of files) {
      made[at] = text;
      const file = path.join(checkout, 'plugins', name, at);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
    }
    const config = {
      extends: './tsconfig.json',
      include: [`plugins/${name}/src`],
      // What the app says of styles, for whatever is in it.
      files: ['node_modules/@backstage/cli/asset-types/asset-types.d.ts'],
    };
    await writeFile(
      path.join(checkout, 'tsconfig.one.json'),
      JSON.stringify(config),
    );
  });
  afterAll(() => rm(checkout, { recursive: true, force: true }));

  it('is right for the compiler', async () => {
    await passes('tsc', '--project', 'tsconfig.one.json');
  });

  it('keeps to the walls, the budgets and the form of the house', async () => {
    await passes('eslint', '--ext', '.ts,.tsx', `plugins/${name}`);
    await passes('prettier', '--check', `plugins/${name}`);
  });

  it('passes its own test: its page, at its address', async () => {
    const said = await passes('vitest', 'run', `plugins/${name}`);
    // With colours where it thinks that a person reads it.
    expect(stripVTControlCharacters(said)).toMatch(/Tests {2}3 passed/);
  });

  it('asks for the versions that the portal has', async () => {
    const { dependencies, devDependencies } = JSON.parse(made['package.json']);
    const storage = path.join(root, 'plugins/storage/package.json');
    const own = JSON.parse(await readFile(storage, 'utf8'));
    const house: Record<string, string> = {
      ...own.dependencies,
      ...own.devDependencies,
    };
    for (const [each, version] of Object.entries({
      ...dependencies,
      ...devDependencies,
    })) {
      expect([each, house[each]]).toEqual([each, version]);
    }
  });
});
