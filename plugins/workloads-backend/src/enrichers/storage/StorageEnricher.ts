import { withAdvice } from '@astrolabe/http';
import type {
  StorageAccount,
  WorkloadEnricher,
} from '@astrolabe/plugin-workloads-node';
import type {
  WorkloadSpec,
  WorkloadTask,
  WorkloadText,
} from '@astrolabe/plugin-workloads-common';
import { InputError } from '@backstage/errors';
import { freeName } from '../freeName';
import type { Storages } from './Storages';

const PROGRAM = 'astrolabe-storage';
const SECRET = 'storage-secrets';

/** What it mounts with keeps little in memory: files wait on the disk until they have arrived. */
const MOUNTING = { cpuCores: 0.25, memoryBytes: 256 * 1024 ** 2, diskBytes: 0 };
const LOOKING = { cpuCores: 0.1, memoryBytes: 64 * 1024 ** 2, diskBytes: 0 };

/** Makes tasks of the storage that a workload asks for: it is mounted while the main one runs. */
export class StorageEnricher implements WorkloadEnricher {
  readonly id = 'storage';
  readonly #storages: Storages;

  constructor(storages: Storages) {
    this.#storages = storages;
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
    const tasks = [...tasksOf(secret, storage), ...spec.tasks];
    return { ...spec, secrets, tasks: withNames(tasks, spec.tasks) };
  }
}

function tasksOf(
  { name: secret, account: id }: { name: string; account: string },
  { readOnly = false }: { readOnly?: boolean },
): WorkloadTask[] {
  const at: WorkloadText = { parts: [{ folder: 'storage' }, `/${id}`] };
  const task = {
    purpose: 'storage' as const,
    environment: { kind: 'python' as const, id: 'side-tasks/storage' },
  };
  const does = (what: string) => [PROGRAM, what, '--at', at];
  return [
    {
      ...task,
      name: 'storage',
      role: 'around',
      mounts: id,
      command: [...does('mount'), ...(readOnly ? ['--read-only'] : [])],
      // All of it at each start: a password goes to no address of another time.
      env: { STORAGE_REMOTE: { parts: [{ secret }] } },
      resources: MOUNTING,
    },
    {
      ...task,
      name: 'storage-wait',
      role: 'before',
      command: does('wait'),
      resources: LOOKING,
    },
    {
      ...task,
      name: 'storage-end',
      role: 'after',
      mounts: id,
      command: does('end'),
      resources: LOOKING,
    },
  ];
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
