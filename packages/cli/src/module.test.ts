import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { errorOf, useBench } from './__testUtils__/bench';

const bench = useBench();

const template = {
  id: 'ai-module-minimal',
  title: 'AI module',
  description: 'A Python project.',
  translations: {},
  schema: {
    properties: {
      module: {
        required: ['title'],
        properties: { title: { type: 'string', title: 'Title' } },
      },
      people: { properties: { authors: { type: 'array', title: 'Authors' } } },
    },
  },
  defaults: { module: {}, people: { authors: [] } },
};

const TEMPLATES = 'GET /api/assets/v1/project-templates';
const PROJECTS = 'POST /api/assets/v1/projects';

async function begin(files: { path: string; text: string }[]) {
  await bench.signedIn();
  const twice = (json: object) => [{ json }, { json }, { json }];
  bench.portal.answers[TEMPLATES] = twice({ items: [template] });
  bench.portal.answers[PROJECTS] = twice({ name: 'leaf', files });
  return path.join(bench.home, 'work');
}

describe('the project of a module', () => {
  it('is written into a folder of its own, with what was set', async () => {
    const to = await begin([
      { path: 'README.md', text: '# Leaf' },
      { path: 'src/leaf/api.py', text: 'x = 1\n' },
    ]);
    const { stdout, exitCode } = await bench.astrolabe(
      ...['module', 'new', '--to', to, '--set', 'module.title=Leaf'],
      ...['--set', 'people.authors=["A, B <a@b.org>"]'],
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`2 files are in ${to}/leaf`);
    expect(readFileSync(path.join(to, 'leaf/src/leaf/api.py'), 'utf8')).toBe(
      'x = 1\n',
    );
    expect(bench.portal.calls.at(-1)!.body).toEqual({
      template: 'ai-module-minimal',
      values: {
        module: { title: 'Leaf' },
        people: { authors: ['A, B <a@b.org>'] },
      },
    });
  });

  it('is never written over what is there', async () => {
    const to = await begin([{ path: 'README.md', text: 'new' }]);
    await bench.astrolabe('module', 'new', '--to', to);
    const again = await bench.astrolabe('module', 'new', '--to', to, '--json');
    expect(again.exitCode).toBe(2);
    expect(errorOf(again).message).toContain('is there already');
  });

  it('stays inside of its folder, and leaves nothing half done', async () => {
    const to = await begin([
      { path: 'README.md', text: 'x' },
      { path: '../evil', text: 'x' },
    ]);
    const made = await bench.astrolabe('module', 'new', '--to', to, '--json');
    expect(errorOf(made).name).toBe('UnsafePathError');
    expect(readdirSync(to)).toEqual([]);
    expect(existsSync(path.join(bench.home, 'evil'))).toBe(false);
    bench.portal.answers[PROJECTS] = [
      { json: { name: 'x/../../evil', files: [] } },
    ];
    const named = await bench.astrolabe('module', 'new', '--to', to, '--json');
    expect(errorOf(named).name).toBe('UnsafePathError');
    expect(readdirSync(to)).toEqual([]);
  });

  it('is of a template, whose fields can be looked at', async () => {
    await begin([]);
    const all = await bench.astrolabe('module', 'templates');
    expect(all.stdout).toContain('ai-module-minimal  AI module');
    const one = await bench.astrolabe('module', 'templates', template.id);
    expect(one.stdout).toContain('module.title *');
    const none = await bench.astrolabe('module', 'templates', 'x', '--json');
    expect(errorOf(none)).toMatchObject({
      message: `There is no template 'x'`,
    });
  });
});
