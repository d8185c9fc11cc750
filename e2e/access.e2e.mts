import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import type { RunningPortal } from './support/launchPortal.mts';
import { inEveryLook } from './support/looks.mts';
import { typeInTerminal } from './support/terminal.mts';
import { prepareJourney, type Journey } from './support/prepareJourney.mts';
import { reachesState } from './support/workloadPage.mts';

// A module of which something is wrong: no shipped one has that.
const broken = `metadata_version: 2.3.0
title: Broken example
summary: Says something wrong
description: It has a wrong task.
links: { source_code: https://example.org/x }
tags: []
tasks: [Clasification]
categories: [AI4 inference]
libraries: [Other]
`;

let journey: Journey;
let portal: RunningPortal;
let workloadUrl = '';

beforeAll(async () => {
  journey = await prepareJourney('access');
  const module = path.join(journey.folder, 'modules/broken');
  await mkdir(module, { recursive: true });
  await writeFile(path.join(module, 'module.yaml'), broken);
  // For the map.
  const sites = [{ id: 'local', latitude: 43.46, longitude: -3.8 }];
  portal = await journey.start(60, { workloads: { sites } });
});

afterAll(async () => {
  await portal?.stop();
  await journey?.end();
});

describe('what opens on a page can be used by everyone, in every look', () => {
  let session: Session;
  let page: Page;

  beforeAll(async () => {
    session = await openBrowser();
    ({ page } = session);
    await signIn(page, 'Ada Fuller', portal.url);
  });

  afterAll(() => session.close());

  const looksRight = (name: string, shown = page) => inEveryLook(shown, name);

  async function visit(address: string) {
    await page.goto(`${portal.url}${address}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
  }

  it('the page of something that runs, with its log', async () => {
    await visit('/deploy?ref=aitool:default/hello-web');
    await page.getByText('Can start now').first().waitFor();
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await page.waitForURL(/\/workloads\/[0-9a-f-]{36}/);
    workloadUrl = page.url();
    await reachesState(page, 'Running');
    await page.getByText(/Listening on/).waitFor();
    await looksRight('running');
  });

  it('a terminal in it, and the way out by keyboard', async () => {
    await page.goto(workloadUrl);
    await reachesState(page, 'Running');
    // Made of two, so that it is not what was typed.
    const line = 'echo "$GREETING, $((6 * 7)) times"';
    const answer = 'Hello from Astrolabe, 42 times';
    await typeInTerminal(page, { line, answer });
    await looksRight('terminal');
    await page.keyboard.press('Control+Alt+q');
    await page.keyboard.press('Tab');
    const group = page.getByRole('group', { name: /^Terminal in/ });
    expect(await group.locator(':focus').count()).toBe(0);
  });

  it('a password for people without an account, and the page where they enter it', async () => {
    await page.goto(workloadUrl);
    await reachesState(page, 'Running');
    await page
      .getByRole('button', { name: /^(Set a|Change the) password/ })
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await page.waitForTimeout(500);
    await looksRight('password');
    await dialog.getByRole('button', { name: 'Set a password' }).click();
    const told = dialog.locator('pre');
    await told.nth(1).waitFor();
    await looksRight('password-told');
    const [address, password] = await told.allTextContents();
    await dialog.getByRole('button', { name: 'Done' }).click();

    const pupil = await openBrowser();
    try {
      await pupil.page.goto(address);
      const field = pupil.page.getByLabel('Password');
      await field.fill('not the password');
      await field.press('Enter');
      await pupil.page.getByRole('alert').waitFor();
      await looksRight('gateway-password', pupil.page);
      await field.fill(password);
      await field.press('Enter');
      await pupil.page.getByText('Hello from Astrolabe').first().waitFor();
    } finally {
      await pupil.close();
    }
  });

  it.each(['Stop', 'Restart', 'Delete'])(
    'the question before %s',
    async action => {
      await page.goto(workloadUrl);
      await reachesState(page, 'Running');
      await page
        .getByRole('button', { name: new RegExp(`^${action}`) })
        .first()
        .click();
      await page.getByRole('dialog').waitFor();
      // While it comes in, its colours are not yet its own.
      await page.waitForTimeout(500);
      await looksRight(`confirm-${action.toLowerCase()}`);
      await page.keyboard.press('Escape');
    },
  );

  it.each(['curl', 'CLI', 'Python'])('the recipe for %s', async name => {
    await visit('/deploy?ref=aitool:default/hello-web');
    await page.getByRole('tab', { name }).click();
    await looksRight(`recipe-${name.toLowerCase()}`);
  });

  it('what could start now instead', async () => {
    await visit('/deploy?ref=aimodule:default/iris-classifier');
    await page.getByRole('button', { name: 'Find out' }).click();
    await page.getByRole('table').first().waitFor({ timeout: 60_000 });
    await looksRight('advice');
  });

  it('a trial before it begins', async () => {
    await visit('/try?ref=aimodule:default/iris-classifier');
    await page.getByRole('button', { name: 'Try it' }).waitFor();
    await looksRight('try-before');
  });

  it('the commands', async () => {
    await visit('/');
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('hello');
    await page.getByRole('option').first().waitFor();
    await page.waitForTimeout(500);
    await looksRight('commands');
  });

  it.each([
    ['my-workloads', '/workloads'],
    ['owner', '/owners/group/default/astrolabe'],
    ['documentation', '/modules/iris-classifier?tab=documentation'],
    ['problems', '/modules/broken?tab=problems'],
  ])('%s', async (name, address) => {
    await visit(address);
    await looksRight(name);
  });

  it('the map of the sites', async () => {
    await visit('/sites');
    await page.getByRole('link', { name: /^This machine: / }).click();
    await page.locator('#site-local:focus').waitFor();
    await looksRight('site-map');
  });

  it('the form of a downtime, for an operator', async () => {
    const operator = await openBrowser();
    try {
      await signIn(operator.page, 'Olga Operator', portal.url);
      await operator.page.goto(`${portal.url}/sites`);
      await operator.page
        .getByRole('link', { name: /^This machine: / })
        .waitFor();
      await looksRight('downtime-form', operator.page);
    } finally {
      await operator.close();
    }
  });

  it('the form of a batch job, and the array that it makes', async () => {
    await visit('/deploy?ref=aitool:default/jupyterlab&variant=batch');
    await page.getByRole('button', { name: 'Add a parameter' }).click();
    await page.getByRole('textbox', { name: 'Name' }).last().fill('RATE');
    await page.getByText(/^Once for each row of a CSV/).click();
    await page.getByLabel(/^CSV file/).setInputFiles({
      name: 'seeds.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('SEED,SIZE\n1,10\n2,20\n'),
    });
    await page.getByText('seeds.csv: 2 runs.').waitFor();
    await looksRight('batch-form');
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await page.waitForURL(/\/workloads\/[0-9a-f-]{36}/);
    await visit('/workloads?tab=batch');
    await page
      .getByRole('button', { name: /^Array of 2/ })
      .first()
      .click();
    await page.getByRole('link', { name: 'Task 2 of 2' }).waitFor();
    await looksRight('my-batch-jobs');
  });

  it('an operation of the API, unfolded', async () => {
    await visit('/api-docs');
    const operation = page.locator('main [aria-expanded="false"]').first();
    if (await operation.count()) await operation.click();
    await looksRight('api-docs');
  });

  it.each([
    [401, 'nobody-page.apps.localhost'],
    [404, 'apps.localhost'],
  ])('what the gateway itself says, %i', async (status, host) => {
    const own = await session.context.newPage();
    const answer = await own.goto(
      `http://${host}:${Number(new URL(portal.url).port) + 1}/`,
    );
    expect(answer!.status()).toBe(status);
    await looksRight(`gateway-${status}`, own);
    await own.close();
  });
});
