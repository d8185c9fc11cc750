import { withAdvice } from '@astrolabe/http';
import type {
  StorageAccount,
  WorkloadEnricher,
} from '@astrolabe/plugin-workloads-node';
import {
  requirementsOf,
  STORAGE_FOLDER,
  type WorkloadSpec,
  type WorkloadStorage,
  type WorkloadTask,
  type WorkloadText,
} from '@astrolabe/plugin-workloads-common';
import { InputError } from '@backstage/errors';
import { freeName } from '../freeName';
import type { Storages } from './Storages';

const PROGRAM = 'astrolabe-storage';
const SECRET = 'storage-secrets';

/** In which a task is told how a storage is reached. */
export const STORAGE_VARIABLE = 'STORAGE_REMOTE';

/** What reaches it keeps little in memory: files wait on the disk until they have arrived. */
const REACHING = { cpuCores: 0.25, memoryBytes: 256 * 1024 ** 2, diskBytes: 0 };
/** To copy, all names and sizes are held at once, on both sides: 450 MiB at 100,000 files. */
const COPYING = { ...REACHING, memoryBytes: 768 * 1024 ** 2 };
const LOOKING = { cpuCores: 0.1, memoryBytes: 64 * 1024 ** 2, diskBytes: 0 };

/** Makes tasks of the storage that a workload asks for: it is mounted while the main one runs, or copied before and back after. */
export class StorageEnricher implements WorkloadEnricher {
  readonly id = 'storage';
  readonly #storages: Storages;
  readonly #copyBackSeconds: number;

  /** @param copyBackSeconds for how long what could not be copied back is tried again */
  constructor(storages: Storages, copyBackSeconds: number) {
    this.#storages = storages;
    this.#copyBackSeconds = copyBackSeconds;
  }

  async enrich(
    { storage, ...spec }: WorkloadSpec,
    { ownerRef }: { ownerRef: string },
  ): Promise<WorkloadSpec> {
    if (!storage?.account) return spec;
    const { account: id } = storage;
    const remote = await this.#storages.remote(ownerRef, id);
    if (!remote) throw unknownAccount(id, await this.#storages.list(ownerRef));
    const own = spec.secrets ?? [];
    const name = freeName(own, SECRET);
    const { ownerRef: sharer, ofPortal } = remote;
    const secret = {
      ...{ name, account: id },
      ...(sharer && { ownerRef: sharer }),
      ...(ofPortal && { ofPortal }),
    };
    const secrets = [...own, secret];
    const make = storage.mode === 'copy' ? copying : mounting;
    const made = make(storage, {
      id,
      secret: name,
      diskBytes: requirementsOf(spec).diskBytes,
      triesSeconds: this.#copyBackSeconds,
      isShared: spec.tasks.some(({ image }) => image),
    });
    const tasks = [...made, ...spec.tasks];
    return { ...spec, secrets, tasks: withNames(tasks, spec.tasks) };
  }
}

/** What the tasks of a storage are made of. */
interface Made {
  /** Of the account. */
  id: string;
  /** The name of what its password is in. */
  secret: string;
  /** What the workload asks for. */
  diskBytes: number;
  /** For how long copying back is tried again. */
  triesSeconds: number;
  /** With images, whose users are not ours. */
  isShared: boolean;
}

const common = {
  purpose: 'storage' as const,
  environment: { kind: 'python' as const, id: 'side-tasks/storage' },
};

/** All of it at each start: a password goes to no address of another time. */
function reaching(secret: string, folder: string) {
  return {
    [STORAGE_VARIABLE]: { parts: [{ secret }] },
    ...(folder && { STORAGE_FOLDER: folder }),
  };
}

function mounting(
  { readOnly = false, folder = '' }: WorkloadStorage,
  { id, secret }: Made,
): WorkloadTask[] {
  const at: WorkloadText = { parts: [{ folder: 'storage' }, `/${id}`] };
  const does = (what: string) => [PROGRAM, what, '--at', at];
  return [
    {
      ...common,
      name: 'storage',
      role: 'around',
      mounts: id,
      command: [...does('mount'), ...(readOnly ? ['--read-only'] : [])],
      env: reaching(secret, folder),
      resources: REACHING,
    },
    {
      ...common,
      name: 'storage-wait',
      role: 'before',
      command: does('wait'),
      resources: LOOKING,
    },
    {
      ...common,
      name: 'storage-end',
      role: 'after',
      mounts: id,
      command: does('end'),
      resources: LOOKING,
    },
  ];
}

/** Into the workload's own folder, where it takes of its disk. */
function copying(
  { readOnly = false, folder = '' }: WorkloadStorage,
  { id, secret, diskBytes, triesSeconds, isShared }: Made,
): WorkloadTask[] {
  const at: WorkloadText = {
    parts: [{ folder: 'work' }, `/${STORAGE_FOLDER}/${id}`],
  };
  const task = {
    ...common,
    env: reaching(secret, folder),
    resources: COPYING,
  };
  const bring: WorkloadTask = {
    ...task,
    name: 'storage',
    role: 'before',
    command: [
      ...[PROGRAM, 'copy-in', '--at', at],
      ...['--limit-bytes', String(diskBytes)],
      ...(readOnly ? ['--read-only'] : []),
      ...(isShared ? ['--shared'] : []),
    ],
  };
  const takeBack: WorkloadTask = {
    ...task,
    name: 'storage-back',
    role: 'after',
    command: [
      ...[PROGRAM, 'copy-back', '--at', at],
      ...['--tries-for', String(triesSeconds)],
    ],
  };
  return readOnly ? [bring] : [bring, takeBack];
}

/** The names of the tasks that were there stay. */
function withNames(
  tasks: WorkloadTask[],
  own: readonly WorkloadTask[],
): WorkloadTask[] {
  return tasks.map(task =>
    own.includes(task) ? task : { ...task, name: freeName(own, task.name) },
  );
}

function unknownAccount(id: string, accounts: StorageAccount[]): Error {
  const known = accounts.map(account => account.id).join(', ');
  return withAdvice(new InputError(`You have no storage '${id}'`), {
    code: 'UNKNOWN_STORAGE',
    cause: `storage: ${known || 'none is linked'}`,
    nextStep: 'Take one of these, or none.',
  });
}
