import { describe, expect, it } from 'vitest';
import { openBrowser, signIn } from './support/browser.mts';
import { canBeUsed, looks } from './support/looks.mts';
import { typeInTerminal } from './support/terminal.mts';
import {
  deployed,
  pressAndConfirm,
  reachesState,
} from './support/workloadPage.mts';
import { sharedUrl } from './support/sharedPortal.mts';

/** Of what the snapshot was taken, and what was deployed from it. */
const urls: string[] = [];

describe('what I made in a workload', () => {
  it('is kept by a snapshot, and is there in what I deploy again', async () => {
    const { page, close } = await openBrowser({ width: 1280 });
    await signIn(page, 'Max Manager');
    await page.goto(`${sharedUrl}/deploy?ref=aitool:default/hello-web`);
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
    await page.goto(`${sharedUrl}/workloads?tab=snapshots`);
    await page.getByText('With my notes').first().waitFor();
    const sharing = page.getByRole('button', { name: /^Sharing of/ });
    await sharing.first().click();
    await page.getByText('Shared with nobody.').waitFor();
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

  it('can be looked at and downloaded from its folder', async () => {
    const { page, close } = await openBrowser();
    await signIn(page, 'Max Manager');
    await page.goto(urls[0]);
    const files = page.getByRole('region', { name: 'Files' });
    await files.getByRole('button', { name: 'Show its files' }).click();
    const notes = files.getByRole('button', { name: 'Download notes.txt' });
    await notes.waitFor();
    const [coming] = await Promise.all([
      page.waitForEvent('download'),
      notes.click(),
    ]);
    const stream = await coming.createReadStream();
    expect((await stream.toArray()).join('')).toBe('42 notes\n');
    for (const { look, dark, width } of looks) {
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      await page.setViewportSize({ width, height: 900 });
      await notes.scrollIntoViewIfNeeded();
      await canBeUsed(page, `files-${look}`);
    }
    await close();
  });

  it('is offered to be saved before a downtime of its site, and is saved', async () => {
    const operator = await openBrowser();
    await signIn(operator.page, 'Olga Operator');
    await operator.page.goto(`${sharedUrl}/sites`);
    const form = operator.page.getByRole('form');
    const inDays = (days: number) =>
      new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 16);
    await form.getByLabel('From').fill(inDays(1));
    await form.getByLabel('Until').fill(inDays(2));
    await form.getByLabel('Why').fill('New power supplies');
    await form.getByRole('button', { name: 'Announce it' }).click();
    const back = { name: /^Take it back/ };
    await operator.page.getByRole('button', back).waitFor();

    const { page, close } = await openBrowser();
    await signIn(page, 'Max Manager');
    await page.goto(urls[1]);
    const told = page.getByText(/New power supplies/);
    await told.waitFor();
    await canBeUsed(page, 'downtime-hit');
    const offered = page.getByRole('button', { name: /^Take a snapshot of/ });
    await offered.last().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Title' }).fill('In time');
    await dialog.getByRole('button', { name: 'Snapshot' }).click();
    await dialog.getByRole('link', { name: 'See my snapshots' }).click();
    const card = page.getByRole('listitem').filter({ hasText: 'In time' });
    await card.getByText('Complete').waitFor();
    await pressAndConfirm(page, 'Delete');
    await card.waitFor({ state: 'detached' });
    await close();
    await operator.page.getByRole('button', back).click();
    await operator.page
      .getByRole('button', back)
      .waitFor({ state: 'detached' });
    await operator.close();
  });

  it('is gone when I delete it, and what I deployed from it goes on', async () => {
    const { page, close } = await openBrowser();
    await signIn(page, 'Max Manager');
    await page.goto(`${sharedUrl}/workloads?tab=snapshots`);
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
