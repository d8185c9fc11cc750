import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Asset,
  BadgeName,
  CheckRun,
} from '@astrolabe/plugin-assets-common';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AssetFolder, eventually, module, startAssets } from '../__testUtils__';
import { ForgeServer } from '../testUtils';
import { Badges } from '.';
import { drawBadge } from './drawBadge';

describe('a badge', () => {
  it('is an SVG that says what it is, and holds nothing but words', () => {
    const text = `1.0 <script>alert("&'\u0000")</script>`;
    const svg = drawBadge({ label: 'version', text, tone: 'fact' });
    expect(svg).toContain(
      '<title>version: 1.0 &lt;script&gt;alert(&quot;&amp;&apos;&quot;)&lt;/script&gt;</title>',
    );
    // Of signs that XML knows, all are its own or escaped.
    expect(svg).not.toMatch(/&(?!(lt|gt|amp|quot|apos);)/);
    expect(svg).not.toContain('\u0000');
    expect(svg).not.toMatch(/<script|href|url\((?!#)/);
  });

  it('is as long as what it says, and never longer than a line', () => {
    const widthOf = (text: string) => {
      const svg = drawBadge({ label: 'DOI', text, tone: 'fact' });
      return Number(/width="(\d+)"/.exec(svg)![1]);
    };
    expect(widthOf('10.5281/zenodo.1')).toBeGreaterThan(widthOf('none'));
    expect(widthOf('W'.repeat(9_000))).toBeLessThan(700);
  });
});

describe('the badges of a module', () => {
  const said = async (
    badge: BadgeName,
    {
      asset = {},
      runs = [] as Partial<CheckRun>[],
      visibility = 'public',
    } = {},
  ) => {
    const found = {
      ...{ kind: 'module', name: 'leaf', spec: {} },
      ...{ origin: { source: 'published' }, ...asset },
    } as unknown as Asset;
    const badges = new Badges({
      assets: { get: async () => found },
      repositories: {
        get: async () => ({ name: 'leaf', visibility } as never),
      },
      runs: { list: async () => runs as CheckRun[] },
    });
    const svg = await badges.draw(
      { kind: 'module', name: 'leaf', badge },
      { credentials: mockCredentials.none() },
    );
    return /<title>([^<]*)</.exec(svg)![1];
  };

  it('say its version, its licence and its DOI, or that nobody has said them', async () => {
    const asset = {
      ...{ version: '1.2.0', license: 'MIT' },
      spec: { doi: '10.5281/zenodo.7' },
    };
    expect(await said('version', { asset })).toBe('version: 1.2.0');
    expect(await said('licence', { asset })).toBe('licence: MIT');
    expect(await said('doi', { asset })).toBe('DOI: 10.5281/zenodo.7');
    expect(await said('doi')).toBe('DOI: not said');
  });

  const run = (runner: string, state: string, commit = 'b') =>
    ({ runner, state, commit } as Partial<CheckRun>);
  it.each([
    ['passed', [run('portal', 'passed'), run('forge', 'passed')]],
    ['failed', [run('portal', 'passed'), run('forge', 'failed')]],
    // The newest one counts, and what goes on or was outdone does not.
    ['passed', [run('portal', 'passed'), run('portal', 'failed')]],
    ['passed', [run('portal', 'passed'), run('forge', 'failed', 'a')]],
    ['failed', [run('portal', 'running', 'c'), run('portal', 'failed')]],
    ['running', [run('portal', 'running')]],
    ['unknown', []],
  ])('say that the checks are %s after %j', async (text, runs) => {
    expect(await said('checks', { runs })).toBe(`checks: ${text}`);
  });

  it('say how a forge that is read has built it, where nothing else is known', async () => {
    const origin = { source: 'forge:hub' };
    const asset = { origin, build: { state: 'passed' } };
    expect(await said('checks', { asset })).toBe('checks: passed');
    // What somebody else's repository of that name says is nothing of this one.
    const runs = [run('portal', 'failed')];
    expect(await said('checks', { asset, runs })).toBe('checks: passed');
  });

  it('are there of nothing that is not public', async () => {
    const hidden = said('version', { visibility: 'private' });
    await expect(hidden).rejects.toMatchObject({
      ...{ name: 'NotFoundError', code: 'ASSET_UNKNOWN' },
    });
    const files = { origin: { source: 'files' } };
    await expect(said('version', { asset: files })).rejects.toThrow(
      /no module/,
    );
  });

  it('are had by everybody, for five minutes, at other places too', async () => {
    const forge = await ForgeServer.start();
    const folder = await AssetFolder.create();
    await folder.write('modules/inner/module.yaml', module('Inner'));
    const content = `metadata_version: 2.3.0
title: Leaf
summary: Counts leaves.
description: Long.
links: { source_code: https://example.org/x }
tags: []
tasks: [Other]
categories: [AI4 inference]
libraries: [Other]
`;
    const files = { 'ai4-metadata.yml': content };
    forge.add({ owner: 'lab', name: 'leaf', license: 'MIT', files });
    const config = forge.config({ organization: 'lab' });
    const room = await startAssets({ folder, forges: [config] });
    onTestFinished(async () => {
      await room.stop();
      await folder.remove();
      await forge.stop();
    });
    const ask = (name: string) =>
      room.api
        .get(`${room.base}/assets/module/${name}/badges/licence.svg`)
        .set('authorization', mockCredentials.none.header());
    await eventually(async () => ask('leaf').expect(200));
    const { headers, body } = await ask('leaf').expect(200);
    expect(String(body)).toContain('<title>licence: MIT</title>');
    expect(headers).toMatchObject({
      'content-type': expect.stringContaining('image/svg+xml'),
      'cache-control': 'public, max-age=300',
      'cross-origin-resource-policy': 'cross-origin',
    });
    await eventually(async () =>
      room.api.get(`${room.base}/assets/module/inner`).expect(200),
    );
    expect((await ask('inner').expect(404)).body.error).toMatchObject({
      code: 'ASSET_UNKNOWN',
    });
  });
});
