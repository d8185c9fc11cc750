import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { expect, it } from 'vitest';
import { openForge } from '../forges';
import {
  describeChanging,
  describeHooks,
  describePublishing,
  describeReading,
  describeRegistering,
  describeReleasing,
  describeStatuses,
  describeTools,
  startGithub,
  startGitlab,
} from '../__testUtils__/forges';

describePublishing('GitHub', () => startGithub({ protectsPrivate: true }));
describePublishing('GitHub of who begins on another branch', () =>
  startGithub({ protectsPrivate: false, beginsOn: 'master' }),
);
describePublishing('GitLab', () => startGitlab());
describePublishing('GitLab that protects nothing by itself', () =>
  startGitlab({ protects: false }),
);
describeHooks('GitHub', () => startGithub());
describeHooks('GitLab', () => startGitlab());
describeStatuses('GitHub', () => startGithub());
describeStatuses('GitLab', () => startGitlab());
describeChanging('GitHub', () => startGithub());
describeChanging('GitLab', () => startGitlab());
describeRegistering('GitHub', () => startGithub());
describeRegistering('GitLab', () => startGitlab());
describeReleasing('GitHub', () => startGithub());
describeReleasing('GitLab', () => startGitlab());
describeTools('GitHub', () => startGithub());
describeReading('GitHub', () => startGithub({ protectsPrivate: true }));
describeReading('GitLab', () => startGitlab());

it('A first commit of a person at GitHub stays, however they have called it', async () => {
  const bench = await startGithub();
  const access = { service: 'github', url: bench.url, token: 'good' };
  const client = new GuardedClient(new NetworkGuard({ anything: true }));
  const forge = openForge(access, client)!;
  const place = { owner: 'ada', name: 'thesis' };
  await forge.create({ ...place, description: '', visibility: 'private' });
  const files = [{ path: 'thesis.md', text: 'Years of work' }];
  // As a person who pushes theirs: the forge takes it for its own no more.
  await forge.commit(place, { message: 'Initial commit', files });
  const ours = { message: 'Begin', files: [{ path: 'a', text: 'b' }] };
  await expect(forge.commit(place, ours)).rejects.toThrow('thesis');
  const { files: there } = (await bench.look('ada', 'thesis'))!;
  expect(there).toEqual({ 'thesis.md': 'Years of work' });
  await bench.stop();
});

it('A folder at GitHub that is called as a file is told of, and is no empty file', async () => {
  const bench = await startGithub();
  const access = { service: 'github', url: bench.url, token: 'good' };
  const client = new GuardedClient(new NetworkGuard({ anything: true }));
  const forge = openForge(access, client)!;
  const place = { owner: 'ada', name: 'folders' };
  await forge.create({ ...place, description: '', visibility: 'private' });
  const files = [{ path: 'ai4-metadata.yml/text', text: 'x' }];
  await forge.commit(place, { message: 'Begin', files });
  const reading = forge.read(place, 'ai4-metadata.yml');
  await expect(reading).rejects.toMatchObject({ trouble: 'unclear' });
  await bench.stop();
});
