import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import type { RunningPortal } from './support/launchPortal.mts';
import { inEveryLook } from './support/looks.mts';
import { prepareJourney, type Journey } from './support/prepareJourney.mts';
import { deployed } from './support/workloadPage.mts';

// Here the lowest tier only looks.
const communities = {
  list: [
    {
      ...{ id: 'default', title: 'Astrolabe' },
      accessRequests: { tiers: ['full'], maxDays: 30 },
      analytics: { pageViews: true },
    },
  ],
  tiers: {
    demo: { permissions: ['asset.read', 'catalog.entity.read'] },
    full: {
      permissions: [
        'asset.create',
        'workload.create',
        'workload.read',
        'workload.use',
        'workload.delete',
        'workload.share',
      ],
    },
  },
};

let journey: Journey;
let portal: RunningPortal;
let newcomer: Session;
let manager: Session;

beforeAll(async () => {
  journey = await prepareJourney('access-requests');
  portal = await journey.start(110, { communities });
  newcomer = await openBrowser();
  manager = await openBrowser();
});

afterAll(async () => {
  await manager?.close();
  await newcomer?.close();
  await portal?.stop();
  await journey?.end();
});

const TOOL = '/tools/hello-web';
const deploy = (page: Page) =>
  page
    .getByRole('link', { name: 'Deploy', exact: true })
    .or(page.getByRole('button', { name: 'Deploy', exact: true }));

it('who may not launch asks for it, a manager approves, and it can be launched', async () => {
  const { page } = newcomer;
  await signIn(page, 'Nia Newcomer', portal.url);
  await page.goto(`${portal.url}${TOOL}`);
  // Until it is known who one is, the page takes it that one may.
  await page.getByRole('link', { name: 'Ask for access' }).waitFor();
  expect(await deploy(page).isDisabled()).toBe(true);
  await page.getByRole('link', { name: 'Ask for access' }).click();

  const asking = page.getByRole('dialog');
  await asking.getByLabel('Why?').fill('For the course on corals');
  await asking.getByLabel('Days').fill('7');
  await page.waitForTimeout(500);
  await inEveryLook(page, 'access-ask');
  await asking.getByLabel('Days').press('Enter');
  await page.getByText('Waits', { exact: true }).waitFor();
  await asking.waitFor({ state: 'detached' });

  const { page: desk } = manager;
  await signIn(desk, 'Max Manager', portal.url);
  await desk.getByRole('link', { name: 'Access, 1 unread' }).click();
  await desk
    .getByRole('button', { name: 'Decide on the request of Nia Newcomer' })
    .waitFor();
  await desk
    .getByRole('button', { name: 'Decide on the request of Nia Newcomer' })
    .click();
  const deciding = desk.getByRole('dialog');
  await deciding.getByLabel('Note for Nia Newcomer').fill('Welcome');
  await desk.waitForTimeout(500);
  await inEveryLook(desk, 'access-decide');
  await deciding.getByRole('button', { name: 'Approve' }).click();
  await desk.getByText('Nobody waits for you.').waitFor();
  await desk
    .getByRole('button', { name: /^End Full in Astrolabe of Nia/ })
    .waitFor();

  // She is told while she looks.
  await page.getByText('Approved', { exact: true }).waitFor();
  await inEveryLook(page, 'access-granted');
  await expect
    .poll(
      async () => {
        await page.goto(`${portal.url}${TOOL}`);
        await deploy(page).waitFor();
        await page.waitForLoadState('networkidle');
        return deploy(page).isEnabled();
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toBe(true);
  await deploy(page).click();
  await page.getByText('Can start now').first().waitFor({ timeout: 60_000 });
});

it('a manager sees which pages are opened, and makes a portal for a community', async () => {
  const { page } = manager;
  await page.goto(`${portal.url}/access`);
  await page
    .getByRole('heading', { name: /^Pages opened at Astrolabe/ })
    .waitFor();
  await page
    .getByRole('rowheader', { name: '/tools/*', exact: true })
    .waitFor();
  await inEveryLook(page, 'access-page-views');
  await page
    .getByRole('link', { name: 'Make a portal for a community' })
    .click();
  await page.getByRole('textbox', { name: /^Name/ }).fill('Sea Life');
  await page.getByLabel('Short name').fill('sea');
  await page.getByLabel('In one sentence').fill('What lives in the sea.');
  await page.getByLabel('Logo').setInputFiles({
    ...{ name: 'sea.svg', mimeType: 'image/svg+xml' },
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
  });
  const accent = page.getByLabel('Colour of links and buttons');
  await accent.fill('#9fd8d6');
  await page.getByText(/^Colour of links and buttons: #9fd8d6 on /).waitFor();
  await inEveryLook(page, 'community-refused');
  await accent.fill('#00696b');
  await page.getByText('3 files in the folder sea.').waitFor();
  await inEveryLook(page, 'community-made');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as zip' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('sea.zip');
});

it('what runs is shared with a person, who sees and opens it until that is ended', async () => {
  const { page } = newcomer;
  const { page: desk } = manager;
  const url = await deployed(page);
  const sharing = page.getByRole('region', { name: 'Sharing' });
  await sharing.getByRole('button', { name: /^Share/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name here').fill('max');
  await dialog.getByText('Use it: its endpoints').click();
  await page.waitForTimeout(500);
  await inEveryLook(page, 'sharing-dialog');
  await dialog.getByRole('button', { name: 'Share', exact: true }).click();
  await sharing.getByText('May use it').waitFor();
  await inEveryLook(page, 'sharing-page');

  await desk.goto(`${portal.url}/workloads?whose=shared`);
  // By her name, once the catalogue has her.
  await desk.getByText(/shared by (Nia Newcomer \()?nia/).waitFor();
  await inEveryLook(desk, 'shared-list');
  await desk.goto(url);
  await desk
    .getByText(/^(Nia Newcomer \()?nia\)? shares this with you/)
    .waitFor();
  await inEveryLook(desk, 'shared-page');
  const [opened] = await Promise.all([
    desk.context().waitForEvent('page'),
    desk
      .getByRole('button', { name: /^Open / })
      .first()
      .click(),
  ]);
  await opened.getByText('Hello').first().waitFor();

  await sharing.getByRole('button', { name: /^End the share/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: 'End', exact: true })
    .click();
  await sharing.getByText('Shared with nobody.').waitFor();
  // He is told while he looks.
  await desk.getByText('There is no such workload').first().waitFor();
  await expect
    .poll(
      async () => {
        await opened.reload();
        return opened.getByText('You may not open this any more').count();
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toBe(1);
});
