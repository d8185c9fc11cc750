import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { checkAsset, toOwnFile, validateAssetSpec } from '.';

const plankton = `metadata_version: 2.3.0
title: Plankton classifier
summary: Names the plankton in a picture.
description: |-
  Long text.
doi: https://doi.org/10.5281/zenodo.1234567
dates:
  created: '2024-03-26'
  updated: '2024-08-12'
links:
  source_code: https://example.org/plankton
  docker_image: example/plankton
tags: [plankton, deep learning]
tasks: [Computer Vision]
categories: [AI4 pre trained, AI4 inference]
libraries: [PyTorch]
data-type: [Image]
resources:
  inference: { cpu: 2, memory_MB: 8000 }
`;

describe('checking a metadata file', () => {
  it('reads version 2 into our own shape', () => {
    const check = checkAsset(plankton);
    expect(check).toMatchObject({
      valid: true,
      format: '2.3.0',
      problems: [],
    });
    expect(check.spec).toMatchObject({
      title: 'Plankton classifier',
      doi: '10.5281/zenodo.1234567',
      createdAt: '2024-03-26',
      categories: ['Pre-trained', 'Inference'],
      dataTypes: ['Image'],
      links: { sourceCode: 'https://example.org/plankton' },
      resources: { inference: { cpuCores: 2, memoryBytes: 8_000_000_000 } },
    });
  });

  it('reads version 1 into our own shape, and finds terms among its keywords', () => {
    const check = checkAsset(`title: Old one
summary: From before.
description: [First line, Second line]
date_creation: '2019-01-01'
keywords: [tensorflow, trainable, computer vision]
license: Apache-2.0
sources:
  dockerfile_repo: https://example.org/d
  docker_registry_repo: example/old
  code: https://example.org/c
  pre_trained_weights: https://example.org/w
dataset_url: https://example.org/data
`);
    expect(check).toMatchObject({ valid: true, format: '1.0.0' });
    expect(check.spec).toMatchObject({
      description: 'First line\nSecond line',
      license: 'Apache-2.0',
      libraries: ['TensorFlow'],
      tasks: ['Computer Vision'],
      categories: ['Trainable'],
      links: {
        sourceCode: 'https://example.org/c',
        weights: 'https://example.org/w',
        dataset: 'https://example.org/data',
      },
    });
  });

  it('says which line is wrong, what is allowed and what was probably meant', () => {
    const { valid, problems } = checkAsset(
      plankton.replace('[Computer Vision]', '[computer vison]'),
    );
    expect(valid).toBe(false);
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        pointer: '/tasks/0',
        line: 14,
        column: 9,
        allowed: expect.arrayContaining(['Computer Vision', 'Other']),
        fix: `Did you mean 'Computer Vision'?`,
      }),
    ]);
  });

  it.each([
    {
      what: 'a missing key',
      change: ['libraries: [PyTorch]\n', ''],
      at: ['/libraries', 1],
    },
    {
      what: 'an empty key',
      change: ['libraries: [PyTorch]', 'libraries:'],
      at: ['/libraries', 16],
    },
    {
      what: 'a text instead of a list',
      change: ['[PyTorch]', 'PyTorch'],
      at: ['/libraries', 16],
    },
    {
      what: 'a version that is a number',
      change: ['2.3.0', '2.3'],
      at: ['/metadata_version', 1],
    },
    {
      what: 'a unit in a number',
      change: ['memory_MB: 8000', 'memory_MB: 8 GB'],
      at: ['/resources/inference/memory_MB', 19],
    },
    {
      what: 'a key of version 1',
      change: ['data-type:', 'keywords:'],
      at: ['/keywords', 17],
    },
  ])('places $what', ({ change: [from, to], at: [pointer, line] }) => {
    const { problems } = checkAsset(plankton.replace(from, to));
    expect(problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        pointer,
        line,
        fix: expect.any(String),
      }),
    ]);
  });

  it.each([
    [
      'quotes inside quotes',
      'summary: "It says "hello" to you"',
      'It says "hello" to you',
    ],
    [
      'a colon inside a plain text',
      'summary: Plankton: a classifier: now better',
      'Plankton: a classifier: now better',
    ],
    [
      'a colon in the second line of a plain text',
      'summary: Plankton in\n  two lines: better',
      'Plankton in two lines: better',
    ],
  ])('reads on after %s', (_what, line, summary) => {
    const check = checkAsset(plankton.replace(/summary: .*/, line));
    expect(check.valid).toBe(false);
    expect(check.problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        line: 3,
        fix: expect.stringContaining(`'summary'`),
      }),
    ]);
    expect(check.spec).toMatchObject({
      title: 'Plankton classifier',
      summary,
      libraries: ['PyTorch'],
    });
  });

  it('takes the name for a title that cannot be read', () => {
    const check = checkAsset('\t@@{{', 'module', 'plankton');
    expect(check.valid).toBe(false);
    expect(check.spec?.title).toBe('plankton');
    expect(checkAsset('', 'module', 'empty').problems).toEqual([
      expect.objectContaining({ message: 'The file is empty.', line: 1 }),
    ]);
  });

  it('reads our own files', () => {
    const own = `apiVersion: astrolabe.dev/v1alpha1
kind: AiTool
metadata: { name: jupyterlab, title: JupyterLab, description: Notebooks. }
spec:
  tags: [notebook]
  libraries: [scikit-learn, JAX]
  categories: [AI4 pre trained]
  licence: BSD-3-Clause
`;
    const check = checkAsset(own, 'tool', 'jupyterlab');
    expect(check).toMatchObject({
      valid: false,
      format: 'astrolabe',
      spec: { title: 'JupyterLab', summary: 'Notebooks.', tags: ['notebook'] },
      problems: [
        {
          pointer: '/spec/licence',
          line: 8,
          fix: `Did you mean 'license'?`,
        },
      ],
    });
    const mended = own.replace('licence', 'license');
    expect(checkAsset(mended, 'tool', 'jupyterlab')).toMatchObject({
      valid: true,
      spec: {
        license: 'BSD-3-Clause',
        libraries: ['Scikit-learn', 'JAX'],
        categories: ['Pre-trained'],
      },
    });
    expect(checkAsset(mended, 'module').problems).toEqual([
      expect.objectContaining({ pointer: '/kind', line: 2 }),
    ]);
  });

  it('does not look at what a stranger may not say', () => {
    const own = `apiVersion: astrolabe.dev/v1alpha1
kind: AiTool
metadata: { name: shelf }
spec:
  title: Shelf
  owner: group:default/operators
  dependsOn: 7
  manifest: { form: { pattern: '(a+)+$' }, workload: 7 }
`;
    expect(checkAsset(own, 'tool', 'shelf').valid).toBe(false);
    const { valid, problems, spec } = checkAsset(own, 'tool', {
      ...{ name: 'shelf', leavesOut: ['owner', 'dependsOn', 'manifest'] },
    });
    expect([valid, problems]).toEqual([true, []]);
    for (const key of ['owner', 'dependsOn', 'manifest']) {
      expect(spec).not.toHaveProperty(key);
    }
  });

  it.each([
    {
      what: 'of ai4-metadata',
      content: plankton.replace('title:', 'titel:'),
      at: ['/titel', 2],
    },
    {
      what: 'of our own, in the spec',
      content:
        'apiVersion: astrolabe.dev/v1alpha1\nkind: AiTool\nmetadata: { name: a }\nspec:\n  titel: A',
      at: ['/spec/titel', 5],
    },
    {
      what: 'of our own, in the metadata',
      content:
        'apiVersion: astrolabe.dev/v1alpha1\nkind: AiTool\nmetadata:\n  name: a\n  titel: A\nspec: {}',
      at: ['/metadata/titel', 5],
    },
  ])('names a misspelt key $what', ({ content, at: [pointer, line] }) => {
    expect(checkAsset(content, 'tool', 'a').problems).toEqual([
      expect.objectContaining({
        severity: 'error',
        pointer,
        line,
        message: "'titel' is not a known key.",
        fix: "Did you mean 'title'?",
      }),
    ]);
  });

  it('takes no other known key for a misspelt one', () => {
    const check = checkAsset(plankton.replace(/^tags: .*\n/m, ''));
    expect(check.problems).toEqual([
      expect.objectContaining({ pointer: '/tags', fix: "Add the key 'tags'." }),
    ]);
  });

  it('answers whatever text it is given, with a spec that is in our shape', () => {
    const values = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.jsonValue().map(value => JSON.stringify(value)),
      fc
        .dictionary(
          fc.constantFrom(
            ...['metadata_version', 'title', 'summary', 'tags', 'links'],
            ...['resources', 'dates', 'doi', 'keywords', 'sources', 'spec'],
            ...['apiVersion', 'metadata', 'kind', 'data-type', '__proto__'],
          ),
          fc.jsonValue(),
        )
        .map(value => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(values, content => {
        const check = checkAsset(content, 'module', 'some-name');
        expect(validateAssetSpec(check.spec)).toEqual([]);
        for (const problem of check.problems) {
          expect(problem.line).toBeGreaterThan(0);
        }
      }),
      {
        numRuns: 500,
        // Found once, by chance.
        examples: [['{"apiVersion":{"toString":false}}']],
      },
    );
  });

  it('shows no link that is not a web address', () => {
    const check = checkAsset(
      plankton
        .replace('https://example.org/plankton', '"java\\nscript:alert(1)"')
        .replace('example/plankton', 'registry:5000/plankton'),
    );
    expect(check.spec?.links).toEqual({
      dockerImage: 'registry:5000/plankton',
    });
    expect(check.problems).toEqual([
      expect.objectContaining({
        severity: 'warning',
        pointer: '/links/source_code',
        line: 11,
      }),
    ]);
  });

  it('warns of a title, a summary and a description that say nothing', () => {
    const warned = (text: string) => {
      const { valid, problems } = checkAsset(text);
      expect(valid).toBe(true);
      return problems.map(({ severity, pointer, line, message }) =>
        [severity, pointer, line, message].join(' '),
      );
    };
    const said = plankton.replace('Plankton classifier', "''");
    expect(warned(said)).toEqual(['warning /title 2 The title is empty.']);
    expect(warned(plankton.replace(/(summary:).*/, `$1 '  '`))).toEqual([
      'warning /summary 3 The summary is empty.',
    ]);
    expect(warned(plankton.replace(/\|-\n.*/, "''"))).toEqual([
      'warning /description 4 The description is empty.',
    ]);
    const own = (metadata: string, spec: string) =>
      `apiVersion: astrolabe.dev/v1alpha1
kind: AiModule
metadata: { name: x, ${metadata} }
spec: { ${spec} }
`;
    expect(
      warned(own("title: X, description: ''", "description: ' '")),
    ).toEqual([
      'warning /metadata/description 3 The summary is empty.',
      'warning /spec/description 4 The description is empty.',
    ]);
    expect(warned(own("description: ''", "title: ' ', summary: X"))).toEqual([
      'warning /spec/title 4 The title is empty.',
    ]);
    // What is not there at all may be so; what we write says no empty texts.
    const bare = checkAsset(own('title: X', 'tags: []')).spec!;
    expect(bare.summary).toBe('');
    const made = toOwnFile({ kind: 'module', name: 'x', spec: bare });
    expect(checkAsset(JSON.stringify(made))).toMatchObject({
      problems: [],
      spec: bare,
    });
  });

  it('does not choke on long lists', () => {
    const many = Array.from({ length: 100_000 }, () => 'a').join(',');
    const check = checkAsset(plankton.replace('[PyTorch]', `[${many}]`));
    expect(check.problems[0]).toMatchObject({
      pointer: '/libraries',
      line: 16,
    });
    const wrong = Array.from({ length: 1_500 }, (_, i) => `a${i}`).join(',');
    const { problems } = checkAsset(
      plankton.replace('[PyTorch]', `[${wrong}]`),
    );
    expect(problems).toHaveLength(100);
  });

  it('does not choke on nesting and aliases', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [i, key] of [...'bcdefghij'].entries()) {
      const before = [...'abcdefghij'][i];
      bomb.push(`${key}: &${key} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    expect(checkAsset(bomb.join('\n')).valid).toBe(false);
    expect(checkAsset('['.repeat(20_000)).valid).toBe(false);
    expect(checkAsset('x'.repeat(2_000_000)).valid).toBe(false);
  });
});
