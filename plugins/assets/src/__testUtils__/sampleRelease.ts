import type { Release, ReleaseRequest } from '@astrolabe/plugin-assets-common';

/** What is answered to who asks for one, or what it would be. */
export function sampleRelease(name: string, request: ReleaseRequest): Release {
  const { version, dryRun = false } = request;
  const state = dryRun ? 'planned' : 'running';
  return {
    ...{ ...request, version, dryRun, state, tag: `v${version}` },
    changelog: `- A change of ${name}`,
    files: ['CHANGELOG.md', 'pyproject.toml'],
    steps: [
      { id: 'plan', state: 'done' },
      request.archive
        ? { id: 'doi', state }
        : { id: 'doi', state: 'skipped', reason: 'no archive was chosen' },
      { id: 'commit', state: 'planned' },
    ],
  };
}
