import { describe, expect, it } from 'vitest';
import { harvest, UnreadableFile, withHarvest } from '.';
import { toRecord } from '../ingest/toRecord';

/** What is found in files, as an asset has it. */
async function foundIn(
  files: Record<string, string>,
  more: Partial<Parameters<typeof harvest>[0]> = {},
) {
  const found = await harvest({
    ...{ about: {}, read: async (path: string) => files[path] },
    ...more,
  });
  const { details } = toRecord(
    {
      ...{ kind: 'module', name: 'leaves', content: 'title: [' },
      ...{ origin: { location: 'x' }, harvested: found },
    },
    'test',
  );
  const from = Object.fromEntries(
    (details.harvested ?? []).map(each => [each.field, each.from]),
  );
  return { found, from, spec: details.spec, problems: details.problems };
}

describe('what a repository says already', () => {
  it('is read of a project of Poetry, without where to write to', async () => {
    const { spec } = await foundIn({
      'pyproject.toml': `[tool.poetry]
version = "2.0.0"
license = "MIT"
authors = ["Ada Lovelace <ada@example.org>"]
documentation = "https://docs.example"
[tool.poetry.dependencies]
python = "^3.11"
requests = { version = "^2.32", extras = ["socks"] }
flask = "3.0.0"
`,
    });
    expect(spec).toMatchObject({
      ...{ version: '2.0.0', license: 'MIT', authors: ['Ada Lovelace'] },
      languages: [{ name: 'Python' }],
      links: { documentation: 'https://docs.example' },
      dependencies: [
        { name: 'requests', version: '^2.32' },
        { name: 'flask', version: '3.0.0' },
      ],
    });
  });

  it('is read of setup.cfg and of requirements.txt', async () => {
    const { spec, from } = await foundIn({
      'setup.cfg': `[metadata]
name = leaves
author = Ada Lovelace, Grace Hopper
version = attr: leaves.__version__
license = MIT
[options]
install_requires =
    # for arrays
    numpy>=2
    torch[cuda] == 2.8.0 ; python_version > "3"
[tool:pytest]
author = nobody
`,
      'requirements.txt': '-r more.txt\nscipy==1.16.0 --hash=sha256:00\n',
    });
    expect(spec.authors).toEqual(['Ada Lovelace', 'Grace Hopper']);
    expect(spec.version).toBeUndefined();
    expect(spec.dependencies).toEqual([
      { name: 'numpy', version: '>=2', purl: 'pkg:pypi/numpy' },
      { name: 'torch', version: '2.8.0', purl: 'pkg:pypi/torch@2.8.0' },
    ]);
    expect(from).toMatchObject({ dependencies: 'setup.cfg' });
    const alone = await foundIn({
      'requirements.txt': '# x\nscipy==1.16.0 \\\n  --hash=sha256:00\n',
    });
    expect(alone.spec.dependencies).toEqual([
      { name: 'scipy', version: '1.16.0', purl: 'pkg:pypi/scipy@1.16.0' },
    ]);
  });

  it('is read of codemeta.json, by whoever made it', async () => {
    const { spec, from } = await foundIn({
      'codemeta.json': JSON.stringify({
        '@context': 'https://w3id.org/codemeta/3.0',
        '@type': 'SoftwareSourceCode',
        name: 'Leaves',
        author: [
          {
            '@type': 'Person',
            '@id': 'https://orcid.org/0000-0002-1825-0097',
            givenName: 'Ada',
            familyName: 'Lovelace',
          },
        ],
        version: '3.1',
        license: 'https://spdx.org/licenses/MIT',
        programmingLanguage: ['Python', { name: 'C++' }],
      }),
    });
    expect(spec).toMatchObject({
      ...{ version: '3.1', license: 'MIT' },
      authors: [{ name: 'Ada Lovelace', orcid: '0000-0002-1825-0097' }],
      languages: [{ name: 'Python' }, { name: 'C++' }],
    });
    expect(from.authors).toBe('codemeta.json');
  });

  it('has the very versions that a check of it has installed, and that of its newest release', async () => {
    const sbom = JSON.stringify({
      bomFormat: 'CycloneDX',
      components: [
        {
          type: 'library',
          name: 'numpy',
          version: '2.3.1',
          purl: 'pkg:pypi/numpy@2.3.1',
        },
        { type: 'operating-system', name: 'debian' },
      ],
    });
    const { spec, from } = await foundIn(
      {
        'requirements.txt': 'numpy',
        'CITATION.cff': 'cff-version: 1.2.0\nversion: 0.1',
      },
      { sbom, about: { release: { tag: 'v1.2.0', url: 'x' } } },
    );
    expect(spec.dependencies).toEqual([
      { name: 'numpy', version: '2.3.1', purl: 'pkg:pypi/numpy@2.3.1' },
    ]);
    expect(spec.version).toBe('1.2.0');
    expect(from).toMatchObject({ dependencies: 'check', version: 'release' });
  });

  it('is there but for the file that is broken, which is told of', async () => {
    const { spec, problems } = await foundIn({
      'CITATION.cff': 'cff-version: [',
      'codemeta.json': '[]',
      'pyproject.toml': '[project',
      'setup.cfg': '[metadata]\nversion = 1.0\n',
      'requirements.txt': 'x'.repeat(200_000),
    });
    expect(spec.version).toBe('1.0');
    const told = problems.map(({ message }) => message).join('\n');
    for (const file of ['CITATION.cff', 'codemeta.json', 'pyproject.toml']) {
      expect(told).toContain(`Nothing is read of ${file}`);
    }
    expect(told).toContain('longer than 100000');
    expect(problems.every(({ fix }) => fix)).toBe(true);
  });

  it('of one that cannot be asked for, the others are there', async () => {
    const { spec, problems } = await foundIn(
      {},
      {
        async read(path) {
          if (path === 'CITATION.cff')
            throw new UnreadableFile('it is a folder');
          return path === 'setup.cfg' ? '[metadata]\nversion = 1' : undefined;
        },
      },
    );
    expect(spec.version).toBe('1');
    expect(problems.map(({ message }) => message)).toContainEqual(
      'Nothing is read of CITATION.cff: it is a folder',
    );
  });

  it('is not half of it where the forge goes away meanwhile', async () => {
    const read = async () => {
      throw new Error('away');
    };
    await expect(harvest({ about: {}, read })).rejects.toThrow('away');
  });

  it.each([
    [
      'a bomb',
      `a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\n${'cdefghijk'
        .split('')
        .map(
          (key, i) =>
            `${key}: &${key} [${Array(8)
              .fill(`*${'bcdefghijk'[i]}`)
              .join(', ')}]`,
        )
        .join('\n')}\ncff-version: 1.2.0`,
    ],
    [
      'a hundred thousand authors',
      `cff-version: 1.2.0\nauthors:\n${'  - name: A\n'.repeat(8_000)}`,
    ],
    ['nesting', `cff-version: 1.2.0\nreferences: ${'['.repeat(20_000)}`],
    [
      'a long title',
      `cff-version: 1.2.0\nreferences:\n  - title: ${'x'.repeat(50_000)}`,
    ],
    [
      'authors that are none',
      'cff-version: 1.2.0\nauthors: { __proto__: 1 }\nreferences: 3\nversion: { a: 1 }',
    ],
  ])('keeps within its bounds: %s', async (_what, text) => {
    const began = performance.now();
    const { spec } = await foundIn({ 'CITATION.cff': text });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(spec.authors?.length ?? 0).toBeLessThanOrEqual(200);
    expect(JSON.stringify(spec).length).toBeLessThan(100_000);
  });

  it('takes neither owner nor manifest nor text of a page from such files', async () => {
    const { found } = await foundIn({
      'codemeta.json': JSON.stringify({
        '@context': 'https://w3id.org/codemeta/3.0',
        '@type': 'SoftwareSourceCode',
        ...{ name: 'Taken', description: 'Taken', maintainer: 'eve' },
      }),
    });
    expect(JSON.stringify(found)).not.toMatch(/Taken|eve/);
  });
});

