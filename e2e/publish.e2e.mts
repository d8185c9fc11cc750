import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGitea } from '../scripts/engines/gitea.mjs';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import type { RunningPortal } from './support/launchPortal.mts';
import { inEveryLook } from './support/looks.mts';
import { prepareJourney, type Journey } from './support/prepareJourney.mts';

// A real forge: Gitea.
describe('a repository of my module', () => {
  let journey: Journey;
  let gitea: Awaited<ReturnType<typeof startGitea>>;
  let token: string;
  let portal: RunningPortal;
  let ada: Session;

  beforeAll(async () => {
    journey = await prepareJourney('publish');
    gitea = await startGitea();
    await gitea.addUser('ada');
    token = await gitea.tokenFor('ada', 'write:repository,write:user');
    portal = await journey.start(120, {
      http: { allowedHosts: ['127.0.0.1'] },
    });
    ada = await openBrowser({ width: 1280 });
    await signIn(ada.page, 'Ada Fuller', portal.url);
  });

  afterAll(async () => {
    await ada?.close();
    await portal?.stop();
    await gitea?.stop();
    await journey?.end();
  });

  const fillIn = async (title: string) => {
    const { page } = ada;
    const fill = (name: RegExp, text: string) =>
      page.getByRole('textbox', { name }).fill(text);
    await page.goto(`${portal.url}/modules/-/new/ai-module-minimal`);
    await fill(/^Title/, title);
    await fill(/^In one sentence/, 'Counts leaves.');
    await fill(/^Description/, 'Counts the leaves of a plant.');
    await page.getByRole('button', { name: 'Add to Authors' }).click();
    await fill(/^Author/, 'Ada Fuller <ada@example.org>');
    await page.getByText('Computer Vision', { exact: true }).click();
    await page.getByText('Image', { exact: true }).click();
    // The forge has said where it will be, and nothing is missing.
    await page.getByText(/\d+ files in the folder leaf-counter/).waitFor();
  };

  it('has to have a forge that I have linked', async () => {
    const { page } = ada;
    await page.goto(`${portal.url}/modules/-/new/ai-module-minimal`);
    const link = page.getByRole('link', { name: 'Go to Accounts' });
    await link.scrollIntoViewIfNeeded();
    await inEveryLook(page, 'publish-none');
    await link.click();
    await page.getByRole('button', { name: /^Link/ }).first().click();
    await page.getByRole('button', { name: /Service/ }).click();
    await page.getByRole('option', { name: /^Gitea/ }).click();
    await page.getByRole('textbox', { name: 'Address' }).fill(gitea.url);
    await page
      .getByLabel(/^Token/)
      .first()
      .fill(token);
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByText('Works').waitFor();
  });

  it('is told of before it is made, is made by a press, and is in the catalogue', async () => {
    const { page } = ada;
    await fillIn('Leaf counter');
    await page.getByText('Everybody', { exact: true }).click();
    const plan = page.getByRole('button', { name: 'What would be made' });
    await plan.scrollIntoViewIfNeeded();
    await plan.click();
    const would = page.getByText('Nothing was made. It would be ada/');
    await would.waitFor();
    await would.scrollIntoViewIfNeeded();
    await inEveryLook(page, 'publish-plan');

    await page.getByRole('button', { name: 'Make the repository' }).click();
    await page.getByText('ada/leaf-counter is there').waitFor();
    const clone = page.getByText('To work on it');
    await clone.scrollIntoViewIfNeeded();
    await inEveryLook(page, 'publish-done');
    const at = 'repos/ada/leaf-counter';
    const commits = await gitea.ask(token, 'GET', `${at}/commits`);
    expect(commits).toHaveLength(1);

    await page.getByRole('link', { name: 'Its page in the catalogue' }).click();
    await page.getByRole('heading', { name: 'Leaf counter' }).waitFor();

    await fillIn('Leaf counter');
    await page.getByRole('button', { name: 'Make the repository' }).click();
    const exists = page.getByText(/There is a repository of this name/);
    await exists.first().waitFor();
    await exists.first().scrollIntoViewIfNeeded();
    await inEveryLook(page, 'publish-exists');
  });
});
