import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  attacks,
  SCRIPT,
} from '../packages/ui/src/content/__testUtils__/attacks.ts';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import { inEveryLook } from './support/looks.mts';
import { picture } from './support/picture.mts';
import { sharedUrl } from './support/sharedPortal.mts';

const pages: [name: string, path: string][] = [
  ['home', '/'],
  ['modules', '/modules'],
  ['modules-table', '/modules?view=table'],
  ['templates', '/modules/-/new'],
  ['new-module', '/modules/-/new/ai-module-minimal'],
  ['tools', '/tools'],
  ['models', '/models'],
  ['datasets', '/datasets'],
  ['repository', '/datasets/-/repository'],
  ['module', '/modules/iris-classifier'],
  ['tool', '/tools/jupyterlab'],
  ['deploy', '/deploy?ref=aimodule:default/iris-classifier'],
  ['storage', '/storage'],
  ['workloads', '/workloads'],
  ['sites', '/sites'],
  ['notices', '/notices'],
  ['unknown-workload', '/workloads/no-such-workload'],
  ['preferences', '/preferences'],
  ['not-found', '/no-such-page'],
];

/** A run as the API tells of one. */
const runOfChecks = (id: string, state: string) => ({
  ...{ id, state, entityRef: 'aimodule:default/iris-classifier' },
  ...{ runner: id === 'run-1' ? 'portal' : 'forge', branch: 'main' },
  ...{ commit: id.slice(-1).repeat(40), cause: 'push' },
  ...{ personRef: 'user:default/ada', createdAt: '2026-11-01T10:00:00Z' },
  startedAt: '2026-11-01T10:00:02Z',
  endedAt: '2026-11-01T10:01:35Z',
  checks: [
    { name: 'metadata', status: 'passed', seconds: 1, hasLog: true },
    {
      ...{ name: 'tests', status: state, seconds: 93, hasLog: true },
      ...(state === 'failed' && { reason: '2 of 14 tests failed.' }),
    },
    {
      name: 'image',
      status: 'skipped',
      hasLog: false,
      reason: 'Nothing builds.',
    },
  ],
});

