import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Release, ReleaseRequest } from '@astrolabe/plugin-assets-common';
import type { Command } from 'commander';
import { command, type App } from '../lib/app';
import { CliError, exitCodes } from '../lib/errors';
import { facts, plain, table } from '../lib/text';
import { untilAnswered } from '../lib/untilAnswered';

const LOOK_MS = 2_000;

interface Options {
  version?: string;
  notes?: string;
  archive?: string;
  dryRun?: boolean;
  wait?: boolean;
  json?: boolean;
}

/** A version of a module, or those that there are. */
export function releaseCommand(app: App): Command {
  return command(
    'release',
    'Release a version of a module: changelog, tag, page at its forge, DOI',
  )
    .argument('<name>', 'of the module')
    .option('--version <version>', 'such as 1.1.0; without it: lists them')
    .option('--notes <markdown>', 'what it brings, before its commits')
    .option('--archive <account>', 'a linked Zenodo that gives it a DOI')
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--no-wait', 'do not wait until it is done: it goes on by itself')
    .action(async (name: string, options: Options) => {
      const { version, notes, archive, dryRun, json } = options;
      if (version === undefined) {
        await list(app, name, options);
        return;
      }
      const wish = { version, notes, archive, dryRun };
      const released = await begin(app, name, wish);
      const last =
        dryRun || options.wait === false
          ? released
          : await untilDone(app, name, released);
      app.print({ json, value: last, text: describe(last) });
    });
}

async function begin(app: App, name: string, wish: ReleaseRequest) {
  const { assets } = await app.portal();
  const key = randomUUID();
  return untilAnswered(app, () => assets.releaseModule(name, wish, key));
}

async function list(app: App, name: string, { json }: Options) {
  const { assets } = await app.portal();
  const { items } = await assets.releases(name);
  const rows = items.map(each => [
    ...[each.version, each.state, each.createdAt?.slice(0, 10) ?? ''],
    ...[each.doi ?? '', each.reason ?? each.url ?? ''],
  ]);
  const text = table(['VERSION', 'STATE', 'FROM', 'DOI', 'WHERE, WHY'], rows);
  app.print({ json, value: { items }, text });
}

/** It goes on without us; what waits for a person is told, and waited for no more. */
async function untilDone(
  app: App,
  name: string,
  begun: Release,
): Promise<Release> {
  const { assets } = await app.portal();
  let release = begun;
  let told = '';
  for (;;) {
    const line = progressOf(release);
    if (line !== told) app.note(line);
    told = line;
    if (release.state === 'failed') throw failed(release);
    if (release.state !== 'running') return release;
    await sleep(LOOK_MS, undefined, { signal: app.signal });
    const { items } = await assets.releases(name);
    release = items.find(({ version }) => version === begun.version) ?? release;
  }
}

function progressOf({ steps, state }: Release): string {
  const now = steps.find(step =>
    ['running', 'waiting', 'failed'].includes(step.state),
  );
  if (!now) return state;
  return `${now.id}: ${now.state}${now.reason ? `, ${now.reason}` : ''}`;
}

function failed({ version, reason, nextStep }: Release): CliError {
  return new CliError(exitCodes.failure, {
    name: 'ReleaseError',
    message: `${version} is not released: ${reason}`,
    nextStep: `${nextStep ?? 'Mend it.'} The same command goes on then.`,
  });
}

function describe(release: Release): string {
  const { version, tag, state, doi, image, url, pullRequest, dryRun } = release;
  const heads: Record<string, string> = {
    done: `${version} is released.`,
    waiting: `${version} waits for you: merge ${plain(
      pullRequest ?? '',
    )}, and it goes on.`,
  };
  const head = dryRun
    ? `Nothing was changed. ${version} would be:`
    : heads[state] ?? `${version} is on its way.`;
  const steps = release.steps.map(({ id, state: its, reason = '' }) => [
    ...[id, its, reason],
  ]);
  return [
    ...[head, ''],
    facts([
      ['Tag', tag],
      ['Files', release.files.join(', ')],
      ['DOI', doi],
      ['Image', image && `${image.reference}@${image.digest}`],
      ['Page', url],
    ]),
    ...['', table(['STEP', 'STATE', 'WHY'], steps), ''],
    plain(release.changelog),
  ].join('\n');
}
