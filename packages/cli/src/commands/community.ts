import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  contrast,
  looks,
  makePalettes,
  type Community,
  type CommunityPageViews,
  type Palette,
} from '@astrolabe/plugin-communities-common';
import { Command } from 'commander';
import { command, type App, type CommandFactory } from '../lib/app';
import { readCommunityFile } from '../lib/communityFile';
import { usageError } from '../lib/errors';
import { newCommunity } from '../lib/newCommunity';
import { positiveInteger } from '../lib/options';
import { table } from '../lib/text';

/** The portal of a community: its file, and what is counted of it. */
export const community: CommandFactory = app =>
  new Command('community')
    .description('Files that say how the portal of a community is; its visits')
    .addCommand(create(app))
    .addCommand(check(app))
    .addCommand(preview(app))
    .addCommand(visits(app));

function create(app: App): Command {
  return command('new', 'Write a file to begin with, with every key explained')
    .argument('<id>', 'such as ocean: lower case letters, digits and hyphens')
    .option('--to <folder>', 'where it is written', '.')
    .action(async (id: string, options) => {
      if (!/^[a-z][a-z0-9-]{0,31}$/.test(id)) {
        throw usageError(
          `'${id}' cannot be an id`,
          'Take a letter, then at most 31 lower case letters, digits and hyphens',
        );
      }
      const file = path.join(options.to, `${id}.yaml`);
      // Never over one that is there.
      await writeFile(file, newCommunity(id), { flag: 'wx' }).catch(error => {
        throw usageError(`'${file}' cannot be written: ${error.message}`);
      });
      app.print({
        json: options.json,
        value: { file },
        text: `${file} is written. Name it in the configuration of the portal:\n\ncommunities:\n  list:\n    - $include: ${file}\n\nIts portal is then at /c/${id}.`,
      });
    });
}

function check(app: App): Command {
  return command('check', 'What is wrong in such files, as the portal says it')
    .argument('<file...>', 'a block of a community, as YAML')
    .action(async (files: string[], options) => {
      const blocks: Community[] = [];
      for (const file of files) blocks.push(await readCommunityFile(file));
      app.print({
        json: options.json,
        value: blocks.map(({ id }, i) => ({ file: files[i], id, valid: true })),
        text: files.map(file => `${file}: valid`).join('\n'),
      });
    });
}

function preview(app: App): Command {
  return command('preview', 'The colours that follow, and how well they read')
    .argument('<file>', 'a block of a community, as YAML')
    .action(async (file: string, options) => {
      const palettes = makePalettes((await readCommunityFile(file)).colours);
      app.print({
        json: options.json,
        value: palettes,
        text: looks
          .map(look => `${look}\n${colours(palettes[look])}`)
          .join('\n\n'),
      });
    });
}

function visits(app: App): Command {
  return command('visits', 'How often the pages of its portal are opened')
    .option('--community <id>', 'of this one; all that you manage unless told')
    .option('--days <n>', 'of the last so many', positiveInteger, 30)
    .action(async ({ json, community: id, days }) => {
      const { communities } = await app.portal();
      const query = new URLSearchParams({ days: String(days) });
      if (id) query.set('community', id);
      const { items } = await communities<{ items: CommunityPageViews[] }>(
        'GET',
        `/page-views?${query}`,
      );
      app.print({
        json,
        value: { items },
        text: items.map(describeVisits).join('\n\n'),
      });
    });
}

function describeVisits(counted: CommunityPageViews): string {
  const { title, isCounted, pages, days } = counted;
  const total = days.reduce((sum, { views }) => sum + views, 0);
  const state = isCounted ? '' : '; nothing is counted now';
  const rows = pages.map(({ page, views }) => [page, String(views)]);
  return [
    `${title}: ${total} pages opened on ${days.length} days${state}`,
    ...(rows.length > 0 ? [table(['PAGE', 'OPENED'], rows)] : []),
  ].join('\n');
}

function colours(palette: Palette): string {
  const { app, surfaces } = palette;
  const rows: [what: string, colour: string, grounds: readonly string[]][] = [
    ['app', app, []],
    ['surface', surfaces[0], []],
    ['raised surface', surfaces[1], []],
    ['text', palette.text, [app, ...surfaces]],
    ['muted text', palette.textMuted, [app, ...surfaces]],
    ['accent, links', palette.accent, [app, ...surfaces]],
    ['on accent', palette.onAccent, [palette.accent]],
    ['field borders', palette.borderStrong, [app, ...surfaces]],
    ['good', palette.good.main, [app, ...surfaces]],
    ['info', palette.info.main, [app, ...surfaces]],
    ['warning', palette.warning.main, [app, ...surfaces]],
    ['danger', palette.danger.main, [app, ...surfaces]],
  ];
  return table(
    ['COLOUR', 'VALUE', 'LEAST CONTRAST'],
    rows.map(([what, colour, grounds]) => [
      what,
      colour,
      grounds.length > 0 ? leastContrast(colour, grounds) : '',
    ]),
  );
}

function leastContrast(colour: string, grounds: readonly string[]): string {
  const least = Math.min(...grounds.map(ground => contrast(colour, ground)));
  return `${Math.floor(least * 100) / 100}:1`;
}
