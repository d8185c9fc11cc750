import path from 'node:path';
import type { Project } from '@astrolabe/plugin-assets-common';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { usual } from './__testUtils__/usual';
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

  it('stands on what was chosen, and is told so wherever that counts', () => {
    const made = (framework: string, image: string) => {
      const code = { framework, python: '3.13', image };
      return makeProject(template, { ...usual, code }, now);
    };
    const baseOf = (project: Project) =>
      fileOf(project, 'Dockerfile').split('\n').slice(1, 3);
    expect(baseOf(made('pytorch', 'cpu-tools'))).toEqual([
      ...['FROM python:3.13 AS base', 'ENV PYTHONUNBUFFERED=1'],
    ]);
    const gpu = made('tensorflow', 'gpu');
    const [from, variables] = baseOf(gpu);
    expect(from).toBe('FROM python:3.13-slim AS base');
    expect(variables).toContain('NVIDIA_VISIBLE_DEVICES=all');
    const needs = (project: Project) =>
      JSON.stringify(parseToml(fileOf(project, 'pyproject.toml')).project);
    expect(needs(gpu)).toContain('tensorflow[and-cuda]');
    expect(needs(made('tensorflow', 'cpu'))).not.toContain('and-cuda');
    const gpusOf = (project: Project) =>
      parseYaml(metadataOf(project)).resources.inference.gpu;
    expect([gpusOf(gpu), gpusOf(made('none', 'cpu'))]).toEqual([1, undefined]);
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
    const gitlab = parseYaml(fileOf(project, '.gitlab-ci.yml'));
    expect(gitlab['version-image'].rules).toEqual([
      { if: '$CI_COMMIT_TAG && $CI_REGISTRY_IMAGE' },
    ]);
  });
});
