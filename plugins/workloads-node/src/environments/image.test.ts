import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { WorkloadEnvironment } from '@astrolabe/plugin-workloads-common';
import { findEnvironment, imageTag, listEnvironments } from '.';

const root = mkdtempSync(path.join(tmpdir(), 'astrolabe-root-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const environment: WorkloadEnvironment = { kind: 'python', id: 'tools/a' };

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

const tag = (version?: string) =>
  imageTag(
    { ...environment, version },
    findEnvironment(environment, [path.join(root, 'none'), root])!,
  );

describe('the image of an environment', () => {
  it('is another one when anything that it is made of changes, and the same one otherwise', () => {
    const tags: string[] = [];
    const changes: [string, string][] = [
      ['tools/a/environment/requirements.txt', 'one==1'],
      ['tools/a/environment/requirements.txt', 'one==2'],
      [
        'tools/a/environment/environment.json',
        '{ "localPackages": ["../../../mine"] }',
      ],
      ['mine/code.py', 'print(1)'],
      ['mine/code.py', 'print(2)'],
    ];
    write('mine/pyproject.toml', '');
    for (const [file, text] of changes) {
      write(file, text);
      tags.push(tag());
    }
    tags.push(tag('3.11'), tag('3.12'));
    expect(new Set(tags).size).toBe(tags.length);
    // What tests leave behind is no part of it, and what the description says wins.
    write('mine/__pycache__/code.pyc', 'x');
    expect(tag()).toBe(tags[4]);
    write('tools/a/environment/environment.json', '{ "python": "3.11" }');
    expect(tag('3.12')).toBe(tag());
  });

  it('is found by whoever builds all of them', () => {
    write('modules/b/environment/package-lock.json', '{}');
    expect(listEnvironments([root])).toEqual([
      { kind: 'node', id: 'modules/b' },
      environment,
    ]);
  });
});
