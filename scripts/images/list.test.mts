import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../lib/process.mjs';

const list = (...names: string[]) =>
  execFileSync(
    process.execPath,
    [
      path.join(root, 'scripts/images/build.mjs'),
      ...['--registry', 'registry.example/ours', '--list', ...names],
    ],
    // Nothing is built: neither Podman nor Buildah has to be there.
    { encoding: 'utf8', env: { PATH: '' } },
  )
    .trim()
    .split('\n');

describe('the list of the images of environments', () => {
  it('has one line for each, as nodes pull them', () => {
    const all = list();
    expect(all.length).toBeGreaterThan(1);
    for (const line of all) {
      expect(line).toMatch(/^registry\.example\/ours\/[a-z/-]+:[a-z0-9-]+$/);
    }
    expect(list('tools/hello-web')).toEqual(
      all.filter(line => line.includes('tools/hello-web:')),
    );
  });
});
