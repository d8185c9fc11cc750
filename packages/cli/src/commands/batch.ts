import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import {
  lifetimes,
  parseRows,
  type LaunchArray,
  type LaunchForm,
  type Parameters,
} from '@astrolabe/plugin-workloads-common';
import { command, type CommandFactory } from '../lib/app';
import { usageError } from '../lib/errors';
import { launchAndShow, withLaunch } from '../lib/launch';
import { collect, positiveInteger } from '../lib/options';
import type { Portal } from '../lib/portal';
import { parseRef } from '../lib/refs';
import { formFields, formValues } from '../lib/values';

/** Runs a script in the packages of a module or a tool. */
export const batch: CommandFactory = app =>
  withLaunch(
    command('batch', 'Run a script with the packages of a module or a tool')
      .argument('<ref>', 'kind/name or entity ref of a module or tool')
      .option('--script <file>', 'what to run; - reads it from stdin')
      .option(
        '--param <name=value>',
        'a variable of its environment; may be given more than once',
        collect,
      )
      .option('--count <n>', 'so many tasks of the same', positiveInteger)
      .option(
        '--array <rows.csv>',
        'a task for each row; the first line names the parameters',
      )
      .option('--snapshot <id>', 'begin with this snapshot of it')
      .option('--variant <name>', 'which way, where there are several'),
    'the first task has ended',
  ).action(async (ref: string, options) => {
    const portal = await app.portal(options);
    const { entityRef } = parseRef(ref);
    const form = await batchForm(portal, entityRef, options.variant);
    const values = await formValues(form, options);
    if (options.script) {
      const { group, field } = scriptField(form);
      values[group] = {
        ...values[group],
        [field]: await read(options.script, app.terminal.stdin),
      };
    }
    await launchAndShow(
      { app, portal },
      {
        entityRef,
        values,
        siteId: options.site,
        variant: form.variant,
        parameters: parametersOf(options.param),
        array: await arrayOf(options),
        fromSnapshot: options.snapshot,
      },
      { ...options, states: ['completed'] },
    );
  });

/** The form of the way that was named, or of the first that ends by itself. */
async function batchForm(
  portal: Portal,
  entityRef: string,
  wanted: string | undefined,
): Promise<LaunchForm> {
  const usual = await portal.workloads.getLaunchForm(entityRef, wanted);
  if (lifetimes[usual.kind].takesParameters) return usual;
  const found = usual.variants.find(
    ({ name, kind }) => name && lifetimes[kind].takesParameters,
  );
  if (found && !wanted) {
    return portal.workloads.getLaunchForm(entityRef, found.name);
  }
  throw usageError(
    `'${usual.title}' is not launched as a batch job`,
    `astrolabe run ${entityRef}`,
  );
}

function scriptField(form: LaunchForm) {
  const field = formFields(form).find(({ editor }) => editor);
  if (field) return field;
  throw usageError(
    `'${form.title}' asks for no script`,
    'Leave --script out; astrolabe form says what it asks for',
  );
}

function parametersOf(given: string[] | undefined): Parameters | undefined {
  const pairs = given?.map(pair => {
    const at = pair.indexOf('=');
    if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
    throw usageError(`'${pair}' is no parameter`, 'Write name=value');
  });
  return pairs && Object.fromEntries(pairs);
}

async function arrayOf(options: {
  count?: number;
  array?: string;
}): Promise<LaunchArray | undefined> {
  const { count, array } = options;
  if (count && array) {
    throw usageError('--count and --array exclude each other', 'Take one');
  }
  if (count) return { count };
  if (!array) return undefined;
  const csv = await read(array);
  try {
    return { rows: parseRows(csv) };
  } catch (error) {
    throw usageError(
      `'${array}' is no list of parameters`,
      (error as Error).message,
    );
  }
}

async function read(file: string, stdin?: NodeJS.ReadStream): Promise<string> {
  if (file === '-' && stdin) return text(stdin);
  return readFile(file, 'utf8').catch(error => {
    throw usageError(`'${file}' cannot be read: ${error.message}`);
  });
}
