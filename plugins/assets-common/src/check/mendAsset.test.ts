import fc from 'fast-check';
import spdxIds from 'spdx-license-list/simple';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { applyEdits, checkAsset, mendAsset } from '..';

const plankton = `# How catalogues show it.
metadata_version: 2.3.0
title: Plankton classifier
summary: Names the plankton in a picture. # short
description: |-
  Long text.
license: MIT
dates:
  created: '2024-03-26'
  updated: '2024-08-12'
links:
  source_code: https://example.org/plankton
  docker_image: example/plankton
tags: [plankton, deep learning]
tasks:
  - Computer Vision # what it sees
categories: [AI4 pre trained, AI4 inference]
libraries: [PyTorch]
data-type: [Image]
resources:
  inference: { cpu: 2, memory_MB: 8000 }
`;

const own = `apiVersion: astrolabe.dev/v1alpha1
kind: AiTool
metadata: { name: jupyterlab, description: Notebooks. }
spec:
  title: JupyterLab # the notebook
  license: BSD-3-Clause
`;

const good = { plankton, own };

describe('mending a metadata file', () => {
  it.each<[what: string, file: keyof typeof good, ...change: string[]]>([
    ['a misspelt key', 'plankton', 'title:', 'titel:'],
    [
      'a misspelt key that may be absent',
      'plankton',
      'data-type:',
      'sata-type:',
    ],
    [
      'a misspelt key in a group',
      'plankton',
      '  docker_image:',
      '  docker-image:',
    ],
    ['a misspelt term', 'plankton', '- Computer Vision', '- computer vison'],
    ['a term by another name', 'plankton', '[PyTorch]', '[torch]'],
    [
      'a term that is there twice',
      'plankton',
      '[PyTorch]',
      '[PyTorch, pytorch]',
    ],
    ['a text where a list is meant', 'plankton', '[PyTorch]', 'PyTorch'],
    [
      'terms between commas',
      'plankton',
      '[AI4 pre trained, AI4 inference]',
      'AI4 pre trained, inference',
    ],
    ['a number where a text is meant', 'plankton', '2.3.0', '2.3'],
    ['a text where a number is meant', 'plankton', 'cpu: 2', "cpu: '2'"],
    ['a unit', 'plankton', 'memory_MB: 8000', 'memory_MB: 8 GB'],
    ['a version that was never published', 'plankton', '2.3.0', '2.9.0'],
    ['no version at all', 'plankton', 'metadata_version: 2.3.0\n', ''],
    ['a licence in other words', 'plankton', 'MIT', 'The MIT License'],
    ['a date the other way round', 'plankton', "'2024-03-26'", "'26.3.2024'"],
    ['a date in words', 'plankton', "'2024-03-26'", 'March 26, 2024'],
    [
      'a day before 1970 in words',
      'plankton',
      "'2024-03-26'",
      '1 September 1936',
    ],
    ['a link without https', 'plankton', 'https://example.org', 'example.org'],
    [
      'a key that is there twice',
      'plankton',
      'libraries: [PyTorch]\n',
      'libraries: [PyTorch]\nlibraries: [PyTorch]\n',
    ],
    [
      'quotes inside quotes',
      'plankton',
      'summary: Names the plankton in a picture. # short',
      'summary: "Names "the" plankton"',
    ],
    ['a misspelt key of ours', 'own', 'license:', 'licence:'],
    ['a kind of ours', 'own', 'AiTool', 'AITool'],
    ['the version of our own format', 'own', 'v1alpha1', 'v1aplha1'],
    ['a licence of ours', 'own', 'BSD-3-Clause', 'bsd 3 clause'],
  ])('mends %s, and touches nothing else', (_what, file, ...[right, wrong]) => {
    const content = good[file];
    expect(content).toContain(right);
    expect(checkAsset(content)).toMatchObject({ valid: true, problems: [] });
    const { content: mended, check } = mendAsset(content.replace(right, wrong));
    expect(check).toMatchObject({ valid: true, problems: [] });
    const had = content.split('\n');
    const changed = mended.split('\n').filter(line => !had.includes(line));
    // Another way of writing the same, in the one line that was wrong.
    expect(changed.length).toBeLessThan(4);
    for (const comment of content.match(/#.*/g)!) {
      if (!right.includes(comment)) expect(mended).toContain(comment);
    }
  });

  it.each([
    ['a day that is in March or in April', "'2024-03-26'", '3/4/2024'],
    ['a day that is not there', "'2024-03-26'", '31.2.2024'],
    ['a term that could be two', '[PyTorch]', '[XGBM]'],
    [
      'a key that is there twice and says two things',
      'title:',
      'title: A\ntitle:',
    ],
    ['a licence that could be two', 'license: MIT', 'license: GPLv3'],
    ['half a core', 'cpu: 2', "cpu: '0.5'"],
    ['memory of an unknown unit', 'memory_MB: 8000', 'memory_MB: 8 parsecs'],
    [
      'memory of a unit that every object has',
      'memory_MB: 8000',
      'memory_MB: 8 constructor',
    ],
    ['a missing key', 'libraries: [PyTorch]\n', ''],
    ['a short key that is another word', 'cpu: 2', 'tpu: 2'],
    ['a test, which is no text', '[Image]', '[Test]'],
    ['an audit, which is no audio', '[Image]', '[Audit]'],
    [
      'a key that is there twice, one with a comment',
      'license: MIT',
      'license: MIT\nlicense: MIT # asked the lawyers',
    ],
    [
      'lines with a comment where a text is meant',
      'description: |-\n  Long text.',
      'description:\n  - Long # or not\n  - text.',
    ],
    [
      'two quoted words',
      'summary: Names the plankton in a picture. # short',
      'summary: "Names" and "plankton"',
    ],
    [
      'a comment below a text that has to be quoted',
      'summary: Names the plankton in a picture. # short',
      'summary: Plankton: all\n  of it # short',
    ],
    ['a colon too many above other keys', 'links:\n', 'links: see: below\n'],
    [
      'what a backslash stands for',
      'summary: Names the plankton in a picture. # short',
      'summary: "Names\\tthe "small" plankton"',
    ],
    [
      'a quote that was doubled inside others',
      'summary: Names the plankton in a picture. # short',
      "summary: 'It''s the 'small' plankton'",
    ],
    ['a list that never ends', '[PyTorch]', '[PyTorch'],
    [
      'a quote that never ends',
      'summary: Names the plankton in a picture. # short',
      'summary: "Names the plankton: all',
    ],
  ])('leaves %s to a person', (_what, right, wrong) => {
    const content = plankton.replace(right, wrong);
    expect(mendAsset(content)).toMatchObject({ content, mended: [] });
  });

  it.each(['1.10', '0x1F', '1e3', 'true', '007'])(
    'puts %s between quotes as it is written',
    version => {
      const content = own.replace(
        'license:',
        `version: ${version} # so far\n  license:`,
      );
      const { content: mended, check } = mendAsset(content);
      expect(check.problems).toEqual([]);
      expect(mended).toBe(content.replace(version, `"${version}"`));
    },
  );

  it('mends how a licence is spelt, and never makes another one of it', () => {
    for (const id of spdxIds) {
      for (const written of [id.toLowerCase(), `'${id} '`]) {
        const content = own.replace('BSD-3-Clause', written);
        const { spec } = parse(mendAsset(content).content);
        expect(spec.license).toBe(id);
      }
    }
  });

  it('keeps a comment apart from the text that it quotes', () => {
    const content = plankton.replace('Names the', 'Plankton: the');
    expect(mendAsset(content).content).toContain(
      "summary: 'Plankton: the plankton in a picture.' # short\n",
    );
  });

  it('has nothing against a day before 1970', () => {
    const content = plankton.replace('2024-03-26', '1936-09-01');
    expect(checkAsset(content).problems).toEqual([]);
  });

  it('mends one after another what hides behind another', () => {
    const broken = plankton
      .replace('title:', 'titel:')
      .replace('summary: Names the', 'summary: Plankton: the')
      .replace(
        'tags: [plankton, deep learning]',
        'tag: plankton; deep learning',
      )
      .replace('[PyTorch]', 'torch, pytorch');
    const { content, check, mended } = mendAsset(broken);
    expect(check.problems).toEqual([]);
    expect(content).toContain("summary: 'Plankton: the");
    expect(content).toContain('- deep learning');
    expect(mended.length).toBeGreaterThan(4);
  });

  it('makes JSON of JSON', () => {
    const { content } = mendAsset(
      '{"metadata_version": "2.3.0", "titel": "A", "summary": 7}',
    );
    expect(JSON.parse(content)).toEqual({
      metadata_version: '2.3.0',
      title: 'A',
      summary: '7',
    });
  });

  it('never brings an error, never changes a right file, and ends', () => {
    const lines = plankton.split('\n');
    const change = fc.record({
      at: fc.nat(lines.length - 1),
      how: fc.constantFrom('swap', 'drop', 'double', 'quote', 'indent', 'cut'),
      where: fc.nat(40),
    });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), changes => {
        const broken = [...lines];
        for (const { at, how, where } of changes) {
          const line = broken[at];
          const left = line.slice(0, where);
          const right = line.slice(where);
          broken[at] = {
            swap: `${left}${right.slice(1, 2)}${right.slice(0, 1)}${right.slice(
              2,
            )}`,
            drop: `${left}${right.slice(1)}`,
            double: `${line}\n${line}`,
            quote: `${left}"${right}`,
            indent: ` ${line}`,
            cut: left,
          }[how]!;
        }
        const content = broken.join('\n');
        const before = checkAsset(content);
        const { content: mended, check } = mendAsset(content);
        const count = ({ problems }: typeof check) =>
          problems.filter(({ severity }) => severity === 'error').length;
        expect(count(check)).toBeLessThanOrEqual(count(before));
        if (before.problems.length === 0) expect(mended).toBe(content);
        expect(mendAsset(mended).content).toBe(mended);
      }),
      { numRuns: 500 },
    );
  });

  it('says each mend as edits of the text that was checked', () => {
    const content = plankton.replace('title:', 'titel:');
    const [{ edits }] = checkAsset(content).problems;
    expect(edits).toEqual([
      {
        start: content.indexOf('titel'),
        end: content.indexOf('titel') + 5,
        text: 'title',
      },
    ]);
    expect(applyEdits(content, edits!)).toBe(plankton);
  });
});
