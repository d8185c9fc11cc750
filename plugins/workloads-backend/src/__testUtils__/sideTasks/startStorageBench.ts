import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startWebDav } from '../../../../../scripts/engines/webdav.mjs';
import { createShelf, put } from '../assets';
import { startWorkloads } from '../startWorkloads';
import { Desk } from './Desk';
import { reader, readerOf } from './reader';

const PASSWORD = `se"cr'\${et} {{ env "HOME" }} ü`;
/** Another in each process, which may run beside this one. */
export const ACCOUNT = `corals-${process.pid}`;
export const ODD_NAME = "o'dd ${HOME} $(id) ü.csv";

export type StorageBench = Awaited<ReturnType<typeof startStorageBench>>;

/**
 * A storage with a file, two accounts for it of which one is no good, and a portal.
 *
 * @param image - what the reader runs in, if it is one
 */
export async function startStorageBench(
  engine: WorkloadEngine,
  host: string,
  image?: string,
) {
  const user = 'ada@corals';
  const storage = await startWebDav({ host, user, password: PASSWORD });
  const { url, folder } = storage;
  writeFileSync(path.join(folder, ODD_NAME), 'depth\n4\n');
  // Long enough for a test to bring it back, and to wait until it is over.
  const copyBackMinutes = 0.5;
  const accounts = [
    { url, user, id: ACCOUNT, password: PASSWORD },
    { url, user, id: 'expired', password: 'an old one' },
  ];
  const shelf = createShelf();
  put(shelf, 'reader', image ? readerOf(image) : reader);
  const portal = await startWorkloads({
    engine: engine as never,
    shelf,
    config: { storage: { accounts, copyBackMinutes } },
  });
  const stop = async () => {
    await portal.stopPortal();
    await storage.stop();
  };
  return { desk: new Desk(portal), folder, storage, stop };
}
