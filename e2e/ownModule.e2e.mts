import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ZenodoServer } from '../plugins/assets-backend/src/releases/__testUtils__/ZenodoServer';
import { startGitea } from '../scripts/engines/gitea.mjs';
import { root } from '../scripts/lib/process.mjs';
import { isChecked } from './ownModule/isChecked.mts';
import {
  findsWhatOthersHave,
  startCatalogues,
} from './ownModule/othersCatalogues.mts';
import type { Site } from './ownModule/site.mts';
import { usesTheCommandLine } from './ownModule/usesTheCommandLine.mts';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import type { RunningPortal } from './support/launchPortal.mts';
import { inEveryLook } from './support/looks.mts';
import { prepareJourney, type Journey } from './support/prepareJourney.mts';
import { putQuickChecks } from './support/quickChecks.mts';
import { reachesState } from './support/workloadPage.mts';

// One journey, told in order, with a real forge: Gitea.
describe('a module of mine, from its form to its prediction', () => {
  let gitea: Awaited<ReturnType<typeof startGitea>>;
  let token: string;
  let zenodo: ZenodoServer;
  let others: Awaited<ReturnType<typeof startCatalogues>>;
  let journey: Journey;
  let portal: RunningPortal;
  let ada: Session;
  let modulePage: string;

  beforeAll(async () => {
    gitea = await startGitea();
    await gitea.addUser('ada');
    token = await gitea.tokenFor('ada', 'write:repository,write:user');
    zenodo = await new ZenodoServer().start();
    others = await startCatalogues();
    journey = await prepareJourney('own-module');
    const { folder } = journey;
    await putQuickChecks(folder);
    portal = await journey.start(120, {
      http: { allowedHosts: ['127.0.0.1'] },
      assets: {
        // The first prevails.
        files: { roots: [folder, path.join(root, 'catalog-info')] },
        externalCatalogues: others.settings,
      },
    });
    ada = await openBrowser();
    await signIn(ada.page, 'Ada Fuller', portal.url);
  });

  afterAll(async () => {
    await ada?.close();
    await portal?.stop();
    await gitea?.stop();
    await zenodo?.stop();
    await others?.stop();
    await journey?.end();
  });

  const site = (): Site => ({
    ...{ portal, gitea, token, ada, folder: journey.folder },
  });

  const fillIn = async (title: string) => {
    const { page } = ada;
    const fill = (name: RegExp, text: string) =>
      page.getByRole('textbox', { name }).fill(text);
    await page.goto(`${portal.url}/modules/-/new/ai-module-minimal`);
    await fill(/^Title/, title);
    await fill(/^In one sentence/, 'Counts leaves.');
    await fill(/^Description/, 'Counts the leaves of a plant.');
    // Whoever begins it is its author.
    expect(
      await page.getByRole('textbox', { name: /^Author/ }).inputValue(),
    ).toBe('Ada Fuller <ada@example.org>');
    await page.getByText('Computer Vision', { exact: true }).click();
    await page.getByText('Image', { exact: true }).click();
    // The forge has said where it will be, and nothing is missing.
    await page.getByText(/\d+ files in the folder leaf-counter/).waitFor();
  };

  const linkService = async (name: string, url: string, secret: string) => {
    const { page } = ada;
    await page.getByRole('button', { name: /^Link/ }).first().click();
    await page.getByRole('button', { name: /Service/ }).click();
    await page.getByRole('option', { name: new RegExp(`^${name}`) }).click();
    await page.getByRole('textbox', { name: 'Address' }).fill(url);
    await page
      .getByLabel(/^Token/)
      .first()
      .fill(secret);
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByText('Works').first().waitFor();
  };

  it('has to have a forge that I have linked', async () => {
    const { page } = ada;
    await page.goto(`${portal.url}/modules/-/new/ai-module-minimal`);
    const link = page.getByRole('link', { name: 'Go to Accounts' });
    await link.click();
    await linkService('Gitea', gitea.url, token);
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
    await page
      .getByRole('heading', { level: 1, name: 'Leaf counter' })
      .waitFor();
    await inEveryLook(page, 'own-module');
    modulePage = page.url();
  });

  isChecked(site, () => modulePage);

  it('is released with a DOI, which its page shows then', async () => {
    const { page } = ada;
    await page.goto(`${portal.url}/accounts`);
    await linkService('Zenodo', zenodo.url, 'good');
    await page.goto(modulePage);
    await page.getByRole('link', { name: 'Release', exact: true }).click();
    await page.getByRole('textbox', { name: /^Version/ }).fill('1.0.0');
    const notes = page.getByRole('textbox', { name: /^What it brings/ });
    await notes.fill('Counts **all** leaves.');
    // For ever, so it is chosen.
    await page.getByRole('button', { name: /DOI/ }).click();
    await page.getByRole('option', { name: 'Zenodo' }).click();
    await page.getByRole('button', { name: 'What would be done' }).click();
    const would = page.getByText('Nothing was changed. 1.0.0 would be:');
    await would.waitFor();
    await would.scrollIntoViewIfNeeded();
    await inEveryLook(page, 'release-plan');

    await page.getByRole('button', { name: 'Release 1.0.0' }).click();
    await page.getByRole('list', { name: /is done for 1\.0\.0/ }).waitFor();
    const doi = page.getByRole('link', { name: /^DOI 10\.5072/ });
    await doi.waitFor({ timeout: 60_000 });
    await doi.scrollIntoViewIfNeeded();
    await inEveryLook(page, 'release-done');
    expect(zenodo.depositions).toMatchObject([{ submitted: true }]);
    await page.getByRole('link', { name: 'Leaf counter' }).first().click();
    await doi.first().waitFor({ timeout: 60_000 });
    await inEveryLook(page, 'own-module-released');
  }, 180_000);

  it('is made once: its name is taken then', async () => {
    const { page } = ada;
    await fillIn('Leaf counter');
    await page.getByRole('button', { name: 'Make the repository' }).click();
    const exists = page.getByText(/There is a repository of this name/);
    await exists.first().waitFor();
    await exists.first().scrollIntoViewIfNeeded();
    await inEveryLook(page, 'publish-exists');
  });

  it('is proposed what I change in its description', async () => {
    const { page } = ada;
    await page.goto(modulePage);
    await page.getByRole('link', { name: 'Edit its metadata' }).click();
    await page
      .getByRole('textbox', { name: 'In one sentence' })
      .fill('Counts the leaves of any plant.');
    const offer = page.getByRole('button', { name: 'Propose the change' });
    await offer.click();
    await page.getByText('What differs: summary.').waitFor();
    await inEveryLook(page, 'propose-question');
    await page.getByRole('button', { name: 'Propose it' }).click();
    const request = page.getByRole('link', { name: /Open request 1/ });
    await request.scrollIntoViewIfNeeded();
    await inEveryLook(page, 'proposed');
    const at = 'repos/ada/leaf-counter/pulls';
    const [pull] = await gitea.ask(token, 'GET', at);
    expect(pull.title).toBe('Change the metadata: summary');
    expect(await request.getAttribute('href')).toBe(
      `${gitea.url}/ada/leaf-counter/pulls/${pull.number}`,
    );
    await gitea.ask(token, 'POST', `${at}/${pull.number}/merge`, {
      Do: 'merge',
    });
  });

  it('is taken out of the catalogue, and comes back as a repository that I have', async () => {
    const { page } = ada;
    await page.goto(modulePage);
    const out = page.getByRole('button', {
      name: 'Take it out of the catalogue',
    });
    await out.click();
    await page.getByRole('dialog').waitFor();
    await inEveryLook(page, 'withdraw-question');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: 'Take it out' })
      .click();
    await page.waitForURL(/\/modules$/);

    await page.goto(`${portal.url}/modules/-/new`);
    await page
      .getByRole('link', { name: 'I have a repository already' })
      .click();
    await page
      .getByRole('textbox', { name: /^Repository/ })
      .fill(`${gitea.url}/ada/leaf-counter`);
    await page.getByRole('button', { name: 'What it would be' }).click();
    await page.getByText('It would be leaf-counter in the catalogue').waitFor();
    await inEveryLook(page, 'register');
    await page
      .getByRole('button', { name: 'Put it into the catalogue' })
      .click();
    await page.getByText('leaf-counter is in the catalogue now').waitFor();
    await page.getByRole('link', { name: 'Its page in the catalogue' }).click();
    // As it is since what was proposed was taken in.
    await page.getByText('Counts the leaves of any plant.').first().waitFor();
  });

  usesTheCommandLine(site);
  findsWhatOthersHave(site);

  // Last: it holds what a small machine has.
  it('runs from there, and predicts', async () => {
    const { page, context } = ada;
    await page.goto(modulePage);
    await page
      .getByRole('link', { name: /^Deploy/ })
      .first()
      .click();
    await page.getByText('Can start now').first().waitFor();
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await page.waitForURL(/\/workloads\/[0-9a-f-]{36}/);
    // Its packages are installed first.
    await reachesState(page, 'Running', 480_000);
    await page
      .getByRole('button', { name: 'Open Page' })
      .and(page.locator(':not([disabled])'))
      .waitFor({ timeout: 120_000 });
    const opening = context.waitForEvent('page');
    await page.getByRole('button', { name: 'Open Page' }).click();
    const opened = await opening;
    await opened.getByLabel(/width/i).first().fill('9');
    await opened
      .getByLabel(/height/i)
      .first()
      .fill('1');
    await opened
      .getByRole('button', { name: /predict/i })
      .first()
      .click();
    await opened.getByText(/flat/).first().waitFor({ timeout: 60_000 });
    await opened.close();
    expect(ada.foreignRequests).toEqual([]);
  }, 600_000);
});
