import { openAsBlob } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  HOME_STORAGE,
  joinPath,
  nameOfPath,
  type StorageTask,
} from '@astrolabe/plugin-storage-common';
import { Command } from 'commander';
import { command, type App, type CommandFactory } from '../lib/app';
import { CliError, exitCodes, usageError } from '../lib/errors';
import { saveTo } from '../lib/saveTo';
import { ago, size, table } from '../lib/text';

const PLACE = 'a path, or <storage>:<path>; your own files unless told';
const TO = 'a path in the same storage, or <storage>:<path>';

/** One's files in the portal, and in what one has linked. */
export const storage: CommandFactory = app => {
  const root = new Command('storage').description(
    'Your files, in the portal and in what you have linked',
  );
  const subs = [
    ...[storages, about, list, get, put, makeFolder],
    ...[move, copy, remove],
  ];
  for (const sub of subs) root.addCommand(sub(app));
  return root;
};

function storages(app: App): Command {
  return command('list', 'Your storages').action(async options => {
    const portal = await app.portal();
    const found = await portal.storage.storages();
    if (found.incomplete) app.note('Linked storages cannot be listed now.');
    app.print({
      json: options.json,
      value: found,
      text: table(
        ['ID', 'TITLE', 'SERVICE', 'STATE'],
        found.items.map(({ id, title, service, state, reason }) => [
          ...[id, title, service],
          reason ? `${state}: ${reason}` : state,
        ]),
      ),
    });
  });
}

function about(app: App): Command {
  return command('about', 'How much of a storage is used')
    .argument('[storage]', 'its id', HOME_STORAGE)
    .action(async (id: string, options) => {
      const portal = await app.portal();
      const usage = await portal.storage.usage(id);
      const { usedBytes, totalBytes, freeBytes } = usage;
      const said = (bytes?: number) =>
        bytes === undefined ? 'unknown' : size(bytes);
      app.print({
        json: options.json,
        value: usage,
        text: table(
          ['USED', 'OF', 'FREE'],
          [[said(usedBytes), said(totalBytes), said(freeBytes)]],
        ),
      });
    });
}

function list(app: App): Command {
  return command('ls', 'What is in a folder')
    .argument('[place]', PLACE, '')
    .action(async (place: string, options) => {
      const portal = await app.portal();
      const { id, path: folder } = placeOf(place);
      const items = [];
      let cursor: string | undefined;
      do {
        const query = { path: folder, limit: 10_000, cursor };
        const page = await portal.storage.list(id, query);
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor);
      app.print({
        json: options.json,
        value: { items },
        text: table(
          ['NAME', 'SIZE', 'CHANGED'],
          items.map(({ name, kind, bytes, changedAt }) => [
            kind === 'folder' ? `${name}/` : name,
            bytes === undefined ? '' : size(bytes),
            changedAt ? ago(changedAt) : '',
          ]),
        ),
      });
    });
}

function get(app: App): Command {
  return command('get', 'Download a file')
    .argument('<place>', PLACE)
    .argument('[target]', 'file to write; its own name, here, unless told')
    .action(async (place: string, target: string | undefined, options) => {
      const portal = await app.portal();
      const { id, path: where } = placeOf(place);
      const file = path.resolve(target ?? nameOfPath(where));
      await saveTo(app, file, await portal.storage.download(id, where));
      app.print({ json: options.json, value: { file }, text: '' });
    });
}

function put(app: App): Command {
  return command('put', 'Upload a file')
    .argument('<file>', 'file of this machine')
    .argument('[place]', `where it goes; ${PLACE}; a / at its end: into it`)
    .option('--overwrite', 'replace what is there')
    .action(async (file: string, place: string | undefined, options) => {
      const portal = await app.portal();
      const { id, path: where } = placeOf(place ?? '');
      const name = path.basename(file);
      const isFolder = where === '' || where.endsWith('/');
      const target = isFolder
        ? joinPath(where.replace(/\/+$/, ''), name)
        : where;
      const content = await openAsBlob(file).catch(() => {
        throw usageError(`There is no file '${file}'`);
      });
      const entry = await portal.storage.upload(id, target, content, {
        overwrite: options.overwrite,
        signal: app.signal,
      });
      app.print({
        json: options.json,
        value: entry,
        text: `${entry.path}: ${size(entry.bytes ?? 0)}`,
      });
    });
}