describe('every page, in every look', () => {
  let session: Session;

  beforeAll(async () => {
    session = await openBrowser();
  });

  afterAll(() => session.close());

  it('sign-in can be used by everyone', async () => {
    const { page } = session;
    await page.goto(sharedUrl);
    await page.getByRole('button', { name: /Ada Fuller/ }).waitFor();
    await inEveryLook(page, 'sign-in');
    await signIn(page, 'Ada Fuller');
  });

  it.each(pages)('%s can be used by everyone', async (name, path) => {
    const { page } = session;
    await page.goto(`${sharedUrl}${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await inEveryLook(page, name);
  });

  it('the checks of a module, and the log of one, can be read by everyone', async () => {
    const { page } = session;
    const at = '/api/assets/v1/assets/module/iris-classifier/checks';
    const failed = runOfChecks('run-2', 'failed');
    const items = [failed, runOfChecks('run-1', 'passed')];
    const hook = { state: 'refused', reason: 'The token may make no hooks.' };
    const answers: Record<string, object> = {
      [at]: { items, mayRun: true, onPush: true, hook },
      [`${at}/run-2`]: failed,
    };
    await page.route(`**${at}**`, (route, request) => {
      const answer = answers[new URL(request.url()).pathname];
      const log = Array.from({ length: 60 }, (_, i) => `test ${i} passed`);
      return route.fulfill(
        answer ? { json: answer } : { body: log.join('\n') },
      );
    });
    await page.goto(`${sharedUrl}/modules/iris-classifier`);
    await page.getByRole('region', { name: 'Checks' }).waitFor();
    await inEveryLook(page, 'checks');
    await page
      .getByRole('link', { name: /^2222222 on main/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Log of tests' }).click();
    await page.getByRole('log', { name: 'Log: tests' }).waitFor();
    await inEveryLook(page, 'checks-run');
    await page.unroute(`**${at}**`);
  });

  it('the metadata of a module are had in a standard, and by programs at its page', async () => {
    const { page } = session;
    const address = `${sharedUrl}/modules/iris-classifier`;
    await page.goto(address);
    await page
      .getByRole('button', { name: 'Download the metadata in a standard' })
      .click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'MLDCAT-AP 3.0 (Turtle)' }).click(),
    ]);
    const had = readFileSync(await file.path(), 'utf8');
    expect(had).toContain('it6:MachineLearningModel');

    // Nobody has signed in here: the portal of journeys has open metadata.
    const harvested = await fetch(address, {
      headers: { accept: 'text/turtle' },
    });
    expect(harvested.url).toMatch(/api\/assets\/v1\/assets\/module\/iris/);
    expect(await harvested.text()).toBe(had);
    const about = page.locator('script[type="application/ld+json"]');
    expect(JSON.parse((await about.textContent())!)).toMatchObject({
      url: address,
      name: 'Iris classifier',
    });
  });

  it('a module whose author means harm runs nothing on its page, and asks nobody for anything', async () => {
    const { page, foreignRequests } = session;
    const at = '**/api/assets/v1/assets/module/iris-classifier';
    const texts = attacks.map(([, text]) => text);
    const [first] = texts;
    const harm = `${texts.join('\n\n')}\n\nThe end.`;
    await page.route(at, async route => {
      const asset = await (await route.fetch()).json();
      const links = Object.keys({ ...asset.spec.links, citation: 1, doi: 1 });
      await route.fulfill({
        json: {
          ...asset,
          ...{ title: first, summary: texts.join(' '), license: first },
          documentation: harm,
          problems: [{ severity: 'error', message: first, fix: 'The end.' }],
          origin: { ...asset.origin, location: SCRIPT, editUrl: SCRIPT },
          build: { state: 'failed', url: SCRIPT },
          spec: {
            ...asset.spec,
            ...{ title: first, description: harm },
            ...{ tags: texts, libraries: texts, authors: texts, doi: first },
            links: Object.fromEntries(links.map(key => [key, SCRIPT])),
          },
        },
      });
    });
    const dialogs: string[] = [];
    page.on('dialog', dialog => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    const before = foreignRequests.length;
    for (const tab of ['overview', 'documentation', 'problems']) {
      await page.goto(`${sharedUrl}/modules/iris-classifier?tab=${tab}`);
      await page.getByText('The end.').first().waitFor();
      await page.waitForLoadState('networkidle');
      const links = await page.$$eval('a[href]', all =>
        all.map(each => (each as HTMLAnchorElement).href),
      );
      const odd = links.filter(href => !/^(https?|mailto):/.test(href));
      expect([tab, odd]).toEqual([tab, []]);
    }
    expect([dialogs, foreignRequests.slice(before)]).toEqual([[], []]);
    expect(new URL(page.url()).pathname).toBe('/modules/iris-classifier');
    await page.unroute(at);
  });

  it('a search is saved, found again and followed by everyone', async () => {
    const { page } = session;
    const button = (name: string) => page.getByRole('button', { name });
    await page.goto(`${sharedUrl}/modules?text=iris`);
    await button('Save this search').click();
    await page.getByRole('textbox', { name: 'Name' }).fill('Flowers');
    await inEveryLook(page, 'save-search');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await button('Saved searches').click();
    await page.getByRole('link', { name: 'Flowers' }).waitFor();
    await inEveryLook(page, 'saved-searches');
    await page.getByRole('link', { name: 'Flowers' }).click();
    await page.waitForURL(/modules\?text=iris$/);
    await button('Follow in a feed reader').click();
    await page.getByText(/assets\.atom\?kind=module&text=iris/).waitFor();
    await inEveryLook(page, 'feed');
  });

  it('asks nothing of third parties', () => {
    expect(session.foreignRequests).toEqual([]);
  });
});

describe('without a mouse', () => {
  let session: Session;

  beforeAll(async () => {
    session = await openBrowser();
    await signIn(session.page, 'Ada Fuller');
  });

  afterAll(() => session.close());

  it('reaches the content by the skip link', async () => {
    const { page } = session;
    await page.goto(sharedUrl);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.id))
      .toBe('main-content');
  });

  it('goes to a tool by the command palette', async () => {
    const { page } = session;
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('jupyter', { delay: 30 });
    await page
      .getByRole('option', { name: /JupyterLab/ })
      .first()
      .waitFor();
    await picture(page, 'commands');
    await page.keyboard.press('ArrowDown');
    await page
      .getByRole('option', { name: /JupyterLab/ })
      .first()
      .click();
    await page.waitForURL(/tools\/jupyterlab/);
  });

  it('speaks Spanish when told to', async () => {
    const { page } = session;
    await page.goto(`${sharedUrl}/preferences`);
    await page.getByText('Español').first().click();
    await page
      .getByRole('heading', { level: 1, name: 'Preferencias' })
      .waitFor();
    await page.goto(`${sharedUrl}/workloads`);
    await page.getByRole('heading', { level: 1, name: /Mis cargas/ }).waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
  });
});

describe('when the machine turns dark', () => {
  it('keeps what I have typed into a form', async () => {
    const { page, close } = await openBrowser();
    await signIn(page, 'Ada Fuller');
    await page.goto(`${sharedUrl}/deploy?ref=aitool:default/hello-web`);
    const title = page.getByRole('textbox', { name: /^Title/ });
    await title.fill('Typed by day');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.locator('[data-theme-name="astrolabe-dark"]').first().waitFor();
    expect(await title.inputValue()).toBe('Typed by day');
    await page.setViewportSize({ width: 320, height: 700 });
    await expect.poll(() => title.inputValue()).toBe('Typed by day');
    await close();
  });
});
