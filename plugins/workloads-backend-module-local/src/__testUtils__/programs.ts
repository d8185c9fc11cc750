import type {
  WorkloadLifetime,
  WorkloadSpec,
  WorkloadTask,
} from '@astrolabe/plugin-workloads-common';

export const MIB = 1024 ** 2;

/** A task that runs a piece of JavaScript. */
export function script(
  code: string,
  task: Partial<WorkloadTask> = {},
): WorkloadTask {
  return {
    name: 'main',
    role: 'main',
    command: [process.execPath, '-e', code],
    resources: { cpuCores: 0.1, memoryBytes: 128 * MIB, diskBytes: MIB },
    ...task,
  };
}

/** A workload of such tasks. */
export function running(
  tasks: WorkloadTask | WorkloadTask[],
  lifetime: Partial<WorkloadLifetime> = {},
): WorkloadSpec {
  return { tasks: [tasks].flat(), lifetime: { kind: 'batch', ...lifetime } };
}

/** Writes its number to the file `pid` and runs until it is ended. */
export const STAY = `
  const fs = require('node:fs');
  fs.writeFileSync('pid.draft', String(process.pid));
  fs.renameSync('pid.draft', 'pid');
  setInterval(() => {}, 1000);
`;

/** Writes a line to a file of the workload's folder: what happened, in which order. */
export function note(line: string): string {
  return `require('node:fs').appendFileSync('notes', ${JSON.stringify(
    `${line}\n`,
  )});`;
}
