import { describe, inject, it } from 'vitest';
import { openBrowser, signIn } from './support/browser.mts';
import { canBeUsed, looks } from './support/looks.mts';
import { typeInTerminal } from './support/terminal.mts';
import {
  deployed,
  pressAndConfirm,
  reachesState,
} from './support/workloadPage.mts';

/** Of what the snapshot was taken, and what was deployed from it. */
const urls: string[] = [];
const portalUrl = inject('portalUrl');

describe('what I made in a workload', () => {
  it('is kept by a snapshot, and is there in what I deploy again', async () => {
    const { page, close } = await openBrowser({ width: 1280 });
    await signIn(page, 'Max Manager');
    await page.goto(`${portalUrl}/deploy?ref=aitool:default/hello-web`);
    urls.push(await deployed(page));
    await typeInTerminal(page, {
      line: 'echo "$((6 * 7)) notes" > notes.txt; cat notes.txt',
      answer: '42 notes',
    });
    await page.getByRole('button', { name: /^Take a snapshot of/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('There is room for', { exact: true }).waitFor();
    await dialog.getByRole('textbox', { name: 'Title' }).fill('With my notes');
    await dialog.getByRole('button', { name: 'Snapshot' }).click();
    await dialog.getByText('is being saved').waitFor();
    await dialog.getByRole('link', { name: 'See my snapshots' }).click();
    const card = page
      .getByRole('listitem')
      .filter({ hasText: 'With my notes' });
    await card.getByText('Complete').waitFor();

    await card
      .getByRole('link', { name: /^Deploy again: .* from With my notes/ })
      .click();
    await page.getByText('It begins with the snapshot').waitFor();
    urls.push(await deployed(page));
    await typeInTerminal(page, {
      line: 'echo "seen: $(cat notes.txt)"',
      answer: 'seen: 42 notes',
    });
    await close();
  });

  it.each(looks)('is looked after in $look', async ({ look, dark, width }) => {
    const { page, close } = await openBrowser({ dark, width });
    await signIn(page, 'Max Manager');
    await page.goto(`${portalUrl}/workloads?tab=snapshots`);
    await page.getByText('With my notes').first().waitFor();
    await canBeUsed(page, `snapshots-${look}`);
    await page
      .getByRole('link', { name: /^Deploy again: .* from With my notes/ })
      .click();
    await page.getByText('It begins with the snapshot').waitFor();
    await page.getByText('Can start now').first().waitFor();
    await canBeUsed(page, `snapshot-deploy-${look}`);
    await page.goto(urls[0]);
    await page.getByRole('button', { name: /^Take a snapshot of/ }).click();
    await page.getByText('There is room for', { exact: true }).waitFor();
    await canBeUsed(page, `snapshot-dialog-${look}`);
    await close();
  });

  it('is gone when I delete it, and what I deployed from it goes on', async () => {
    const { page, close } = await openBrowser();
    await signIn(page, 'Max Manager');
    await page.goto(`${portalUrl}/workloads?tab=snapshots`);
    await pressAndConfirm(page, 'Delete');
    await page.getByText('No snapshots yet').waitFor();
    await page.goto(urls[1]);
    await reachesState(page, 'Running');
    for (const url of urls) {
      await page.goto(url);
      await pressAndConfirm(page, 'Delete');
      await page.getByText('This workload was deleted').waitFor();
    }
    await close();
  });
});
