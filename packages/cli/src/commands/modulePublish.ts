import { randomUUID } from 'node:crypto';
import type {
  ProjectMetadata,
  ProjectWish,
  PublishedProject,
  RepositoryTarget,
  RepositoryVisibility,
} from '@astrolabe/plugin-assets-common';
import { Option, type Command } from 'commander';
import { command, type App } from '../lib/app';
import { usageError } from '../lib/errors';
import { problemLines } from '../lib/problems';
import { facts, table } from '../lib/text';
import { untilAnswered } from '../lib/untilAnswered';

/** What is wrong in the metadata of a project; nothing where nothing is. */
export function metadataLines(metadata?: ProjectMetadata): string[] {
  if (!metadata) return [];
  const { path, problems, mended } = metadata;
  const isMendable = problems.some(({ edits }) => edits);
  return [
    ...(problems.length > 0 ? [problemLines(path, problems)] : []),
    ...(mended > 0 ? [`${path}: ${mended} mended`] : []),
    ...(isMendable ? ['--mend mends what there is no doubt about.'] : []),
  ];
}

/** What `module new` is told of a repository. */
export interface PublishOptions {
  /** `account` or `account:owner`. */
  publish?: string;
  visibility: RepositoryVisibility;
  inCatalogue?: boolean;
  dryRun?: boolean;
  json?: boolean;
}

export function withPublishing(to: Command): Command {
  return to
    .option(
      '--publish <account[:owner]>',
      'make a repository of it instead, at a forge that you have linked (see `module forges`)',
    )
    .addOption(
      new Option('--visibility <who>', 'who sees the repository')
        .choices(['private', 'public'])
        .default('private'),
    )
    .option(
      '--in-catalogue',
      'show it to everybody at the portal, also a private one',
    )
    .option('--no-in-catalogue', 'do not show it, also a public one')
    .option('--dry-run', 'say what would be made, and make nothing');
}

/** The forges that one has linked, and where one may make repositories there. */
export function forges(app: App): Command {
  return command('forges', 'Where repositories can be made, with --publish')
    .argument('[account]', 'asks this one for its owners')
    .action(async (account: string | undefined, { json }) => {
      const { assets } = await app.portal();
      if (account !== undefined) {
        const items = await assets.forgeOwners(account);
        const rows = items.map(({ name, kind }) => [
          `${account}:${name}`,
          kind,
        ]);
        const text = table(['PUBLISH AT', 'KIND'], rows);
        app.print({ json, value: { items }, text });
        return;
      }
      const items = await assets.forges();
      const rows = items.map(each => [
        ...[each.account, each.title, each.user ?? '', each.url ?? ''],
        each.trouble ?? 'works',
      ]);
      const text = table(['PUBLISH AT', 'FORGE', 'AS', 'URL', 'STATE'], rows);
      app.print({ json, value: { items }, text });
      if (items.length === 0 && !json) {
        app.note('Link one first: astrolabe account link github|gitlab|gitea');
      }
    });
}

/** It stays at the forge. */
export function withdraw(app: App): Command {
  return command(
    'withdraw',
    'Take a repository that was made here out of the catalogue',
  )
    .argument('<name>', 'of the module')
    .action(async (name: string, { json }) => {
      const { assets } = await app.portal();
      await assets.withdrawRepository(name);
      const text = `${name} is in the catalogue no more, and still at its forge.`;
      app.print({ json, value: { name }, text });
    });
}

export async function publishProject(
  app: App,
  made: ProjectWish,
  options: PublishOptions,
): Promise<void> {
  const { json, dryRun } = options;
  const { assets } = await app.portal();
  const request = { ...made, to: targetOf(options), dryRun };
  const key = randomUUID();
  const published = await untilAnswered(app, () =>
    assets.publishProject(request, key),
  );
  app.print({ json, value: published, text: describe(published) });
}

function targetOf(options: PublishOptions): RepositoryTarget {
  const { publish = '', visibility, inCatalogue } = options;
  const [account, owner] = publish.split(':');
  if (!account || owner === '') {
    throw usageError(
      `'${publish}' names no forge`,
      'Write --publish account or --publish account:owner; `astrolabe module forges` lists them',
    );
  }
  return { account, owner, visibility, inCatalogue };
}

function describe(published: PublishedProject): string {
  const { url, cloneUrl, visibility, files, entityRef } = published;
  const head = published.dryRun
    ? `Nothing was made. There would be ${url}:`
    : `${url} is there:`;
  const steps = published.steps.map(({ id, state, reason = '' }) => [
    ...[id, state, reason],
  ]);
  return [
    ...[head, ''],
    facts([
      ['Visibility', visibility],
      ['Files', String(files)],
      ['In the catalogue', entityRef],
    ]),
    ...['', table(['STEP', 'STATE', 'WHY'], steps)],
    ...metadataLines(published.metadata),
    ...(cloneUrl ? ['', `git clone ${cloneUrl}`] : []),
  ].join('\n');
}
