import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { openBrowser, signIn, type Session } from '../support/browser.mts';
import { inEveryLook } from '../support/looks.mts';
import { pressAndConfirm, reachesState } from '../support/workloadPage.mts';
import { SITE, type Site } from './site.mts';

/** One journey, told in order; enough has ended before for waits to be told. */
export function waitsForAGpu(site: () => Site): void {
  let ada: Session;
  let max: Session;

  async function form(page: Page): Promise<void> {
    const { url } = site().portal;
    await page.goto(`${url}/deploy?ref=aitool:default/far-desk`);
    await page.getByRole('textbox', { name: /GPUs/ }).fill('1');
    await page.keyboard.press('Tab');
  }

  async function deploy(page: Page): Promise<void> {
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await page.waitForURL(/\/workloads\/[0-9a-f-]{36}/);
  }

  describe('the only GPU of a site of Nomad', () => {
    beforeAll(async () => {
      [ada, max] = await Promise.all([openBrowser(), openBrowser()]);
      await signIn(ada.page, 'Ada Fuller', site().portal.url);
      await signIn(max.page, 'Max Manager', site().portal.url);
    });

    afterAll(async () => {
      await ada?.close();
      await max?.close();
    });

    it('is had by the first who asks', async () => {
      const { page } = max;
      await form(page);
      await page.getByText('Can start now').first().waitFor();
      await deploy(page);
      await reachesState(page, 'Running');
    });

    it('being taken, the next one is told what could start now, and takes it by a press', async () => {
      const { page } = ada;
      await form(page);
      await page.getByText('Can start later').first().waitFor();
      await page.getByRole('button', { name: 'Find out' }).click();
      const suggestion = page.getByText(
        new RegExp(`With 0 GPUs instead of 1 GPU .*${SITE}`),
      );
      await suggestion.waitFor({ timeout: 30_000 });
      await page.getByText(/Verified by the dry run/).waitFor();
      await suggestion.scrollIntoViewIfNeeded();
      await inEveryLook(page, 'nomad-advice');
      await page
        .getByRole('button', { name: /^Use these values: 0 GPUs/ })
        .click();
      await page.getByText('Can start now').first().waitFor();
    });

    it('is waited for in a queue, with the reason, the place and a likely wait', async () => {
      const { page } = ada;
      await form(page);
      await page.getByText('Can start later').first().waitFor();
      await deploy(page);
      await reachesState(page, 'Queued');
      await page
        .getByText(/GPUs on 1 of 1 node/)
        .first()
        .waitFor();
      await page
        .getByText(
          /Number 1 of 1 that wait for a GPU\. Likely within .*very likely within/,
        )
        .waitFor({ timeout: 60_000 });
      await inEveryLook(page, 'nomad-queued');
    });

    it('goes to the next one by itself when the first has ended', async () => {
      await reachesState(ada.page, 'Queued');
      await pressAndConfirm(max.page, 'Stop');
      await reachesState(max.page, 'Stopped');
      await reachesState(ada.page, 'Running');
      for (const { page } of [ada, max]) {
        await pressAndConfirm(page, 'Delete');
        await page.getByText('This workload was deleted').waitFor();
      }
    });
  });
}
