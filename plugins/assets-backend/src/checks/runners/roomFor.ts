import { checkAsset } from '@astrolabe/plugin-assets-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';

const GiB = 1024 ** 3;
/** What the form of checks begins with (`catalog-info/manifests/deepaas.yaml`), in GiB. */
const DISK = 5;
const MEMORY = 2;
/** More than that is had by hand alone. */
const MOST_DISK = 64;
const MOST_MEMORY = 16;
/** What a module installs is there for its tests, for its API, in its image and as it was downloaded. */
const TIMES = 4;
/** Of a module that fits into what the form begins with. */
const SMALL = GiB;

/** What checks of a module need beyond what the form begins with, by what its metadata say of it. */
export function roomFor(content: string): FormValues {
  const { memoryBytes = 0, storageBytes = 0 } =
    checkAsset(content, 'module').spec?.resources?.inference ?? {};
  const disk =
    storageBytes > SMALL ? DISK + Math.ceil((TIMES * storageBytes) / GiB) : 0;
  const memory = Math.ceil(memoryBytes / GiB);
  return {
    ...(memory > MEMORY && {
      hardware: { memory: Math.min(memory, MOST_MEMORY) },
    }),
    ...(disk > 0 && { storage: { disk: Math.min(disk, MOST_DISK) } }),
  };
}
