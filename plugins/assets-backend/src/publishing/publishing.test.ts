import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { expect, it } from 'vitest';
import { openForge } from '../forges';
import {
  describePublishing,
  startGithub,
  startGitlab,
} from '../__testUtils__/forges';

describePublishing('GitHub', () => startGithub({ protectsPrivate: true }));
describePublishing('GitHub of who begins on another branch', () =>
  startGithub({ protectsPrivate: true, beginsOn: 'master' }),
);
describePublishing('GitLab', () => startGitlab());
describePublishing('GitLab that protects nothing by itself', () =>
  startGitlab({ protects: false }),
);

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
