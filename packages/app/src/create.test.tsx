/* eslint-disable no-restricted-syntax -- colours of a community */
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
// eslint-disable-next-line @backstage/no-undeclared-imports -- the root declares it, for scripts and tests
import { parse } from 'yaml';
import { FakePortal, refusal } from './__testUtils__/fakePortal';
import { closePortal, openPortal } from './__testUtils__/openPortal';

afterEach(closePortal);

const BASE = '/api/scaffolder/v2';
const SCHEMA = `${BASE}/templates/default/template/community/parameter-schema`;
const file = path.resolve(
  __dirname,
  '../../../templates/community/template.yaml',
);
const [schema] = parse(readFileSync(file, 'utf8')).spec.parameters;

function portalThatEndsIn(body: object) {
  const portal = new FakePortal();
  portal.answers[SCHEMA] = { body: { steps: [{ schema }] } };
  portal.answers[`${BASE}/tasks`] = { status: 201, body: { id: 'x' } };
  portal.answers[`${BASE}/tasks/x/events`] = {
    body: [
      { id: 1, type: 'log', body: { message: 'Begins' } },
      { id: 2, type: 'completion', body },
    ],
  };
  return portal;
}

async function open(portal: FakePortal) {
  localStorage.setItem('astrolabe.demo-person', 'max');
  return openPortal('/create', { portal });
}

describe('the page that makes a portal for a community', () => {
  it('asks what the template asks, and gives the files that were made', async () => {
    const files = [{ name: 'sea.yaml', text: 'id: sea' }];
    const portal = portalThatEndsIn({ output: { files } });
    const { container } = await open(portal);
    const make = await screen.findByRole('button', { name: 'Make the files' });
    expect(make).toBeDisabled();
    const type = (name: RegExp, text: string) =>
      userEvent.type(screen.getByRole('textbox', { name }), text);
    await type(/^Short name/, 'sea');
    await type(/^Name/, 'Sea Life');
    expect(
      (
        await axe.run(container, {
          rules: { 'color-contrast': { enabled: false } },
        })
      ).violations.map(({ id }) => id),
    ).toEqual([]);
    await userEvent.click(make);
    expect(await screen.findByText('id: sea')).toBeVisible();
    expect(JSON.parse(portal.posted.at(-1)!.body)).toEqual({
      templateRef: 'template:default/community',
      values: {
        id: 'sea',
        title: 'Sea Life',
        accent: '#00696b',
        font: 'system',
      },
    });
    URL.createObjectURL = vi.fn(() => 'blob:x');
    URL.revokeObjectURL = vi.fn();
    await userEvent.click(
      screen.getByRole('button', { name: 'Download sea.yaml' }),
    );
    expect(URL.createObjectURL).toHaveBeenCalled();
  });

  it('says what is wrong with what was filled in, and what is allowed', async () => {
    const message = 'Invalid value for colours.light.accent: it reads badly';
    const portal = portalThatEndsIn({ error: { message } });
    await open(portal);
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Short name/ }),
      'sea',
    );
    await userEvent.type(screen.getByRole('textbox', { name: /^Name/ }), 'S');
    await userEvent.click(
      screen.getByRole('button', { name: 'Make the files' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent(message),
    );
  });

  it('tells whoever may not why', async () => {
    const portal = new FakePortal();
    portal.answers[SCHEMA] = { body: { steps: [] } };
    await open(portal);
    expect(await screen.findByText('You cannot make one')).toBeVisible();
    closePortal();
    portal.answers[SCHEMA] = refusal(503, 'Unavailable', 'It is away');
    await open(portal);
    expect(await screen.findByRole('alert')).toHaveTextContent('It is away');
  });
});
