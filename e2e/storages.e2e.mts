import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWebDav } from '../scripts/engines/webdav.mjs';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import type { RunningPortal } from './support/launchPortal.mts';
import { inEveryLook } from './support/looks.mts';
import { prepareJourney, type Journey } from './support/prepareJourney.mts';
import { putTools, smallTool } from './support/smallTools.mts';
import { typeInTerminal } from './support/terminal.mts';
import { deployed, pressAndConfirm } from './support/workloadPage.mts';

const user = 'max@corals';
const password = `se"cr'et ü`;

// A real WebDAV server, which dies and comes back.
describe('the storage of a workload, on its page', () => {
  let journey: Journey;
  let storage: Awaited<ReturnType<typeof startWebDav>>;
  let portal: RunningPortal;
  let max: Session;

  beforeAll(async () => {
    journey = await prepareJourney('storages');
    await putTools(journey.folder, { 'hello-data': await smallTool() });
    storage = await startWebDav({ host: '127.0.0.1', user, password });
    await writeFile(path.join(storage.folder, 'reef.csv'), 'depth\n4\n');
    const accounts = [{ id: 'corals', url: storage.url, user, password }];
    portal = await journey.start(120, {
      http: { allowedHosts: ['127.0.0.1'] },
      workloads: { storage: { accounts, copyBackMinutes: 0.75 } },
    });
    max = await openBrowser();
    await signIn(max.page, 'Max Manager', portal.url);
  });

  afterAll(async () => {
    await max?.close();
    await portal?.stop();
    await storage?.stop();
    await journey?.end();
  });

  const section = () => max.page.getByRole('region', { name: 'Storage' });
  const says = (words: RegExp) =>
    section().getByText(words).first().waitFor({ timeout: 120_000 });
  const launch = async (how: 'Mount' | 'Copy') => {
    const { page } = max;
    await page.goto(`${portal.url}/deploy?ref=aitool:default/hello-data`);
    await page.getByText('Can start now').first().waitFor();
    // Their labels cover them.
    await page.getByRole('radio', { name: 'corals' }).check({ force: true });
    await page
      .getByRole('radio', { name: new RegExp(`^${how}`) })
      .check({ force: true });
    await deployed(page);
  };

  it('is fast, or does not answer, or is back', async () => {
    const { page } = max;
    await launch('Mount');
    await says(/answers in .* reads/);
    await inEveryLook(page, 'storage-mounted', section());
    await storage.kill();
    await says(/does not answer/);
    await inEveryLook(page, 'storage-silent', section());
    await storage.comeBack();
    await says(/answers in/);
    await pressAndConfirm(page, 'Delete');
    await page.getByText('This workload was deleted').waitFor();
  });

  it('that is copied waits for its changes, keeps its workload from being deleted without them, and has them in the end', async () => {
    const { page } = max;
    await launch('Copy');
    await says(/A copy of it is here/);
    await inEveryLook(page, 'storage-copied', section());
    await typeInTerminal(page, {
      line: 'echo mine > storage/corals/mine.txt; echo "done $((6*7))"',
      answer: 'done 42',
    });
    await storage.kill();
    await pressAndConfirm(page, 'Stop');
    await says(/not copied back yet: 1/);
    await inEveryLook(page, 'storage-waits', section());
    await says(/were not copied back: 1/);
    await inEveryLook(page, 'storage-left', section());

    await page
      .getByRole('button', { name: /^Delete/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('checkbox', { name: /Delete also/ }).waitFor();
    await inEveryLook(page, 'storage-give-up');
    const sure = dialog.getByRole('button', { name: 'Delete', exact: true });
    expect(await sure.isDisabled()).toBe(true);
    await page.keyboard.press('Escape');

    await storage.comeBack();
    await page.getByRole('button', { name: 'Copy back now' }).click();
    await says(/was copied back/);
    const written = path.join(storage.folder, 'mine.txt');
    expect(await readFile(written, 'utf8')).toBe('mine\n');
    await inEveryLook(page, 'storage-copied-back', section());
    await pressAndConfirm(page, 'Delete');
    await page.getByText('This workload was deleted').waitFor();
  });
});
