import { reviewManifest } from '@astrolabe/plugin-workloads-common';
import type { AssetSpec } from '../generated/asset';
import type { AssetProblem } from '../types';

/**
 * What is wrong with a manifest, by pointers into it. `asset` is the one that it
 * belongs to.
 *
 * @public
 */
export function manifestProblems(
  manifest: unknown,
  asset: AssetSpec,
): AssetProblem[] {
  const { manifest: _, ...described } = asset;
  return reviewManifest(manifest, described).map(
    ({ path, message, ...said }) => ({
      ...said,
      pointer: path ? `/${path.split('.').join('/')}` : '',
      message: `In the manifest${path ? `, at ${path}` : ''}: ${message}.`,
    }),
  );
}
