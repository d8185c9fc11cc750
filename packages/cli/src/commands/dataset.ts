import type {
  DatasetDescription,
  DatasetSearchPage,
} from '@astrolabe/plugin-assets-common';
import { Command } from 'commander';
import { command, type App, type CommandFactory } from '../lib/app';
import { positiveInteger } from '../lib/options';
import { facts, size, table } from '../lib/text';

const SOURCE = 'a DOI, or the address of a dataset or file';
const SHOWN_FILES = 20;

/** Datasets of repositories. */
export const dataset: CommandFactory = app =>
  new Command('dataset')
    .description('Datasets of repositories: find, look at, import')
    .addCommand(search(app))
    .addCommand(show(app))
    .addCommand(importIt(app))
    .addCommand(remove(app));

function search(app: App): Command {
  return command('search', 'Find open datasets')
    .argument('<text>', 'words to look for')
    .option('--repository <id>', 'where, if not in Zenodo')
    .option('--page <n>', 'ten on each', positiveInteger, 1)
    .action(async (text: string, { json, repository, page }) => {
      const { assets } = await app.portal();
      const found = await assets.searchDatasets({ text, repository, page });
      app.print({ json, value: found, text: listed(found) });
      if (found.nextPage && !json) {
        app.note(`${found.totalItems} in all; --page ${found.nextPage}`);
      }
    });
}

function show(app: App): Command {
  return command('show', 'What it is, before anything is fetched')
    .argument('<source>', SOURCE)
    .action(async (source: string, { json }) => {
      const { assets } = await app.portal();
      const found = await assets.describeDataset(source);
      app.print({ json, value: found, text: described(found) });
    });
}

function importIt(app: App): Command {
  return command('import', 'Make it an asset of the catalogue')
    .argument('<source>', SOURCE)
    .action(async (source: string, { json }) => {
      const { assets } = await app.portal();
      const value = await assets.importDataset(source);
      app.print({
        json,
        value,
        text: `${value.title} is dataset/${value.name} of the catalogue.`,
      });
    });
}

function remove(app: App): Command {
  return command('rm', 'Take what was imported out of the catalogue')
    .argument('<name>', 'its name in the catalogue')
    .action(async (name: string, { json }) => {
      const { assets } = await app.portal();
      await assets.removeDataset(name.replace(/^dataset\//, ''));
      app.print({ json, value: { name }, text: `${name} is taken out.` });
    });
}

function listed({ items }: DatasetSearchPage): string {
  if (items.length === 0) return 'Nothing found.';
  return table(
    ['SOURCE', 'SIZE', 'LICENSE', 'ACCESS', 'TITLE'],
    items.map(({ source, bytesTotal, license, access, title }) => [
      source,
      bytesTotal === undefined ? '-' : size(bytesTotal),
      license?.name ?? '-',
      access,
      title,
    ]),
  );
}

function described(found: DatasetDescription): string {
  const { bytesTotal = 0, files, filesTotal } = found;
  const total = `${found.sizeKnown ? '' : 'at least '}${size(bytesTotal)}`;
  const shown = files.slice(0, SHOWN_FILES);
  const about = facts([
    ['title', found.title],
    ['by', found.creators.join(', ')],
    ['at', `${found.repository.title}, ${found.url}`],
    ['doi', found.doi],
    ['published', found.publishedAt],
    ['license', found.license && licenseText(found.license)],
    ['access', found.access],
    ['files', `${filesTotal}, ${total}`],
    ['in the catalogue', found.imported ? `dataset/${found.asset}` : 'no'],
  ]);
  const list = table(
    ['FILE', 'SIZE', 'CHECKSUM'],
    shown.map(({ path, bytes, checksum }) => [
      path,
      bytes === undefined ? '-' : size(bytes),
      checksum ? `${checksum.algorithm}:${checksum.value}` : '-',
    ]),
  );
  const more = filesTotal - shown.length;
  return [about, list, more > 0 ? `and ${more} more` : '']
    .filter(Boolean)
    .join('\n\n');
}

function licenseText({ name, url }: { name: string; url?: string }): string {
  return url && url !== name ? `${name} (${url})` : name;
}
