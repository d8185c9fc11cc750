import type { AssetPage, SavedSearch } from '@astrolabe/plugin-assets-common';
import type { Command } from 'commander';
import { command, type App } from '../lib/app';
import { describeAssets } from '../lib/describeAssets';
import { CliError, exitCodes, toCliError, usageError } from '../lib/errors';
import { table } from '../lib/text';

/** Searches that were saved: all of them, or what one finds. */
export function savedSearches(app: App): Command {
  return command('saved', 'Your saved searches, or what came in one of them')
    .argument('[name]', 'says what it finds, what came last first')
    .option('--rename <name>', 'call it so')
    .option('--delete', 'save it no more')
    .action(async (name: string | undefined, options) => {
      const { assets: api } = await app.portal();
      const items = await api.savedSearches();
      if (name === undefined) {
        if (options.rename || options.delete) throw usageError('Which one?');
        app.print({ json: options.json, value: { items }, text: list(items) });
        return;
      }
      const { id, query, added } = named(name, items);
      if (options.delete) {
        await api.deleteSearch(id);
        app.print({ json: options.json, value: { id }, text: 'Deleted.' });
      } else if (options.rename) {
        await api.renameSearch(id, options.rename);
        app.print({ json: options.json, value: { id }, text: 'Renamed.' });
      } else {
        const page = await api.query({ ...query, sort: 'added', limit: 100 });
        app.print({
          json: options.json,
          value: { ...page, added },
          text: describeAssets(page),
        });
        const looked = await looking(added, page, () => api.lookedAtSearch(id));
        if (!options.json) app.note(looked);
      }
    });
}

/** What came counts as looked at once all of it is shown; says so, or why not. */
async function looking(
  added: number,
  { items, nextCursor }: AssetPage,
  mark: () => Promise<void>,
): Promise<string> {
  const came = `${added} came since you last looked`;
  // What came stands first.
  if (nextCursor && added > items.length) {
    return `${came}, more than are shown here: they stay new`;
  }
  try {
    await mark();
    return came;
  } catch (error) {
    return `${came}; they stay new: ${toCliError(error).message}`;
  }
}

function named(name: string, items: SavedSearch[]): SavedSearch {
  const found = items.find(item => item.name === name);
  if (found) return found;
  throw new CliError(exitCodes.notFound, {
    message: `You have no saved search '${name}'`,
    nextStep:
      items.length > 0
        ? `Take one of: ${items.map(item => item.name).join(', ')}`
        : `Save one: astrolabe assets search … --save '${name}'`,
  });
}

function list(items: SavedSearch[]): string {
  if (items.length === 0) return 'None is saved.';
  return table(
    ['NAME', 'FOUND', 'NEW', 'WHAT IS LOOKED FOR'],
    items.map(({ name, total, added, query }) => [
      name,
      String(total),
      String(added),
      [query.kind, query.text, ...Object.values(query.facets ?? {}).flat()]
        .filter(Boolean)
        .join(', ') || 'everything',
    ]),
  );
}
