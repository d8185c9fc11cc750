import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { cleanup, configure } from '@testing-library/react';
import axe from 'axe-core';
import { Route, Routes, useLocation } from 'react-router-dom';
import { afterEach } from 'vitest';
import { workloadsApiRef } from '../api';
import { DeployPage } from '../components/DeployPage';
import { NoticesPage } from '../components/NoticesPage';
import { SitesPage } from '../components/SitesPage';
import { TryPage } from '../components/TryPage';
import { WorkloadsRoutes } from '../components/WorkloadsRoutes';
import { FakeSignals } from './FakeSignals';
import { FakeWorkloadsApi } from './FakeWorkloadsApi';

// A busy machine needs longer than Testing Library's second.
configure({ asyncUtilTimeout: 10_000 });

// Without Vitest's globals, Testing Library does not clean up by itself.
afterEach(cleanup);

// jsdom cannot read files as browsers do.
Blob.prototype.text ??= function text(this: Blob) {
  return new Promise(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(this);
  });
};

/** Where the person is, readable in a test. */
function Whereabouts() {
  const { pathname, search } = useLocation();
  return <output data-testid="location">{pathname + search}</output>;
}

/** The pages of this room at an address, with a backend and signals to play with. */
export function renderRoom(
  address: string,
  api: FakeWorkloadsApi = new FakeWorkloadsApi(),
  others: {
    /** Titles that the catalogue has, by entity ref. */
    assetTitles?: Record<string, string>;
    /** What the assets room says of datasets. */
    describeDataset?: (source: string) => Response;
  } = {},
) {
  const { assetTitles = {} } = others;
  const fetch = async (url: unknown, init?: RequestInit) => {
    const { pathname, searchParams } = new URL(String(url));
    if (pathname.endsWith('/dataset-description')) {
      return others.describeDataset!(searchParams.get('source')!);
    }
    const { entityRefs } = JSON.parse(String(init?.body));
    return Response.json({
      items: entityRefs.map((ref: string) =>
        assetTitles[ref] ? { metadata: { title: assetTitles[ref] } } : null,
      ),
    });
  };
  const signals = new FakeSignals();
  const view = renderInTestApp(
    <>
      <Routes>
        <Route path="/deploy" element={<DeployPage />} />
        <Route path="/sites" element={<SitesPage />} />
        <Route path="/try" element={<TryPage />} />
        <Route path="/notices" element={<NoticesPage />} />
        <Route path="/workloads/*" element={<WorkloadsRoutes />} />
        <Route path="*" element={<p>Another room</p>} />
      </Routes>
      <Whereabouts />
    </>,
    {
      initialRouteEntries: [address],
      apis: [
        [workloadsApiRef, api],
        [signalApiRef, signals],
        [fetchApiRef, { fetch }],
      ],
    },
  );
  return { ...view, api, signals };
}

/** What axe has against a page. Colours need a real browser: the journeys check them. */
export async function accessibilityProblems(
  container: HTMLElement,
): Promise<string[]> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`,
  );
}
