import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, signIn, type Session } from '../support/browser.mts';
import { inEveryLook } from '../support/looks.mts';
import { picture } from '../support/picture.mts';
import { reachesState } from '../support/workloadPage.mts';
import { SITE, type Site } from './site.mts';

const script = [
  'set -e',
  'echo "run $ASTROLABE_TASK_INDEX of $ASTROLABE_TASK_COUNT says $WORDS"',
  'mkdir artefacts/deep',
  'echo "$WORDS $ASTROLABE_TASK_INDEX" > artefacts/deep/result.txt',
  // More than this portal keeps of one file.
  'head -c 3000000 /dev/zero > artefacts/large.bin',
  '',
].join('\n');
const words = 'corals "}} $(id) ü';

/** Forgets all that has ended, as Nomad does by itself after hours. */
async function collectGarbage(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    await fetch(`${url}/v1/system/gc`, { method: 'PUT' });
    const jobs = await (await fetch(`${url}/v1/jobs`)).json();
    if (jobs.length === 0) return;
    await pause(200);
  }
  throw new Error('Nomad does not forget');
}

async function download(page: Page, name: string): Promise<string> {
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: `Download ${name}` }).click();
  return readFile(await (await downloading).path(), 'utf8');
}

async function says(page: Page, what: string): Promise<void> {
  const log = page.getByRole('log', { name: 'Output of job' });
  await expect
    .poll(() => log.innerText(), { timeout: 20_000 })
    .toContain(`of 3 says ${what}`);
}

/** One journey, told in order. */
export function runsBatchJobs(site: () => Site): void {
  const tasks: string[] = [];
  let ada: Session;

  describe('a batch job on a site of Nomad', () => {
    beforeAll(async () => {
      ada = await openBrowser();
      await signIn(ada.page, 'Ada Fuller', site().portal.url);
    });

    afterAll(() => ada?.close());

    it('is a script written in the editor, with a parameter, as an array of three', async () => {
      const { page } = ada;
      const { url } = site().portal;
      await page.goto(`${url}/deploy?ref=aitool:default/far-desk`);
      await page.getByRole('link', { name: /Batch job/ }).click();
      const editor = page.getByRole('textbox', { name: /Script/ });
      await editor.click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(script);
      await page.getByRole('textbox', { name: 'Title' }).fill('By night');
      await page.getByRole('button', { name: 'Add a parameter' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill('WORDS');
      await page.getByRole('textbox', { name: 'Value' }).fill(words);
      // Labels cover them.
      await page
        .getByRole('radio', { name: /Several times/ })
        .check({ force: true });
      await page.getByRole('textbox', { name: 'Number of runs' }).fill('3');
      await page
        .getByRole('radiogroup', { name: 'Where' })
        .getByRole('radio', { name: new RegExp(SITE) })
        .check({ force: true });
      await picture(page, 'nomad-batch-form');
      await page.getByRole('button', { name: 'Deploy', exact: true }).click();
      await page.waitForURL(/\/workloads\/[0-9a-f-]{36}/);
      await reachesState(page, 'Completed');
    });

    it('is one line among my workloads, with its three runs', async () => {
      const { page } = ada;
      await page.goto(`${site().portal.url}/workloads?tab=batch`);
      await page.getByText('Completed: 3').waitFor({ timeout: 60_000 });
      await page.getByRole('button', { name: /^Array of 3/ }).click();
      const links = page.getByRole('link', { name: /^Task \d of 3$/ });
      await expect.poll(() => links.count()).toBe(3);
      await inEveryLook(page, 'nomad-batch-list');
      for (const link of await links.all()) {
        tasks.push(String(await link.getAttribute('href')));
      }
    });

    it('leaves logs and artefacts, which I download', async () => {
      const { page } = ada;
      const seen: string[] = [];
      for (const task of tasks) {
        await page.goto(site().portal.url + task);
        await says(page, words);
        await page.getByText(/stays until you delete/).waitFor();
        seen.push(await download(page, 'deep/result.txt'));
      }
      expect(seen.sort()).toEqual([0, 1, 2].map(each => `${words} ${each}\n`));
      expect(await download(page, 'large.bin')).toHaveLength(3_000_000);
    });

    it('has both when Nomad has forgotten it, and says what is not kept', async () => {
      await collectGarbage(site().url);
      const { page } = ada;
      for (const task of tasks) {
        await page.goto(site().portal.url + task);
        await reachesState(page, 'Completed');
        await says(page, words);
        expect(await download(page, 'deep/result.txt')).toContain(words);
      }
      const notKept = page.getByRole('list', { name: /^Not kept/ });
      await notKept
        .getByText(/^large\.bin .*larger than 2 MiB/)
        .scrollIntoViewIfNeeded();
      const large = page.getByRole('button', { name: 'Download large.bin' });
      expect(await large.count()).toBe(0);
      await inEveryLook(page, 'nomad-batch-forgotten');
    });
  });
}
