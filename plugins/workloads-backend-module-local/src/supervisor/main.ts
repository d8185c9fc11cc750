import { dataLayout, workloadLayout } from '../folder/layout.ts';
import { readJson } from '../folder/files.ts';
import { waitForLock } from '../folder/lock.ts';
import type { Settings } from '../folder/types.ts';
import { Supervisor } from './Supervisor.ts';

/**
 * One process for each workload, which outlives the portal:
 * `node main.ts <data directory> <workload id>`. What it should do is in the
 * workload's folder, and what it does it writes there.
 */
async function main(): Promise<void> {
  const [dataDirectory, id] = process.argv.slice(2);
  const layout = workloadLayout(dataDirectory, id);
  const settings = readJson<Settings>(dataLayout(dataDirectory).settings);
  if (!settings) throw new Error(`No settings in ${dataDirectory}`);

  // The engine looks at the lock for a moment now and then: wait longer than that.
  const lock = await waitForLock(layout.lock, { timeoutMs: 1000 });
  if (!lock) return;

  const supervisor = new Supervisor({ dataDirectory, id, settings });
  for (const name of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(name, () => supervisor.leave());
  }
  // A full disk must not end it for the sake of a line in its log.
  process.stderr.on('error', () => undefined);
  await supervisor.run();
  lock.release();
}

main().then(
  () => process.exit(0),
  error => {
    process.stderr.write(
      `${new Date().toISOString()} ${error?.stack ?? error}\n`,
    );
    process.exit(1);
  },
);
