import {
  mkdir,
  mkdtemp,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { validateFormValues } from '@astrolabe/plugin-workloads-common';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bringTemplate } from './bringTemplate';
import { answersOf, formOf } from './formOf';
import { readDescriptions } from './readDescriptions';
import { readMade } from './readMade';
import { whyNoSandbox } from './Sandbox';

const words = { title: 'The project', es: 'El proyecto' };

describe('the form of a cookiecutter.json', () => {
  it('takes what it begins with, whatever stands there', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.stringMatching(/^[a-z_]{1,20}$/),
          fc.oneof(
            ...[fc.string(), fc.boolean(), fc.integer(), fc.constant(null)],
            ...[fc.array(fc.string()), fc.dictionary(fc.string(), fc.string())],
          ),
        ),
        variables => {
          const form = formOf(
            { ...variables, __prompts__: { a: 'What is it?' } },
            words,
          );
          const fields = form.properties.project.properties ?? {};
          const values = Object.fromEntries(
            Object.entries(fields).flatMap(([name, field]) =>
              field.default === undefined ? [] : [[name, field.default]],
            ),
          );
          expect(validateFormValues(form, { project: values })).toEqual([]);
          expect(answersOf(form, values)).toEqual(values);
        },
      ),
    );
  });

  it('leaves an answer that is empty to cookiecutter, where it makes one of the others', () => {
    const form = formOf({ name: 'a', slug: '{{ cookiecutter.name }}' }, words);
    expect(answersOf(form, { name: '', slug: '' })).toEqual({ name: '' });
  });
});

describe('what comes out of a sandbox', () => {
  const file = (at: string, text: unknown = '') => ({ path: at, text });
  const bytes = (at: string, text: string, encoding = 'base64') => ({
    ...{ path: at, text, encoding },
  });
  const made = (more: object) =>
    JSON.stringify({ name: 'a', files: [file('b')], left: [], ...more });

  it.each([
    ['nothing', ''],
    ['something else', '[]'],
    ['a name that climbs', made({ name: '..' })],
    ['a name with a slash', made({ name: 'a/b' })],
    ['a hidden name', made({ name: '.a' })],
    ['no file', made({ files: [] })],
    ['a path that climbs', made({ files: [file('a/../../b')] })],
    ['a path from the root', made({ files: [file('/etc/passwd')] })],
    ['a path of Windows', made({ files: [file('..\\b')] })],
    ['a line in a path', made({ files: [file('a\nb')] })],
    ['a hook of git', made({ files: [file('x/.GIT/hooks/a')] })],
    ['the same file twice', made({ files: [file('a'), file('a')] })],
    ['a file as a folder', made({ files: [file('a'), file('a/b')] })],
    ['what is no text', made({ files: [file('a', 1)] })],
    ['bytes that are none', made({ files: [bytes('a', 'no base64')] })],
    ['bytes of another kind', made({ files: [bytes('a', '', 'hex')] })],
    ['too much', made({ files: [file('a', 'x'.repeat(6_000_000))] })],
    ['too many bytes', made({ files: [bytes('a', 'xxxx'.repeat(2_000_000))] })],
    [
      'too many',
      made({ files: Array.from({ length: 2_001 }, (_, i) => file(`${i}`)) }),
    ],
    [
      'metadata that nobody can look at',
      made({ files: [bytes('ai4-metadata.yml', 'dGl0bGU6IPw=')] }),
    ],
    ['something that was left', made({ left: ['passwd'] })],
  ])('is no project with %s', (_what, answer) => {
    expect(() => readMade(answer)).toThrow(/project|answer|makes/);
  });

  it.each([
    ['its error', JSON.stringify({ error: 'x'.repeat(1_000_000) })],
    ['a name of what was left', made({ left: ['x'.repeat(1_000_000)] })],
  ])('says why in some lines, however long %s is', (_what, answer) => {
    const refused = () => readMade(answer);
    expect(refused).toThrow(/x{100}/);
    expect(refused).toThrow(/^.{100,2000}$/);
  });

  it('is a project otherwise', () => {
    expect(readMade(made({}))).toEqual({ name: 'a', files: [file('b')] });
    const files = [bytes('logo.png', 'iVBORw==')];
    expect(readMade(made({ files }))).toEqual({ name: 'a', files });
  });
});

