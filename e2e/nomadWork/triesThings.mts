import { describe, it } from 'vitest';
import { openBrowser, signIn } from '../support/browser.mts';
import { inEveryLook } from '../support/looks.mts';
import { pressAndConfirm, reachesState } from '../support/workloadPage.mts';
import { SITE, type Site } from './site.mts';

export function triesThings(site: () => Site): void {
  describe('a trial on a site of Nomad', () => {
    it('is one press; it shows how far it is, and goes to its page by itself', async () => {
      const { page, close } = await openBrowser();
      const { portal } = site();
      await signIn(page, 'Nia Newcomer', portal.url);
      await page.goto(`${portal.url}/try?ref=aitool:default/far-desk`);
      await page.getByRole('button', { name: 'Try it' }).click();
      await page.getByText(/goes there by itself/).waitFor();
      await page.waitForURL(/-page\.apps\.localhost:\d+\/?/, {
        timeout: 120_000,
      });
      await page.getByRole('heading', { name: 'A desk far away' }).waitFor();
      await page.goBack();
      await page.getByRole('button', { name: 'Open it' }).waitFor();
      await inEveryLook(page, 'nomad-try');
      await page.getByRole('link', { name: 'Log and details' }).click();
      await reachesState(page, 'Running');
      await page.getByText(SITE).first().waitFor();
      await pressAndConfirm(page, 'Delete');
      await page.getByText('This workload was deleted').waitFor();
      await close();
    });
  });
}
