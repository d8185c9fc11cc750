import type { Portal } from '@astrolabe/plugin-communities-common';
import assetsPlugin from '@astrolabe/plugin-assets';
import storagePlugin from '@astrolabe/plugin-storage';
import workloadsPlugin from '@astrolabe/plugin-workloads';
import { act, cleanup, render } from '@testing-library/react';
import { vi } from 'vitest';
import { createPortal } from '../App';
import { dressPage, plainPortal } from '../modules/portal';
import { FakePortal, ORIGIN } from './fakePortal';

const environment = process.env;

/**
 * The whole app in a browser that is at `path`. The rooms are given as the
 * bundler would find them; signals are left out, since nobody answers a
 * WebSocket here.
 */
export async function openPortal(
  path = '/',
  options: {
    demoSignIn?: boolean;
    portal?: FakePortal;
    /** Whose portal it is. */
    community?: Portal;
  } = {},
) {
  const { demoSignIn = true, portal = new FakePortal() } = options;
  const { community = plainPortal } = options;
  dressPage(community);
  portal.install();
  // jsdom has no layout to scroll.
  vi.stubGlobal('scrollTo', () => {});
  window.history.replaceState({}, '', path);
  Object.assign(window, {
    '__@backstage/discovered__': {
      modules: [
        { name: '@astrolabe/plugin-assets', default: assetsPlugin },
        { name: '@astrolabe/plugin-storage', default: storagePlugin },
        { name: '@astrolabe/plugin-workloads', default: workloadsPlugin },
      ],
    },
  });
  // The loader takes objects here, as the bundler leaves them.
  process.env = {
    ...environment,
    APP_CONFIG: [{ context: 'test', data: configuration(demoSignIn) }],
  } as unknown as NodeJS.ProcessEnv;
  const view = await act(async () =>
    render(createPortal(community).createRoot()),
  );
  return { ...view, portal };
}

function configuration(demoSignIn: boolean) {
  return {
    app: { title: 'Astrolabe', baseUrl: ORIGIN, packages: 'all' },
    backend: { baseUrl: ORIGIN },
    communities: { signIn: { demo: { enabled: demoSignIn } } },
  };
}

/** Leaves nothing of one test for the next. */
export function closePortal() {
  cleanup();
  localStorage.clear();
  vi.unstubAllGlobals();
  process.env = environment;
}