describe('a cookiecutter.yaml', () => {
  it.each([
    ['a branch', { git: 'https://example.org/a', commit: 'main' }, 'template'],
    [
      'a path to git',
      { git: 'file:///etc', commit: 'a'.repeat(40) },
      'template',
    ],
    [
      'an option',
      { git: '--upload-pack=x', commit: 'a'.repeat(40) },
      'template',
    ],
  ])(
    'is refused with %s, by its file and key',
    async (_what, template, key) => {
      const root = await mkdtemp(path.join(tmpdir(), 'astrolabe-templates-'));
      const file = path.join(root, 'a', 'cookiecutter.yaml');
      await mkdir(path.dirname(file));
      const described = { title: 'A', summary: 'B', template };
      await writeFile(file, JSON.stringify(described));
      expect(() => readDescriptions([root])).toThrow(
        new RegExp(`${file}.*'${key}`),
      );
      await rm(root, { recursive: true });
    },
  );
});

describe('the folder of a template', () => {
  let root: string;
  beforeEach(async () => {
    root = await realpath(await mkdtemp(path.join(tmpdir(), 'astrolabe-')));
    for (const folder of ['outside', 'template/own', 'template/odd']) {
      await mkdir(path.join(root, folder), { recursive: true });
    }
    const json = 'cookiecutter.json';
    await writeFile(path.join(root, 'outside', json), '{}');
    await writeFile(path.join(root, 'template/own', json), '{}');
    const link = (to: string, at: string) =>
      symlink(to, path.join(root, 'template', at));
    await link('own', 'near');
    await link('../outside', 'far');
    await link(`../../outside/${json}`, `odd/${json}`);
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await rm(root, { recursive: true });
  });

  const bring = (folder: string, template: unknown = 'template') => {
    const named = { id: 'a', title: 'A', summary: 'B', translations: {} };
    const described = { ...named, where: root, folder, template } as never;
    return bringTemplate(described, path.join(root, 'cache'));
  };

  it.each(['own', 'near'])('is where its description says (%s)', async at => {
    expect(await bring(at)).toBe(path.join(root, 'template/own'));
  });

  it('is fetched by a git that gets nothing of the portal but its way out', async () => {
    const git = `#!/bin/sh
/bin/mkdir -p "$2/.git"
/usr/bin/env > '${root}/seen'
echo '{}' > "$2/cookiecutter.json"
`;
    await writeFile(path.join(root, 'git'), git, { mode: 0o755 });
    vi.stubEnv('PATH', root);
    vi.stubEnv('BACKEND_SECRET', 'a-secret');
    vi.stubEnv('GIT_DIR', '/elsewhere');
    vi.stubEnv('GIT_SSH_COMMAND', 'evil');
    vi.stubEnv('https_proxy', 'http://proxy.example');
    const address = 'https://forge.example/a';
    await bring('.', { git: address, commit: 'a'.repeat(40) });
    const seen = await readFile(path.join(root, 'seen'), 'utf8');
    expect(seen).toContain('https_proxy=http://proxy.example');
    expect(seen).not.toMatch(/a-secret|elsewhere|evil/);
  });

  it.each(['far', 'odd'])('is never reached by a link out of it (%s)', at =>
    expect(bring(at)).rejects.toThrow('is a link out'),
  );
});

describe('the walls of a template', () => {
  it('are missing, where what draws them does not come to its end', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-'));
    const hangs = '#!/bin/sh\nexec /bin/sleep 60\n';
    await writeFile(path.join(folder, 'bwrap'), hangs, { mode: 0o755 });
    vi.stubEnv('PATH', folder);
    const nothing = { pythonHome: '/usr', environment: '/', template: '/' };
    const parts = { ...nothing, script: '/', seconds: 0.2, isRoot: false };
    expect(await whyNoSandbox(parts)).toEqual({
      reason: 'bubblewrap cannot make one on this machine',
      evidence: 'It did not end within 0.2 seconds',
    });
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });
});
