import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CLIENT,
  OAuthService,
} from '../plugins/accounts-backend/src/__testUtils__/services/oauthServices.ts';
import { Repository } from '../plugins/workloads-backend/src/__testUtils__/sideTasks/Repository.ts';
import { startWebDav } from '../scripts/engines/webdav.mjs';
import { openBrowser, signIn, type Session } from './support/browser.mts';
import type { RunningPortal } from './support/launchPortal.mts';
import { canBeUsed, inEveryLook, looks } from './support/looks.mts';
import { prepareJourney, type Journey } from './support/prepareJourney.mts';
import { putTools, secretTool, smallTool } from './support/smallTools.mts';
import { typeInTerminal } from './support/terminal.mts';
import {
  deployed,
  pressAndConfirm,
  reachesState,
} from './support/workloadPage.mts';

const user = 'max@corals';
const password = `se"cr'et ü`;

// Real servers: rclone's WebDAV, and a repository in the words of Dataverse.
describe('data that I ask for', () => {
  let journey: Journey;
  let storage: Awaited<ReturnType<typeof startWebDav>>;
  let repository: Repository;
  let forge: OAuthService;
  let portal: RunningPortal;
  let max: Session;

  beforeAll(async () => {
    journey = await prepareJourney('data');
    await putTools(journey.folder, {
      'hello-data': await smallTool(),
      'hello-secret': await secretTool(),
    });
    storage = await startWebDav({ host: '127.0.0.1', user, password });
    await writeFile(path.join(storage.folder, 'reef.csv'), 'depth\n4\n');
    repository = await Repository.start('127.0.0.1');
    forge = await OAuthService.start('github');
    const accounts = [
      { id: 'corals', url: storage.url, user, password },
      { id: 'expired', url: storage.url, user, password: 'an old one' },
    ];
    portal = await journey.start(100, {
      http: { allowedHosts: ['127.0.0.1'] },
      workloads: { storage: { accounts } },
      accounts: { oauth: { github: { ...CLIENT, url: forge.local.url } } },
    });
    max = await openBrowser();
    await signIn(max.page, 'Max Manager', portal.url);
  });

  afterAll(async () => {
    await max?.close();
    await portal?.stop();
    await repository?.stop();
    await forge?.local.stop();
    await storage?.stop();
    await journey?.end();
  });

  const open = async ({ page }: Session) => {
    await page.goto(`${portal.url}/deploy?ref=aitool:default/hello-data`);
    await page.getByText('Can start now').first().waitFor();
  };

  const choose = async ({ page }: Session, account: string) => {
    const radio = page.getByRole('radio', { name: account });
    // Its label covers it.
    await radio.check({ force: true });
  };

  it.each(looks)(
    'is asked for in $look, and what is no dataset is refused at the field',
    async ({ look, dark, width }) => {
      const session = await openBrowser({ dark, width });
      const { page } = session;
      await signIn(page, 'Max Manager', portal.url);
      await open(session);
      await choose(session, 'corals');
      await page.getByRole('button', { name: 'Add to Datasets' }).click();
      const dataset = page.getByRole('textbox', { name: /^Dataset/ });
      await dataset.fill('corals of the bay');
      await page.getByRole('button', { name: 'Deploy', exact: true }).click();
      await page
        .getByText(/^A DOI such as/)
        .first()
        .waitFor();
      await dataset.scrollIntoViewIfNeeded();
      await canBeUsed(page, `storage-form-${look}`);
      await session.close();
    },
  );

  /** What is asked when WebDAV is linked. */
  const fillIn = async ({ page }: Session, secret: string) => {
    await page.getByRole('button', { name: /^Link/ }).first().click();
    await page.getByRole('button', { name: /Service/ }).click();
    await page.getByRole('option', { name: /^WebDAV/ }).click();
    await page.getByRole('textbox', { name: 'Address' }).fill(storage.url);
    await page.getByRole('textbox', { name: 'User name' }).fill(user);
    await page
      .getByLabel(/^Password/)
      .first()
      .fill(secret);
  };

  it('is linked once on the page Accounts, when it lets me in, and says so', async () => {
    const { page } = max;
    await page.goto(`${portal.url}/accounts`);
    await page.getByText('Nothing is linked yet').waitFor();
    await inEveryLook(page, 'accounts-none');
    await fillIn(max, 'a wrong one');
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page
      .getByText(/does not let you in/)
      .first()
      .waitFor();
    await inEveryLook(page, 'accounts-refused');
    await page
      .getByLabel(/^Password/)
      .first()
      .fill(password);
    await page.getByRole('button', { name: 'Link', exact: true }).click();
    await page.getByText('Works').waitFor();
    await inEveryLook(page, 'accounts');
  });

  it('is linked by signing in at a service, and not where I say no there', async () => {
    const { page } = max;
    /** In the tab that opens, as far as the service sends one back. */
    const signInThere = async () => {
      const opened = page.context().waitForEvent('page');
      await page.getByRole('button', { name: 'Sign in with GitHub' }).click();
      return opened;
    };
    await page.goto(`${portal.url}/accounts`);
    await page.getByRole('button', { name: 'Link a service' }).click();
    await page.getByRole('button', { name: /Service/ }).click();
    await page.getByRole('option', { name: /^GitHub/ }).click();
    await page.getByText(/asks whether the portal may come in/).waitFor();
    forge.saysNo = true;
    const refused = await signInThere();
    await refused.getByText('It was not linked').waitFor();
    await refused.close();
    await page.getByText('It was not linked').waitFor();
    await inEveryLook(page, 'accounts-denied');
    forge.saysNo = false;
    const agreed = await signInThere();
    await agreed.getByText('GitHub is linked').waitFor();
    await inEveryLook(agreed, 'accounts-signed-in');
    await agreed.close();
    await page.getByText(/signing in there/).waitFor();
  });

  it('is kept on the page My files: uploaded, looked into, renamed, deleted', async () => {
    const { page } = max;
    const doWith = async (name: string, what: string) => {
      await page
        .getByRole('button', { name: `What to do with ${name}` })
        .click();
      await page.getByRole('menuitem', { name: what }).click();
    };
    await page.goto(`${portal.url}/storage`);
    await page.getByText('Nothing in here yet').waitFor();
    await page.getByRole('button', { name: 'New folder' }).click();
    await page.getByRole('textbox', { name: 'Its name' }).fill('reefs ü');
    await page.getByRole('button', { name: 'Make it' }).click();
    await page.getByRole('button', { name: 'Open the folder reefs ü' }).click();
    await page.getByText('Nothing in here yet').waitFor();
    await page.setInputFiles('input[type=file]', [
      {
        name: 'depths.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('place,depth\nbay,4\n'),
      },
    ]);
    await page.getByText('depths.csv is there').waitFor();
    await inEveryLook(page, 'storage-files');
    await page.getByRole('button', { name: 'Look into depths.csv' }).click();
    await page.getByRole('cell', { name: 'bay' }).waitFor();
    await inEveryLook(page, 'storage-preview');
    await page.keyboard.press('Escape');
    await doWith('depths.csv', 'Rename, move or copy');
    await inEveryLook(page, 'storage-move');
    await page
      .getByRole('textbox', { name: 'Where it is to be' })
      .fill('reefs ü/deep.csv');
    await page.getByRole('button', { name: 'Move', exact: true }).click();
    await page.getByRole('button', { name: 'Look into deep.csv' }).waitFor();
    await doWith('deep.csv', 'Rename, move or copy');
    await page.getByRole('button', { name: /In which storage/ }).click();
    await page.getByRole('option').nth(1).click();
    await page.getByText('It also stays where it is').click();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    await expect
      .poll(() => readdir(storage.folder), { timeout: 120_000 })
      .toContain('deep.csv');
    await doWith('deep.csv', 'Delete');
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Nothing in here yet').waitFor();
    // What is linked is reached by rclone, in the same way.
    await page.goto(`${portal.url}/storage?storage=webdav`);
    await page
      .getByRole('button', { name: 'Look into reef.csv' })
      .waitFor({ timeout: 120_000 });
  });

  it('is seen before anything is fetched, and added to the catalogue', async () => {
    const { page } = max;
    await page.goto(`${portal.url}/datasets/-/repository`);
    const named = page.getByRole('textbox', { name: /a DOI or an address/ });
    await named.fill(repository.page('doi:10.5072/FK2/NONE'));
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByRole('alert').first().waitFor();
    await inEveryLook(page, 'repository-nothing');
    await named.fill(repository.page());
    await page.getByRole('button', { name: 'Look', exact: true }).click();
    await page.getByText(/^2 files, /).waitFor();
    await page.getByText('corals.csv').waitFor();
    await inEveryLook(page, 'repository-dataset');
    await page.getByRole('button', { name: 'Add to the catalogue' }).click();
    await page.waitForURL(/\/datasets\/(?!-)/);
    await page.getByRole('heading', { name: 'Corals of the bay' }).waitFor();
    await canBeUsed(page, 'dataset-added');
  });

  it('is shared with a colleague, who looks into it and no more, until I end that', async () => {
    const { page } = max;
    await page.goto(`${portal.url}/accounts`);
    await page.getByRole('button', { name: 'Sharing of WebDAV' }).click();
    await page.getByRole('button', { name: 'Share WebDAV' }).click();
    await page.getByRole('textbox', { name: /^Name here/ }).fill('ada');
    await inEveryLook(page, 'account-share-dialog');
    await page
      .getByRole('button', { name: 'Share', exact: true })
      .last()
      .click();
    await page.getByText(/^May view it/).waitFor();
    await inEveryLook(page, 'account-shared');

    const ada = await openBrowser();
    await signIn(ada.page, 'Ada Fuller', portal.url);
    await ada.page.goto(`${portal.url}/accounts`);
    await ada.page.getByText(/shared by (Max Manager \()?max/).waitFor();
    await inEveryLook(ada.page, 'account-of-another');
    await ada.page.goto(`${portal.url}/storage`);
    await ada.page.getByRole('button', { name: /Storage/ }).click();
    await ada.page.getByRole('option', { name: 'WebDAV (max)' }).click();
    await ada.page.getByRole('button', { name: 'Look into reef.csv' }).click();
    await ada.page.getByRole('cell', { name: 'depth' }).waitFor();
    await ada.page.keyboard.press('Escape');
    const making = ada.page.getByRole('button', { name: 'New folder' });
    expect(await making.isDisabled()).toBe(true);
    await inEveryLook(ada.page, 'storage-of-another');

    await page.getByRole('button', { name: 'End the share with ada' }).click();
    await page.getByRole('button', { name: 'End', exact: true }).last().click();
    await page.getByText('Shared with nobody.').waitFor();
    await ada.page.getByRole('button', { name: 'Look again' }).click();
    await ada.page
      .getByText(/You have no storage/)
      .first()
      .waitFor();
    await ada.close();
  });

  it('is there when it runs: files of my storage, and a dataset that was fetched', async () => {
    const { page } = max;
    await open(max);
    await choose(max, 'webdav');
    await page.getByRole('button', { name: 'Add to Datasets' }).click();
    await page
      .getByRole('textbox', { name: /^Dataset/ })
      .fill(repository.page());
    const what = page.getByText('Corals of the bay');
    await what.waitFor();
    await what.scrollIntoViewIfNeeded();
    await inEveryLook(page, 'dataset-named');
    await deployed(page);
    await typeInTerminal(page, {
      line: 'echo "lines $(cat storage/webdav/reef.csv datasets/*/corals.csv | wc -l)"; echo mine > storage/webdav/mine.txt',
      answer: 'lines 4',
    });
    // The portal asked what it is; the task fetched just that.
    expect(repository.asked.join()).not.toContain('versions');
    const written = path.join(storage.folder, 'mine.txt');
    await expect
      .poll(() => readFile(written, 'utf8').catch(() => ''), {
        timeout: 60_000,
      })
      .toBe('mine\n');
    await canBeUsed(page, 'workload-with-data');
    await pressAndConfirm(page, 'Delete');
    await page.getByText('This workload was deleted').waitFor();
  });

  it('comes with a secret that I give, for that workload alone, until I give another one', async () => {
    const { page } = max;
    await page.goto(`${portal.url}/deploy?ref=aitool:default/hello-secret`);
    const field = page.getByLabel(/^Key of the API/).first();
    await page.getByText('Can start now').first().waitFor();
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await page.getByText(/^Some fields/).waitFor();
    await inEveryLook(page, 'launch-secret');
    await field.fill('key of a journey');
    const place = await deployed(page);
    const keyIsLong = (length: number) =>
      typeInTerminal(page, {
        line: 'echo "long ${#API_KEY}"',
        answer: `long ${length}`,
      });
    await keyIsLong(16);
    expect(await page.content()).not.toContain('key of a journey');

    await page.goto(`${portal.url}/secrets`);
    await page.getByRole('link', { name: 'Hello, web' }).waitFor();
    await page.getByRole('button', { name: 'New value for api' }).click();
    await page.getByLabel(/^Value/).fill('another key');
    await page.getByRole('button', { name: 'Keep it' }).click();
    await page.getByText(/still run with the value before/).waitFor();
    await inEveryLook(page, 'secret-restart');
    await page.getByRole('button', { name: 'Restart Hello, web' }).click();
    await page.getByText('Restarting with the new value').waitFor();
    await page.goto(place);
    await reachesState(page, 'Running');
    await keyIsLong(11);

    await pressAndConfirm(page, 'Delete');
    await page.getByText('This workload was deleted').waitFor();
    await page.goto(`${portal.url}/secrets`);
    await page.getByText('No secrets yet').waitFor();
  });

  it('fails with the cause and the way out when the storage lets nobody in', async () => {
    const { page } = max;
    await open(max);
    await choose(max, 'expired');
    await page.getByRole('button', { name: 'Deploy', exact: true }).click();
    await page.waitForURL(/\/workloads\/[0-9a-f-]{36}/);
    await reachesState(page, 'Failed');
    await page
      .getByText(/401 Unauthorized/)
      .first()
      .waitFor();
    await page
      .getByText(/link the storage again/)
      .first()
      .waitFor();
    await canBeUsed(page, 'storage-failed');
  });
});
