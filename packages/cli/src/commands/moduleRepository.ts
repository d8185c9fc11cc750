import {
  parseAssetRef,
  type ProposedChange,
  type Registration,
} from '@astrolabe/plugin-assets-common';
import type { Command } from 'commander';
import { command, type App } from '../lib/app';
import { usageError } from '../lib/errors';
import { readMetadata } from '../lib/metadataFiles';
import { problemLines } from '../lib/problems';
import { facts } from '../lib/text';
import { untilAnswered } from '../lib/untilAnswered';

/** Makes a module or a tool of a repository that is there already. */
export function register(app: App): Command {
  return command(
    'register',
    'Make a module or a tool of a repository that you have',
  )
    .argument(
      '<account:repository>',
      'a forge that you have linked (see `module forges`), and owner/name or an address there',
    )
    .option('--shows-private', 'show it to everybody here while it is private')
    .option(
      '--mend',
      'propose what mends its metadata, where these have errors',
    )
    .option('--dry-run', 'say what would become of it, and change nothing')
    .action(async (what: string, { json, ...options }) => {
      const [, account, repository] =
        /^([^:/]+):(?!\/\/)(.+)$/.exec(what) ?? [];
      if (!account) {
        throw usageError(
          `'${what}' names no repository`,
          'Write account:owner/name; `astrolabe module forges` lists the accounts',
        );
      }
      const { assets } = await app.portal();
      const { showsPrivate, mend, dryRun } = options;
      const request = { account, repository, showsPrivate, mend, dryRun };
      const value = await untilAnswered(app, () =>
        assets.registerRepository(request),
      );
      app.print({ json, value, text: describe(value) });
    });
}

function describe(registration: Registration): string {
  const { name, title, url, branch, visibility, problems } = registration;
  if (registration.proposal) {
    return [
      wordsOf(registration.proposal),
      'It becomes a module when that is taken in, and you register it again.',
    ].join('\n');
  }
  const kind = parseAssetRef(registration.entityRef)?.kind ?? 'module';
  const head = registration.dryRun
    ? `Nothing was changed. It would be a ${kind}:`
    : `It is a ${kind}:`;
  return [
    ...[head, ''],
    facts([
      ['Name', name],
      ['Title', title],
      ['Repository', url],
      ['Branch', branch],
      ['Visibility', visibility],
    ]),
    problemLines(kind === 'tool' ? 'tool.yaml' : 'ai4-metadata.yml', problems),
    kind === 'tool' &&
      'It can be launched here once the operator has agreed; `show-asset` says what they have to know.',
  ]
    .filter(line => line !== undefined && line !== false)
    .join('\n')
    .trimEnd();
}

/** Proposes a metadata file to the repository of a module. */
export function propose(app: App): Command {
  return command(
    'propose',
    'Propose a change of its metadata to the repository of a module of yours',
  )
    .argument('<name>', 'of the module')
    .argument('[file]', 'the changed file', 'ai4-metadata.yml')
    .option('--title <line>', 'what is changed; its fields, unless it is said')
    .option(
      '--commit <id>',
      'the commit that you changed it at; the newest, unless it is said',
    )
    .option('--dry-run', 'say what would be proposed, and change nothing')
    .action(async (name: string, file: string, options) => {
      const { json, title, dryRun } = options;
      const text = await readMetadata(file, app);
      const { assets } = await app.portal();
      const commit =
        options.commit ?? (await assets.repositoryMetadata(name)).commit;
      const value = await untilAnswered(app, () =>
        assets.proposeMetadata(name, { text, commit, title, dryRun }),
      );
      app.print({ json, value, text: wordsOf(value) });
    });
}

function wordsOf({ url, title, into, fields, dryRun }: ProposedChange): string {
  const what = fields.join(', ') || 'its text';
  return dryRun
    ? `Nothing was proposed. It would be “${title}” to ${into}, and change ${what}.`
    : `Proposed to ${into}: ${url}`;
}
