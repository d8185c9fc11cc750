import { assetKinds } from '@astrolabe/plugin-assets-common';
import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { sampleAsset } from './__testUtils__/samples';
import assetsPlugin from './index';

/** The room in an app, with answers for addresses of the backend. */
function open(path: string, answers: Record<string, unknown>) {
  const asked: string[] = [];
  const fetch = async (input: RequestInfo | URL) => {
    const url = String(input);
    asked.push(url);
    return url in answers
      ? Response.json(answers[url])
      : Response.json({ error: { name: 'NotFoundError' } }, { status: 404 });
  };
  renderTestApp({
    features: [assetsPlugin],
    initialRouteEntries: [path],
    apis: [[fetchApiRef, { fetch }]],
  });
  return asked;
}

describe('the assets room in an app', () => {
  it.each(assetKinds)('lists $plural at its address', async kind => {
    const { id, plural } = kind;
    const address = `plugin://assets/v1/assets?kind=${id}&text=sea`;
    const asked = open(`/${plural}?text=sea`, {
      [address]: { items: [], totalItems: 0, facets: {} },
    });
    expect(await screen.findByText('Nothing fits all of this')).toBeVisible();
    expect(asked.filter(url => url.includes('/assets?'))).toEqual([address]);
  });

  it('shows an asset below the list of its kind', async () => {
    const asked = open('/tools/my.lab', {
      'plugin://assets/v1/assets/tool/my.lab': sampleAsset({
        kind: 'tool',
        name: 'my.lab',
        title: 'My lab',
      }),
    });
    expect(
      await screen.findByRole('heading', { level: 1, name: 'My lab' }),
    ).toBeVisible();
    expect(asked).toContain('plugin://communities/v1/me');
  });
});
