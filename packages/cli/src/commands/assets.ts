import {
  assetFacets,
  assetKinds,
  assetSorts,
  type AssetFacet,
  type AssetPage,
  type AssetQuery,
} from '@astrolabe/plugin-assets-common';
import { Command, Option } from 'commander';
import { command, type CommandFactory } from '../lib/app';
import { collect, positiveInteger } from '../lib/options';
import { parseKind } from '../lib/refs';
import { describeAssets } from '../lib/describeAssets';
import { table } from '../lib/text';
import { savedSearches } from './savedSearches';

/** What can be found: modules, tools, models, datasets. */
export const assets: CommandFactory = app => {
  const search = command('search', 'Find modules, tools, models and datasets')
    .argument('[text]', 'words to look for')
    .option('--kind <kind>', assetKinds.map(kind => kind.id).join(', '))
    .addOption(new Option('--sort <by>', 'order').choices(assetSorts))
    .option('--limit <n>', 'how many, 1 to 100', positiveInteger, 24)
    .option('--cursor <cursor>', 'go on where a page ended (nextCursor)')
    .option('--facets', 'also say how many there are of each facet')
    .option('--save <name>', 'save this search in the portal, to come back to');
  for (const facet of assetFacets) {
    search.option(
      `--${flag(facet)} <value>`,
      `only with this; given twice: either`,
      collect,
    );
  }
  search.action(async (text: string | undefined, options) => {
    const { assets: api } = await app.portal();
    const query = {
      kind: options.kind && parseKind(options.kind),
      text,
      sort: options.sort,
      facets: chosenFacets(options),
    };
    const { limit, cursor } = options;
    const page = await api.query({ ...query, limit, cursor });
    if (options.save) {
      await api.saveSearch(options.save, query);
      app.note(`Saved as '${options.save}': astrolabe assets saved`);
    }
    app.print({
      json: options.json,
      value: page,
      text: options.facets
        ? `${describeAssets(page)}\n\n${counts(page)}`
        : describeAssets(page),
    });
    if (page.nextCursor && !options.json) {
      app.note(
        `${page.items.length} of ${page.totalItems}; narrow it down, or --limit`,
      );
    }
  });
  return new Command('assets')
    .description('What can be run')
    .addCommand(search)
    .addCommand(savedSearches(app));
};

// One value of each facet is asked for by its singular: --library, --data-type.
const flags: Record<AssetFacet, string> = {
  libraries: 'library',
  tasks: 'task',
  categories: 'category',
  dataTypes: 'data-type',
  tags: 'tag',
  license: 'license',
  owner: 'owner',
  catalogue: 'catalogue',
};

function flag(facet: AssetFacet): string {
  return flags[facet];
}

function chosenFacets(
  options: Record<string, string[] | undefined>,
): AssetQuery['facets'] {
  const camel = (text: string) =>
    text.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
  return Object.fromEntries(
    assetFacets.map(facet => [facet, options[camel(flag(facet))] ?? []]),
  );
}

function counts({ facets }: AssetPage): string {
  return table(
    ['FACET', 'VALUE', 'COUNT'],
    assetFacets.flatMap(facet =>
      facets[facet].map(({ value, count }) => [
        `--${flag(facet)}`,
        value,
        String(count),
      ]),
    ),
  );
}
