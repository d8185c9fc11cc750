import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodes } from './lib/errors';
import { useBench } from './__testUtils__/bench';

const bench = useBench();

describe('checking metadata', () => {
  it('names line and way to mend it, without a portal', async () => {
    const file = path.join(bench.home, 'ai4-metadata.yml');
    await writeFile(file, 'metadata_version: 2.0.0\ntitle: 7\nsummary: s\n');
    const result = await bench.astrolabe('check', file);
    expect(result.exitCode).toBe(exitCodes.failure);
    expect(result.stdout).toMatch(new RegExp(`${file}:2:\\d+: error: /title`));
    const json = await bench.astrolabe('check', file, '--json');
    expect(JSON.parse(json.stdout)[0]).toMatchObject({ file, valid: false });
  });

  it('finds mistakes of a manifest, too', async () => {
    const file = path.join(bench.home, 'tool.yaml');
    await writeFile(file, manifestWith('${{ form.general.nmae }}'));
    const result = await bench.astrolabe('check', file);
    expect(result.exitCode).toBe(exitCodes.failure);
    expect(result.stdout).toMatch(
      new RegExp(
        `${file}:\\d+:\\d+: error: /spec/manifest/workload/tasks/0/env/NAME: In the manifest, .*: 'form.general.nmae' is not known`,
      ),
    );

    await writeFile(file, manifestWith('${{ form.general.name }}'));
    expect((await bench.astrolabe('check', file)).stdout).toMatch(
      /tool\.yaml: valid \(astrolabe\)\n.*: \d+ of 100 complete, description \+\d+, license \+\d+, /,
    );
  });

  it('warns of a password in a form, which is valid all the same', async () => {
    const file = path.join(bench.home, 'tool.yaml');
    const content = manifestWith('${{ form.general.name }}');
    await writeFile(
      file,
      content.replace('default: you', 'default: you, format: password'),
    );
    const result = await bench.astrolabe('check', file);
    expect(result.exitCode).toBe(exitCodes.ok);
    expect(result.stdout).toMatch(
      /tool\.yaml:\d+:\d+: warning: .*general\/properties\/name: .* recorded/,
    );
    expect(result.stdout).toContain('fix: Ask for it as a secret');
  });
});