describe('what is found and what is typed', () => {
  const typed = {
    ...{ title: 'x', summary: '', libraries: [], tasks: [], categories: [] },
    ...{ tags: [], dataTypes: [] },
  };

  it('what is typed prevails, also within links', () => {
    const { spec, harvested } = withHarvest(
      { ...typed, version: '1', links: { citation: 'mine' } },
      [
        {
          from: 'a',
          facts: {
            version: '2',
            links: { citation: 'theirs', documentation: 'https://a' },
          },
        },
        {
          from: 'b',
          facts: { license: 'MIT', links: { documentation: 'https://b' } },
        },
      ],
    );
    expect(spec).toMatchObject({
      ...{ version: '1', license: 'MIT' },
      links: { citation: 'mine', documentation: 'https://a' },
    });
    expect(harvested).toEqual([
      { field: 'links.documentation', from: 'a' },
      { field: 'license', from: 'b' },
    ]);
  });

  it('what nobody can type is not taken from a file; when it was changed, its forge knows better', () => {
    const { spec } = withHarvest(
      {
        ...typed,
        used: { runs: 9 },
        image: { reference: 'x' },
        updatedAt: '2020-01-01',
      },
      [{ from: 'forge', facts: { updatedAt: '2026-01-01T00:00:00Z' } }],
    );
    expect(spec).not.toHaveProperty('used');
    expect(spec).not.toHaveProperty('image');
    expect(spec.updatedAt).toBe('2026-01-01T00:00:00Z');
  });
});
