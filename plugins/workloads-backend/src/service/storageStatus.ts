import {
  storageStates,
  type StorageState,
  type StorageStatus,
  type WorkloadSpec,
  type WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import { z } from 'zod/v3';
import { STORAGE_VARIABLE } from '../enrichers/storage';
import { lastNote } from './taskNotes';

const text = z.string().max(1000);
const amount = z.number().nonnegative();

/** Whatever else stands in a log is no note. */
const noteSchema = z.object({
  state: z.enum(storageStates as unknown as [StorageState, ...StorageState[]]),
  since: z.string().datetime(),
  reason: text.optional(),
  triesUntil: z.string().datetime().optional(),
  answersMs: amount.optional(),
  writesBytesPerSecond: amount.optional(),
  readsBytesPerSecond: amount.optional(),
  files: amount.optional(),
  bytes: amount.optional(),
  totalBytes: amount.optional(),
  beside: z.array(text).max(20).optional(),
});

/** The storages of a workload, as their tasks have last told in their logs. */
export async function storageStatus(
  spec: WorkloadSpec,
  readLog: (task: string) => Promise<{ text: string }>,
): Promise<StorageStatus[]> {
  const byAccount = new Map<string, WorkloadTask[]>();
  for (const task of spec.tasks) {
    const account = accountOf(task, spec);
    if (!account) continue;
    byAccount.set(account, [...(byAccount.get(account) ?? []), task]);
  }
  return Promise.all(
    [...byAccount].map(async ([account, tasks]) => {
      const mode = tasks.some(({ mounts }) => mounts) ? 'mount' : 'copy';
      const isKept = tasks.some(({ role }) => role === 'after');
      const readOnly = mode === 'copy' && !isKept;
      const known = { account, mode, ...(readOnly && { readOnly }) } as const;
      const logs = await Promise.all(
        tasks.map(({ name }) => readLog(name)),
      ).catch(error => String((error as Error).message));
      if (typeof logs === 'string') {
        return { ...known, state: 'unknown', reason: logs };
      }
      const notes = logs
        .flatMap(({ text: log }) => lastNote(log, 'storage') ?? [])
        .flatMap(note => noteSchema.safeParse(note).data ?? [])
        .sort((one, other) => one.since.localeCompare(other.since));
      return { ...known, ...(notes.at(-1) ?? { state: 'unknown' }) };
    }),
  );
}

/** The account whose password a task is given. */
function accountOf(
  { purpose, env }: WorkloadTask,
  { secrets = [] }: WorkloadSpec,
): string | undefined {
  const value = env?.[STORAGE_VARIABLE];
  if (purpose !== 'storage' || typeof value !== 'object') return undefined;
  const names = value.parts.flatMap(part =>
    typeof part === 'object' ? part.secret ?? [] : [],
  );
  return secrets.find(({ name }) => names.includes(name))?.account;
}
