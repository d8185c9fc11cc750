import type { AssetTrust } from '@astrolabe/plugin-assets-common';
import { screen } from '@testing-library/react';
import { expect, describe, it } from 'vitest';
import { FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleAsset } from '../../__testUtils__/samples';

const commit = '0123456789abcdef0123456789abcdef01234567';
const repository = { forge: 'https://forge.example', id: '7' };

function withTool(trust: AssetTrust) {
  const tool = sampleAsset({
    ...{ kind: 'tool', name: 'shelf', launchable: trust.state === 'given' },
    trust,
  });
  const api = new FakeAssetsApi([tool]);
  renderRoom('/tools/shelf', { api });
}

describe('a tool that somebody has written in a repository of theirs', () => {
  it('says that the operator has to agree, and what they write', async () => {
    withTool({ state: 'awaited', commit, repository });
    expect(
      await screen.findByText('Once the operator has agreed'),
    ).toBeVisible();
    expect(
      screen.getByText(/operator of this portal has agreed/),
    ).toBeVisible();
    const wish = screen.getByRole('figure', {
      name: 'What the operator adds to assets.trustedRepositories',
    });
    expect(wish).toHaveTextContent(
      `- forge: "https://forge.example" id: "7" commit: "${commit}"`,
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('names nothing of one that is private', async () => {
    withTool({ state: 'awaited' });
    await screen.findByText('Once the operator has agreed');
    expect(screen.queryByText(/trustedRepositories/)).toBeNull();
  });

  it('says what is missing, and that its repository has gone on', async () => {
    const missing = ['environment/requirements.txt is missing.'];
    withTool({ state: 'unready', commit, isBehind: true, missing });
    const list = await screen.findByRole('list', { name: 'What is missing' });
    expect(list).toHaveTextContent('requirements.txt is missing');
    expect(screen.getByText(/has gone on since/)).toBeVisible();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('can be launched where the operator has agreed to it', async () => {
    withTool({ state: 'given', commit, branch: 'main' });
    expect(
      await screen.findByText('Yes: the operator has agreed to it'),
    ).toBeVisible();
    expect(screen.getByText('main')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Deploy' })).toBeVisible();
  });
});
