import path from 'node:path';
import type { Project } from '@astrolabe/plugin-assets-common';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { usual } from './__testUtils__/usual';
import { madeOfData } from './madeOfData';
import { makeProject } from './makeProject';
import { readTemplates } from './readTemplates';

const templates = readTemplates([
  path.resolve(__dirname, '../../../../templates'),
]);
const now = new Date('2026-11-29T12:00:00Z');

const fileOf = ({ files }: Project, name: string): string =>
  files.find(({ path: at }) => at === name)!.text;
const metadataOf = (project: Project) => fileOf(project, 'ai4-metadata.yml');

describe('the licence of a project', () => {
  const template = templates.find(({ id }) => id === 'ai-module-minimal')!;
  const licenceOf = (licence: string) =>
    fileOf(
      makeProject(
        template,
        { ...usual, people: { ...usual.people, licence } },
        now,
      ),
      'LICENSE',
    );

  it('names the year and who holds the rights, where it has a place for them', () => {
    for (const licence of ['MIT', 'BSD-3-Clause']) {
      expect(licenceOf(licence)).toContain('Copyright (c) 2026 Ada Lovelace');
    }
  });

  it('is left as it is published elsewhere', () => {
    expect(licenceOf('Apache-2.0')).toContain('[name of copyright owner]');
    expect(licenceOf('GPL-3.0-or-later')).toContain('<name of author>');
    expect(licenceOf('EUPL-1.2')).toContain('EUROPEAN UNION PUBLIC LICENCE');
  });
});

describe('the image of a project', () => {
  const template = templates.find(({ id }) => id === 'ai-module-minimal')!;
  const linkOf = (owner: string) => {
    const values = { ...usual, people: { ...usual.people, owner } };
    const project = makeProject(template, values, now);
    return parseYaml(metadataOf(project)).links.docker_image;
  };

  const made = (framework: string, image: string) => {
    const code = { framework, python: '3.13', image };
    return makeProject(template, { ...usual, code }, now);
  };
  const inferenceOf = (project: Project) =>
    parseYaml(metadataOf(project)).resources.inference;
  const offered = (kind: string) =>
    template.choices.find(each => each.kind === kind)!.entries;

  it('stands on what was chosen, and is told so wherever that counts', () => {
    const light = 'https://download.pytorch.org/whl/cpu';
    for (const { id: framework } of offered('frameworks')) {
      for (const [image, base] of [
        ['cpu', 'python:3.13-slim'],
        ['cpu-tools', 'python:3.13'],
      ]) {
        const project = made(framework, image);
        const isPyTorch = framework === 'pytorch';
        expect(fileOf(project, 'Dockerfile').split('\n').slice(1, 3)).toEqual([
          `FROM ${base} AS base`,
          `ENV PYTHONUNBUFFERED=1${
            isPyTorch ? ` PIP_EXTRA_INDEX_URL=${light}` : ''
          }`,
        ]);
        const { gpu, storage_MB: storage } = inferenceOf(project);
        expect(gpu).toBeUndefined();
        if (isPyTorch || framework === 'tensorflow') {
          expect(storage).toBeGreaterThan(2048);
        }
        expect(fileOf(project, 'README.md')).not.toContain('--gpus');
      }
    }
  });

  it('uses a GPU where it is said to need one', () => {
    const values = (framework: string) => ({
      ...usual,
      code: { ...usual.code, framework, image: 'gpu' },
    });
    const maker = madeOfData(template, {});
    const refused = offered('frameworks').filter(
      ({ id }) => maker.problems(values(id)).length > 0,
    );
    expect(refused.map(({ id }) => id)).toEqual(['none', 'scikit-learn']);
    expect(maker.problems(values('none'))).toEqual([
      {
        path: 'code.image',
        message: "'NVIDIA GPU' is of no use without PyTorch or TensorFlow",
      },
    ]);
    const pytorch = made('pytorch', 'gpu');
    expect(fileOf(pytorch, 'src/leaf_counter/model.py')).toContain('"cuda"');
    expect(fileOf(pytorch, 'Dockerfile')).not.toContain('whl/cpu');
    const tensorflow = made('tensorflow', 'gpu');
    const toml = parseToml(fileOf(tensorflow, 'pyproject.toml'));
    const { dependencies } = toml.project as { dependencies: string[] };
    // On others than Linux there is no CUDA to be had.
    expect(dependencies.slice(1)).toEqual([
      expect.stringMatching(/^tensorflow\[and-cuda\]\S+; sys_platform == /),
      expect.stringMatching(/^tensorflow>\S+; sys_platform != /),
    ]);
    for (const project of [pytorch, tensorflow]) {
      expect(inferenceOf(project).gpu).toBe(1);
      expect(fileOf(project, 'README.md')).toContain('--rm --gpus all -p');
    }
  });

  it('is told the longest of words that begin alike', () => {
    const { choices, skeleton, ...rest } = template;
    const words = { BASE: 'a', 'BASE.IMAGE': 'b' };
    const kinds = choices.map(each => ({
      ...each,
      entries: each.entries.map(entry => ({ ...entry, words, with: {} })),
    }));
    const files = { ...skeleton, 'x.txt': { text: 'BASE.IMAGE BASE_IMAGE' } };
    const project = makeProject(
      { ...rest, choices: kinds, skeleton: files },
      usual,
      now,
    );
    expect(fileOf(project, 'x.txt')).toBe('b a_IMAGE');
  });

  it('is where its CI pushes it, and named nowhere else', () => {
    const { name } = usual.module;
    expect(linkOf('https://github.com/Lab')).toBe(`ghcr.io/lab/${name}`);
    expect(linkOf('https://gitlab.com/lab/sub')).toBe(
      `registry.gitlab.com/lab/sub/${name}`,
    );
    expect(linkOf('https://forge.example/lab')).toBeUndefined();
    const project = makeProject(template, usual, now);
    const workflow = parseYaml(fileOf(project, '.github/workflows/image.yml'));
    expect(workflow.on.push.tags).toEqual(['v*', '[0-9]*']);
    expect(workflow.permissions).toEqual({
      ...{ contents: 'read', packages: 'write' },
    });
    const checks = parseYaml(fileOf(project, '.github/workflows/checks.yml'));
    const { steps } = checks.jobs.tox as { steps: { run?: string }[] };
    // Nothing else that is run sees the token.
    expect(steps.filter(step => /TOKEN/.test(JSON.stringify(step)))).toEqual([
      expect.objectContaining({ run: 'tox -e qc.meta' }),
    ]);
    const gitlab = parseYaml(fileOf(project, '.gitlab-ci.yml'));
    expect(gitlab['version-image'].rules).toEqual([
      { if: '$CI_COMMIT_TAG && $CI_REGISTRY_IMAGE' },
    ]);
  });
});
