import { assetKinds } from '@astrolabe/plugin-assets-common';
import type { Me } from '@astrolabe/plugin-communities-common';
import type { LaunchPlan } from '@astrolabe/plugin-workloads-common';
import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { cleanup, configure, screen } from '@testing-library/react';
import axe from 'axe-core';
import { Route, Routes, useLocation, useNavigate } from 'react-router-dom';
import { afterEach } from 'vitest';
import { assetsApiRef } from '../api';
import { AssetsRoutes } from '../components/AssetsRoutes';
import { OwnerRoutes } from '../components/OwnerRoutes';
import { FakeAssetsApi } from './FakeAssetsApi';

// A busy machine needs longer than Testing Library's second.
configure({ asyncUtilTimeout: 10_000 });

// Without Vitest's globals, Testing Library does not clean up by itself.
afterEach(cleanup);

/** Where the person is, readable in a test, and the browser's Back button. */
function Whereabouts() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <output aria-label="Address">{pathname + search}</output>
      <button onClick={() => navigate(-1)}>Back</button>
    </>
  );
}

/** The pages of this room at an address, with a backend to play with. */
export function renderRoom(
  path: string,
  options: {
    api?: FakeAssetsApi;
    me?: Me;
    plan?: LaunchPlan;
    /** The group that the catalogue has. */
    owner?: object;
    /** Whose portal it is. */
    portal?: object;
    /** What the portal keeps for the person, by its address. */
    settings?: Map<string, object>;
  } = {},
) {
  const { api = new FakeAssetsApi() } = options;
  const answers = {
    'plugin://communities/v1/me': options.me,
    'plugin://communities/v1/portal': options.portal,
    'plugin://workloads/v1/plan': options.plan,
    'plugin://catalog/entities/by-name/group/default/ocean': options.owner,
  };
  const { settings = new Map<string, object>() } = options;
  const fetch = async (url: RequestInfo | URL, init?: RequestInit) => {
    const where = String(url);
    if (init?.method === 'PUT') {
      settings.set(where, JSON.parse(String(init.body)));
    }
    const found = answers[where as keyof typeof answers] ?? settings.get(where);
    return found ? Response.json(found) : new Response('{}', { status: 503 });
  };
  const view = renderInTestApp(
    <>
      <Routes>
        {assetKinds.map(({ id, plural }) => (
          <Route
            key={id}
            path={`/${plural}/*`}
            element={<AssetsRoutes kind={id} />}
          />
        ))}
        <Route path="/owners/*" element={<OwnerRoutes />} />
        <Route path="*" element={<p>Another room</p>} />
      </Routes>
      <Whereabouts />
    </>,
    {
      initialRouteEntries: [path],
      apis: [
        [assetsApiRef, api],
        [fetchApiRef, { fetch }],
      ],
    },
  );
  return { ...view, api };
}

/** The address of the page that is shown, decoded as people read it. */
export function address(): string {
  const text = screen.getByLabelText('Address').textContent ?? '';
  return decodeURIComponent(text.replaceAll('+', ' '));
}

/** What axe has against a page. Colours need a real browser: the journeys check them. */
export async function accessibilityProblems(
  container: Element = document.body,
): Promise<string[]> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`,
  );
}
