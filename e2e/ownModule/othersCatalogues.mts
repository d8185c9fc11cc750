import { it } from 'vitest';
import { RepositoryServer } from '../../plugins/assets-backend/src/datasets/__testUtils__/RepositoryServer';
import { putAt } from '../../plugins/assets-backend/src/sources/external/__testUtils__/configs';
import {
  hubCard,
  hubList,
  hubModel,
  zooEntry,
  zooRdf,
} from '../../plugins/assets-backend/src/sources/external/__testUtils__/samples';
import { inEveryLook } from '../support/looks.mts';
import type { Site } from './site.mts';

/** Servers that answer as the BioImage Model Zoo and Hugging Face do, and what the portal is told of them. */
export async function startCatalogues() {
  const server = await RepositoryServer.start();
  const put = (path: string, body: unknown) => putAt(server, path, [{ body }]);
  put('/collection.json', { collection: [zooEntry()] });
  put('/brave-otter/rdf.yaml', zooRdf);
  put('/brave-otter/README.md', 'Made from **ten thousand** cells.');
  put(hubList('author=lab'), [hubModel({ gated: 'manual' })]);
  put(`/lab/leaf-net/resolve/${hubModel().sha}/README.md`, hubCard);
  const at = { url: server.url, allowPrivateNetwork: true };
  return {
    settings: [
      { type: 'bioimage', ...at, url: `${server.url}/collection.json` },
      { type: 'hugging-face', ...at, organizations: ['lab'] },
    ],
    stop: () => server.stop(),
  };
}

/** What others publish, beside our own. */
export function findsWhatOthersHave(site: () => Site): void {
  const find = async (words: string, title: string) => {
    const { page } = site().ada;
    await page.goto(`${site().portal.url}/models`);
    await page.getByRole('searchbox').fill(words);
    const other = page.getByRole('link', { name: 'Iris species model' });
    await other.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: title }).first().click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  };

  it('finds a model of the BioImage Model Zoo: whose it is, under which licence, and that it runs here', async () => {
    const { page } = site().ada;
    await find('microscopy nuclei', 'Nuclei in the dark');
    const glance = page.getByRole('list', { name: 'At a glance' });
    await glance.getByText('BioImage Model Zoo').waitFor();
    await glance.getByText('CC-BY-4.0').waitFor();
    await inEveryLook(page, 'others-zoo');
    await page.getByRole('tab', { name: 'Documentation' }).click();
    await page.getByText('ten thousand').waitFor();
    await page
      .getByRole('link', { name: /^Deploy/ })
      .first()
      .click();
    await page.getByText('Page for people').waitFor();
    // Any machine has as many.
    await page.getByRole('textbox', { name: /^CPU/ }).fill('1');
    await page.keyboard.press('Tab');
    await page.getByText('Can start now').first().waitFor();
  });

  it('finds a model of Hugging Face that one has to ask for, and is told so', async () => {
    const { page } = site().ada;
    await find('leaf net', 'lab/leaf-net');
    await page.getByText('Files on request').waitFor();
    await page
      .getByText('Who wants them has to ask for them at Hugging Face')
      .waitFor();
    await inEveryLook(page, 'others-hub');
  });
}
