import path from 'node:path';

/** Where things lie below the engine's data directory. */
export function dataLayout(dataDirectory: string) {
  const below = (name: string) => path.join(dataDirectory, name);
  return {
    settings: below('settings.json'),
    workloads: below('workloads'),
    /** A supervisor touches a file here after each report: one folder to watch for all. */
    changes: below('changes'),
    environments: below('environments'),
    snapshots: below('snapshots'),
    toolchain: below('toolchain'),
    cache: below('cache'),
    trash: below('trash'),
    mounts: below('mounts'),
  };
}

/** Held by who makes or uses an environment; its time says when it was last used. It stays when that goes. */
export function lockFileOf(environment: string): string {
  return `${environment}.lock`;
}

/** Where things lie in the folder of one workload. */
export function workloadLayout(dataDirectory: string, id: string) {
  const root = path.join(dataLayout(dataDirectory).workloads, safeName(id));
  return {
    root,
    wish: path.join(root, 'workload.json'),
    report: path.join(root, 'state.json'),
    secrets: path.join(root, 'secrets.json'),
    lock: path.join(root, 'supervisor.lock'),
    supervisorLog: path.join(root, 'supervisor.log'),
    /** A few blocks to give back when the disk is full, so that this can still be said. */
    reserve: path.join(root, 'reserve'),
    logs: path.join(root, 'logs'),
    work: path.join(root, 'work'),
    /** Where storages are mounted: nowhere below the folder, so that whatever removes that leaves them alone. */
    mounts: path.join(dataLayout(dataDirectory).mounts, id),
    temporary: path.join(root, 'tmp'),
    /** Made when the files of its snapshot are in place: they come once, before anything runs. */
    restored: path.join(root, 'restored'),
    change: path.join(dataLayout(dataDirectory).changes, id),
  };
}

/** Where things lie of one snapshot. */
export function snapshotLayout(dataDirectory: string, id: string) {
  const root = path.join(dataLayout(dataDirectory).snapshots, safeName(id));
  return {
    /** There as soon as it is complete. */
    root,
    /** While it is saved. */
    draft: `${root}.draft`,
    description: 'snapshot.json',
    work: 'work',
  };
}

export type WorkloadLayout = ReturnType<typeof workloadLayout>;

/** Ids are ours, but a path is made of them: refuse what could leave the folder. */
function safeName(id: string): string {
  if (!isWorkloadId(id)) {
    throw new Error(`Not a workload id: ${JSON.stringify(id.slice(0, 80))}`);
  }
  return id;
}

export function isWorkloadId(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(id);
}
