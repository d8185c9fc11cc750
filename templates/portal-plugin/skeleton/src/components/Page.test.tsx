import '@testing-library/jest-dom/vitest';
import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { cleanup, screen } from '@testing-library/react';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import plugin from '..';
import words from '../words.json';

afterEach(cleanup);

/** The page at its address, and the portal's answer to it. */
function open(answer: object, status = 200) {
  const fetch = async () => Response.json(answer, { status });
  return renderTestApp({
    features: [plugin],
    initialRouteEntries: ['/project-name'],
    apis: [[fetchApiRef, { fetch }]],
  });
}

const membership = { community: 'default', title: 'Us', tierTitle: 'Trial' };

describe('the page', () => {
  it('is at its address, with what the portal knows', async () => {
    open({ memberships: [membership] });
    expect(await screen.findByText('Us: Trial')).toBeVisible();
    const heading = screen.getByRole('heading', { level: 1 });
    expect(heading.textContent).toBe(words.title);
    const { violations } = await axe.run(screen.getByRole('main'));
    expect(violations).toEqual([]);
  });

  it('says so when there is nothing', async () => {
    open({ memberships: [] });
    expect(await screen.findByText('You are no member yet')).toBeVisible();
  });

  it('says why it was refused', async () => {
    const error = { name: 'NotAllowedError', message: 'Not for you' };
    open({ error, response: { statusCode: 403 } }, 403);
    expect(await screen.findByText(/Not for you/)).toBeVisible();
    expect(screen.queryByText('You are no member yet')).toBeNull();
  });
});
