import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  isOver,
  type AssetChecks,
  type CheckRun,
} from '@astrolabe/plugin-assets-common';
import type { Command } from 'commander';
import { command, type App } from '../lib/app';
import { CliError, exitCodes, usageError } from '../lib/errors';
import { facts, table, written } from '../lib/text';
import { untilAnswered } from '../lib/untilAnswered';

const PAUSE_MS = 3_000;

interface Options {
  run?: boolean;
  revision?: string;
  watch?: boolean;
  log?: string;
  json?: boolean;
}

/** How a module was checked, another run of its checks, and their logs. */
export function checks(app: App): Command {
  return command(
    'checks',
    'How the commits of a module were checked, and have them checked again',
  )
    .argument('<name>', 'of the module')
    .option('--run', 'have it checked now')
    .option('--revision <revision>', 'with --run: a branch or a whole commit')
    .option(
      '--watch',
      'wait until it is over; the exit status says how it went',
    )
    .option('--log <check>', 'what this check of the newest run has written')
    .action(async (name: string, options: Options) => {
      if (options.revision !== undefined && !options.run) {
        throw usageError('--revision says what --run checks', 'Add --run');
      }
      const { json } = options;
      const begun = options.run
        ? await begin(app, name, options.revision)
        : undefined;
      if (!begun && !options.watch && options.log === undefined) {
        const { assets } = await app.portal();
        const value = await assets.checks.list(name);
        app.print({ json, value, text: describe(value) });
        return;
      }
      const run = begun ?? (await newest(app, name, options.log));
      const last = options.watch ? await watch(app, { name, run, json }) : run;
      if (options.log !== undefined) {
        await printLog(app, { ...options, name, run: last });
      } else {
        app.print({ json, value: last, text: describeRun(last) });
      }
      if (options.watch) assertPassed(last);
    });
}

async function begin(app: App, name: string, revision?: string) {
  const { assets } = await app.portal();
  const idempotencyKey = randomUUID();
  return untilAnswered(app, () =>
    assets.checks.run(name, { revision, idempotencyKey }),
  );
}

/** Of the newest commit: by that runner which has the log that is wanted, where one has. */
async function newest(app: App, name: string, log?: string): Promise<CheckRun> {
  const { assets } = await app.portal();
  const { items: all } = await assets.checks.list(name);
  // What was only proposed is not how the module is.
  const items = all.filter(({ cause }) => cause !== 'pull');
  const [run] = items;
  const withIt = items.find(
    ({ commit, checks: its }) =>
      commit === run.commit &&
      its.some(each => each.name === log && each.hasLog),
  );
  if (run) return withIt ?? run;
  throw new CliError(exitCodes.notFound, {
    message: `No commit of '${name}' has been checked yet`,
    nextStep: `Have it checked: astrolabe module checks ${name} --run`,
  });
}

/** Tells each change of state, until nothing more comes of it. */
async function watch(
  app: App,
  of: { name: string; run: CheckRun; json?: boolean },
): Promise<CheckRun> {
  const { assets } = await app.portal();
  let said = '';
  const tell = ({ state, reason }: CheckRun) => {
    const now = reason ? `${state}: ${reason}` : state;
    if (now !== said && !of.json) app.note(now);
    said = now;
  };
  const { id } = of.run;
  const ask = () => assets.checks.get(of.name, id);
  let { run } = of;
  for (tell(run); !isOver(run); tell(run)) {
    await sleep(PAUSE_MS, undefined, { signal: app.signal });
    run = await untilAnswered(app, ask);
  }
  return run;
}

async function printLog(
  app: App,
  of: { name: string; run: CheckRun; log?: string; json?: boolean },
): Promise<void> {
  const { name, run, log: check = '', json } = of;
  const has = run.checks.filter(({ hasLog }) => hasLog).map(each => each.name);
  if (!has.includes(check)) {
    throw new CliError(exitCodes.notFound, {
      message: `There is no log of '${check}' in the newest run`,
      nextStep:
        has.length > 0
          ? `Take one of: ${has.join(', ')}`
          : 'Wait until a check has begun, or look at its page where it runs',
    });
  }
  const { assets } = await app.portal();
  const text = await assets.checks.log(name, run.id, check);
  const shown = written(text.trimEnd(), app.terminal.stdout);
  app.print({ json, value: { run: run.id, check, text }, text: shown });
}

function assertPassed({ state, url, reason }: CheckRun): void {
  if (state === 'passed') return;
  throw new CliError(exitCodes.failure, {
    message: `The checks have not passed: ${state}`,
    cause: reason,
    nextStep: url
      ? `Look at ${url}`
      : 'Read the log of what failed: --log <check>',
  });
}

function describe({
  items,
  mayRun,
  whyNot,
  hook,
  onPush,
  untold,
}: AssetChecks): string {
  const rows = items.map(run => [
    ...[run.commit.slice(0, 7), branchOf(run), run.runner, run.state],
    ...[run.createdAt, failedOf(run)],
  ]);
  const heads = ['COMMIT', 'BRANCH', 'BY', 'STATE', 'SINCE', 'FAILED'];
  return [
    items.length > 0 ? table(heads, rows) : 'No commit has been checked yet.',
    '',
    facts([
      ['On push', onPush === undefined ? undefined : yesNo(onPush)],
      ['Forge', hook && [hook.state, hook.reason].filter(Boolean).join(': ')],
      ['Forge is not told', untold],
      ['Not yours to run', mayRun ? undefined : whyNot],
    ]),
  ]
    .join('\n')
    .trimEnd();
}

function branchOf({ branch, cause, pullRequest }: CheckRun): string {
  if (cause !== 'pull') return branch;
  return `${branch} (${['pull request', pullRequest].join(' ').trim()})`;
}

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no';
}

function failedOf({ checks: all, reason = '' }: CheckRun): string {
  const failed = all.filter(({ status }) => status === 'failed');
  return failed.map(({ name }) => name).join(', ') || reason;
}

function describeRun(run: CheckRun): string {
  const rows = run.checks.map(check => [
    ...[check.name, check.status],
    check.seconds === undefined ? '' : `${check.seconds} s`,
    check.reason ?? '',
  ]);
  return [
    facts([
      ['Run', run.id],
      ['Commit', `${run.commit} on ${branchOf(run)}`],
      ['By', run.runner],
      ['State', run.state],
      ['Why', run.reason],
      ['Page', run.url],
    ]),
    ...(rows.length > 0
      ? ['', table(['CHECK', 'RESULT', 'TOOK', 'WHY'], rows)]
      : []),
  ].join('\n');
}