describe('mending metadata', () => {
  const broken = [
    'metadata_version: 2.3.0',
    'titel: Leaves # of plants',
    'summary: Counts them.',
    'description: All of them.',
    'links: { source_code: https://example.org }',
    'libraries: torch',
    'tasks: [Computer vison]',
    'categories: [AI4 inference]',
    'tags: []',
    '',
  ].join('\n');
  const mended = broken
    .replace('titel', 'title')
    .replace(': torch', ':\n  - PyTorch')
    .replace('vison', 'Vision');

  it('shows what would change, and changes it when told', async () => {
    const file = path.join(bench.home, 'ai4-metadata.yml');
    await writeFile(file, broken);
    const shown = await bench.astrolabe('module', 'fix', bench.home);
    expect(shown).toMatchObject({ exitCode: exitCodes.ok });
    expect(shown.stdout).toContain('-titel: Leaves # of plants\n');
    expect(shown.stdout).toContain('+title: Leaves # of plants\n');
    expect(shown.stderr).toMatch(
      /4 mended, 0 left to you; nothing is written yet/,
    );
    expect(await readFile(file, 'utf8')).toBe(broken);

    const written = await bench.astrolabe('module', 'fix', file, '--write');
    expect(written.stderr).toMatch(/4 mended, 0 left to you\n$/);
    expect(await readFile(file, 'utf8')).toBe(mended);
    const checked = await bench.astrolabe('module', 'check', bench.home);
    expect(checked.stdout).toContain(`${file}: valid (2.3.0)\n`);
    expect(checked.stdout).toMatch(/: \d\d of 100 complete, license \+\d+, /);
  });

  it('brings an old file to the newest version, also the JSON that it once was', async () => {
    const file = path.join(bench.home, 'metadata.json');
    const old = {
      title: 'Old',
      summary: 'S',
      description: ['D'],
      date_creation: '2019-01-01',
      keywords: ['tensorflow', 'trainable', 'classification'],
      license: 'MIT',
      sources: {
        dockerfile_repo: 'https://example.org/d',
        docker_registry_repo: 'a/b',
        code: 'https://example.org/c',
      },
    };
    await writeFile(file, JSON.stringify(old));
    const migrate = () => bench.astrolabe('module', 'migrate', file, '--write');
    const { stderr, exitCode } = await migrate();
    expect(exitCode).toBe(exitCodes.ok);
    expect(stderr).toContain("'dates.updated' is the day of 'dates.created'");
    expect(stderr).toMatch(
      /ai4-metadata\.yml: 1\.0\.0 to 2\.3\.0, 0 left to you/,
    );
    const made = path.join(bench.home, 'ai4-metadata.yml');
    expect(await readFile(made, 'utf8')).toContain('metadata_version: 2.3.0\n');
    expect((await migrate()).stderr).toContain('is there already');
  });

  it('writes nothing at all where something is in the way of one file', async () => {
    const at = (name: string) => path.join(bench.home, name);
    const old = '{"title": "Old", "keywords": ["x"]}';
    await mkdir(at('a'));
    await writeFile(at('a/ai4-metadata.yml'), broken);
    await writeFile(at('metadata.json'), old);
    await writeFile(at('ai4-metadata.yml'), 'mine');
    const migrate = (...files: string[]) =>
      bench.astrolabe('module', 'migrate', ...files, '--write');
    const { stderr } = await migrate(
      at('a/ai4-metadata.yml'),
      at('metadata.json'),
    );
    expect(stderr).toContain('is there already');
    expect(stderr).toContain('Nothing is written');
    expect(await readFile(at('a/ai4-metadata.yml'), 'utf8')).toBe(broken);

    // Two that would get the same name.
    await writeFile(at('a/one.json'), old);
    await writeFile(at('a/two.json'), old);
    await rm(at('a/ai4-metadata.yml'));
    const both = await migrate(at('a/one.json'), at('a/two.json'));
    expect(both.stderr).toContain('would be written twice');
    await expect(readFile(at('a/ai4-metadata.yml'))).rejects.toThrow('ENOENT');
  });

  it('names what a person has to decide, and fails until they have', async () => {
    const file = path.join(bench.home, 'ai4-metadata.yml');
    await writeFile(file, broken.replace('tags: []\n', ''));
    const { stdout, exitCode } = await bench.astrolabe(
      ...['module', 'fix', file, '--write'],
    );
    expect(exitCode).toBe(exitCodes.failure);
    expect(stdout).toContain("error: /tags: 'tags' is missing.");
    const json = await bench.astrolabe('module', 'fix', file, '--json');
    expect(JSON.parse(json.stdout)).toMatchObject([
      { file, done: '0 mended', isChanged: false, valid: false },
    ]);
  });

  it('finds the metadata of a folder, and nothing in what others wrote', async () => {
    const at = (...parts: string[]) => path.join(bench.home, ...parts);
    for (const folder of ['tools/a', 'node_modules/b', '.git', 'empty']) {
      await mkdir(at(folder), { recursive: true });
    }
    await writeFile(at('ai4-metadata.yml'), broken);
    await writeFile(at('other.yml'), 'a: 1');
    await writeFile(at('tools/a/tool.yaml'), manifestWith('x'));
    await writeFile(at('node_modules/b/ai4-metadata.yml'), broken);
    const { stdout } = await bench.astrolabe('check', bench.home, '--json');
    expect(
      JSON.parse(stdout).map(({ file }: { file: string }) => file),
    ).toEqual([at('ai4-metadata.yml'), at('tools/a/tool.yaml')]);
    const empty = await bench.astrolabe('check', at('empty'));
    expect(empty.exitCode).toBe(exitCodes.usage);
    expect(empty.stderr).toContain('There is no metadata file');
  });

  it('refuses 50 MB in a moment', async () => {
    const file = path.join(bench.home, 'ai4-metadata.yml');
    await writeFile(file, 'a'.repeat(50_000_000));
    const begin = Date.now();
    const { stdout, exitCode } = await bench.astrolabe('check', file);
    expect(exitCode).toBe(exitCodes.failure);
    expect(stdout).toContain('longer than 256000 characters');
    expect(Date.now() - begin).toBeLessThan(30_000);
  });
});

function manifestWith(expression: string): string {
  return `apiVersion: astrolabe.dev/v1alpha1
kind: AiTool
metadata: { name: greeter }
spec:
  title: Greeter
  summary: Greets.
  libraries: []
  tasks: []
  categories: []
  tags: []
  dataTypes: []
  manifest:
    form:
      type: object
      properties:
        general:
          type: object
          properties: { name: { type: string, default: you } }
    workload:
      tasks:
        - name: main
          role: main
          command: ['true']
          env: { NAME: '${expression}' }
          resources: { cpuCores: 1, memoryBytes: 1073741824, diskBytes: 0 }
      lifetime: { kind: batch }
`;
}