function makeFolder(app: App): Command {
  return command('mkdir', 'Make a folder')
    .argument('<place>', PLACE)
    .action(async (place: string, options) => {
      const portal = await app.portal();
      const { id, path: where } = placeOf(place);
      const entry = await portal.storage.makeFolder(id, where);
      app.print({ json: options.json, value: entry, text: `${entry.path}/` });
    });
}

function move(app: App): Command {
  return transfer(app, {
    ...{ name: 'mv', what: 'Move or rename a file or folder' },
    does: 'move',
    said: 'moved',
  });
}

function copy(app: App): Command {
  return transfer(app, {
    ...{ name: 'cp', what: 'Copy a file or folder' },
    does: 'copy',
    said: 'copied',
  });
}

function transfer(
  app: App,
  words: { name: string; what: string; does: 'move' | 'copy'; said: string },
): Command {
  return command(words.name, `${words.what}, also to another storage`)
    .argument('<place>', PLACE)
    .argument('<to>', `${TO}, with its name`)
    .option('--overwrite', 'replace a file that is there')
    .action(async (place: string, to: string, options) => {
      const portal = await app.portal();
      const { id, path: from } = placeOf(place);
      const target = placeOf(to, id);
      const begun = await portal.storage[words.does](id, {
        ...{ from, to: target.path, overwrite: options.overwrite },
        ...(target.id !== id && { toStorage: target.id }),
      });
      const task = await untilEnded(app, begun);
      const text = `${to}: ${words.said}`;
      app.print({ json: options.json, value: task, text });
    });
}

function remove(app: App): Command {
  return command('rm', 'Delete a file, or with --recursive a folder')
    .argument('<place>', PLACE)
    .option('--recursive', 'a folder with all that is in it')
    .option('--yes', 'do not ask')
    .action(async (place: string, options) => {
      if (options.json && !options.yes) {
        throw usageError('A program has to be sure', 'Add --yes');
      }
      const sure = options.yes || (await app.confirm(`Delete ${place}?`));
      if (!sure) {
        const message = 'Nothing was deleted';
        throw new CliError(exitCodes.failure, { message });
      }
      const portal = await app.portal();
      const { id, path: where } = placeOf(place);
      const { recursive } = options;
      const begun = await portal.storage.remove(id, where, { recursive });
      const task = await untilEnded(app, begun);
      app.print({ json: options.json, value: task, text: `${place}: deleted` });
    });
}

/** `data/a` is of one's own files, `cloud:data/a` of a linked storage. */
function placeOf(
  text: string,
  unlessTold = HOME_STORAGE,
): { id: string; path: string } {
  const [, id, where] = /^([a-z0-9][a-z0-9-]*):(.*)$/s.exec(text) ?? [];
  return id === undefined
    ? { id: unlessTold, path: text }
    : { id, path: where };
}

async function untilEnded(app: App, begun: StorageTask): Promise<StorageTask> {
  const portal = await app.portal();
  let task = begun;
  let told: number | undefined;
  while (task.state === 'running') {
    const { done, total } = task;
    if (done !== told) {
      app.note(
        total === undefined ? `${done} done` : `${done} of ${total} done`,
      );
    }
    told = task.done;
    await sleep(500, undefined, { signal: app.signal });
    task = await portal.storage.task(task.id);
  }
  if (task.state === 'done') return task;
  const { message = `It was ${task.state}`, ...error } = task.error ?? {};
  throw new CliError(exitCodes.failure, { message, ...error });
}
