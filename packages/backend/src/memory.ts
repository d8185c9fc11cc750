import v8 from 'node:v8';

/**
 * Files that go through the portal are memory beside V8's own. By default V8 looks
 * through all that the portal holds for each 32 to 64 MB of it that came, which is
 * most of what a file costs; with this it does when both together have grown.
 */
export function letFilesPass(): void {
  v8.setFlagsFromString('--external-memory-accounted-in-global-limit');
}
