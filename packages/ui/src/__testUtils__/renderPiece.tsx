import { renderInTestApp } from '@backstage/frontend-test-utils';
import { cleanup, configure } from '@testing-library/react';
import axe from 'axe-core';
import type { ReactElement } from 'react';
import { afterEach } from 'vitest';

// A busy machine needs longer than Testing Library's second.
configure({ asyncUtilTimeout: 10_000 });

// Without Vitest's globals, Testing Library does not clean up by itself.
afterEach(cleanup);

/** A shared piece as it stands in the app. */
export function renderPiece(piece: ReactElement) {
  return renderInTestApp(piece);
}

/** What axe has against it. Colours need a real browser: the journeys check them. */
export async function accessibilityProblems(
  container: Element,
): Promise<string[]> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`,
  );
}
