import { afterAll, beforeAll, describe, it } from 'vitest';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import { canBeUsed } from './support/looks.mts';
import { pressAndConfirm, reachesState } from './support/workloadPage.mts';

// One journey, told in order: each step stands on the one before.
describe('trying a module', () => {
  let nia: Session;

  beforeAll(async () => {
    nia = await openBrowser({ width: 1280 });
    await signIn(nia.page, 'Nia Newcomer');
  });

  afterAll(() => nia.close());

  it('takes one press from its page to a prediction', async () => {
    const { page } = nia;
    await page.goto(new URL('/modules/iris-classifier', page.url()).href);
    await page.getByRole('button', { name: 'Try it' }).click();
    await page.getByText(/goes there by itself/).waitFor();
    await canBeUsed(page, 'try');
    await page.waitForURL(/-ui\.apps\.localhost:\d+\/?/, { timeout: 240_000 });
    await page
      .getByRole('button', { name: /predict/i })
      .first()
      .click();
    await page
      .getByText(/setosa|versicolor|virginica/i)
      .first()
      .waitFor({ timeout: 60_000 });
  });

  it('stays here when I come back, and ends when I say so', async () => {
    const { page } = nia;
    await page.goBack();
    await page.getByRole('button', { name: 'Open it' }).waitFor();
    await page.getByRole('link', { name: 'Log and details' }).click();
    await reachesState(page, 'Running');
    await pressAndConfirm(page, 'Delete');
    await page.getByText('This workload was deleted').waitFor();
  });
});
