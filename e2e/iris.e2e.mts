import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import { picture } from './support/picture.mts';
import { pressAndConfirm, reachesState } from './support/workloadPage.mts';
import { sharedUrl } from './support/sharedPortal.mts';

// One journey, told in order: each step stands on the one before.
describe('from a module to its prediction', () => {
  let ada: Session;
  let workloadUrl: string;
  let endpointUrl: string;

  beforeAll(async () => {
    ada = await openBrowser();
    await signIn(ada.page, 'Ada Fuller');
  });

  afterAll(() => ada.close());

  it('finds the module by words and facets, and the choice stays in the address', async () => {
    const { page } = ada;
    await page
      .getByRole('link', { name: 'Modules', exact: true })
      .first()
      .click();
    await page.getByRole('searchbox').first().fill('iris');
    await page
      .getByRole('link', { name: /Iris classifier/ })
      .first()
      .waitFor();
    await expect.poll(() => page.url()).toContain('text=iris');
    await page.reload();
    await page
      .getByRole('link', { name: /Iris classifier/ })
      .first()
      .waitFor();
    await picture(page, 'modules');
  });

  it('reads what the module is and needs', async () => {
    const { page } = ada;
    await page
      .getByRole('link', { name: /Iris classifier/ })
      .first()
      .click();
    await page
      .getByRole('heading', { level: 1, name: 'Iris classifier' })
      .waitFor();
    await picture(page, 'module');
  });

  it('fills in the form, is told of a mistake at the field, and sees where it will run', async () => {
    const { page } = ada;
    await page
      .getByRole('link', { name: /^Deploy/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /Deploy/ }).waitFor();
    const title = page.getByRole('textbox', { name: /Title/ });
    await title.fill('');
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await page.getByText('Fill this in.').first().waitFor();
    await title.fill('Iris "}}; $(id) for the tests');
    await page.getByText('Can start now').waitFor({ timeout: 30_000 });
    await picture(page, 'deploy');
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await page.waitForURL(/\/workloads\/[0-9a-f-]{36}/);
    workloadUrl = page.url();
    await page
      .getByRole('heading', { level: 1, name: /Iris "\}\}; \$\(id\)/ })
      .waitFor();
  });

  it('watches it start without reloading, with log and time line', async () => {
    const { page } = ada;
    await page
      .getByRole('button', { name: 'Open API' })
      .and(page.locator(':not([disabled])'))
      .waitFor({ timeout: 280_000 });
    await reachesState(page, 'Running', 30_000);
    await expect
      .poll(
        () => page.getByRole('log', { name: 'Output of api' }).innerText(),
        { timeout: 20_000 },
      )
      .not.toBe('');
    await page
      .getByRole('button', { name: 'Open Page' })
      .and(page.locator(':not([disabled])'))
      .waitFor({ timeout: 60_000 });
    await picture(page, 'workload');
  });

  it('opens its page on an origin of its own and predicts there', async () => {
    const { page, context } = ada;
    const opening = context.waitForEvent('page');
    await page.getByRole('button', { name: 'Open Page' }).click();
    const opened = await opening;
    await opened.waitForURL(/^http:\/\/[a-z0-9-]+\.apps\.localhost:\d+\/?/, {
      timeout: 30_000,
    });
    endpointUrl = new URL(opened.url()).origin;
    expect(new URL(endpointUrl).host).not.toBe(new URL(sharedUrl).host);
    await opened
      .getByRole('button', { name: /predict/i })
      .first()
      .click();
    await opened
      .getByText(/setosa|versicolor|virginica/i)
      .first()
      .waitFor({ timeout: 60_000 });
    await picture(opened, 'iris-page');
    await opened.close();
  });

  it('calls predict from the API page that the module brings', async () => {
    const { page, context } = ada;
    const opening = context.waitForEvent('page');
    await page.getByRole('button', { name: 'Open API' }).click();
    const opened = await opening;
    await opened.waitForURL(/apps\.localhost/, { timeout: 30_000 });
    expect(opened.url()).toMatch(/-api\.apps\.localhost/);
    // The page is Swagger UI, which names its parts by classes alone.
    const predict = opened.locator('.opblock-post', { hasText: '/predict/' });
    await predict.locator('.opblock-summary').click();
    await predict.getByRole('button', { name: 'Try it out' }).click();
    await predict.getByRole('button', { name: 'Execute' }).click();
    await predict
      .locator('.live-responses-table')
      .getByText(/"species": "(setosa|versicolor|virginica)"/)
      .first()
      .waitFor({ timeout: 60_000 });
    await picture(opened, 'iris-api');
    await opened.close();
  });

  it('lets nobody else in', async () => {
    const max = await openBrowser();
    try {
      await signIn(max.page, 'Max Manager');
      await max.page.goto(workloadUrl);
      await max.page
        .getByRole('heading', { level: 1, name: 'There is no such workload' })
        .waitFor();
      const answer = await max.page.goto(endpointUrl);
      expect(answer!.status()).toBe(401);
      await max.page
        .getByRole('heading', { name: 'Open this from the portal' })
        .waitFor();
    } finally {
      await max.close();
    }
  });

  it('stops, restarts and deletes it, asking first', async () => {
    const { page } = ada;
    await pressAndConfirm(page, 'Stop');
    await reachesState(page, 'Stopped', 30_000);
    await pressAndConfirm(page, 'Restart');
    await reachesState(page, 'Running', 120_000);
    await pressAndConfirm(page, 'Delete');
    await page
      .getByText('This workload was deleted')
      .waitFor({ timeout: 30_000 });
  });

  it('had no page of the portal ask anything of third parties', () => {
    expect(ada.foreignRequests).toEqual([]);
  });
});
