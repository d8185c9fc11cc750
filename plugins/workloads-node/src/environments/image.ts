import type { WorkloadEnvironment } from '@astrolabe/plugin-workloads-common';
import type { FoundEnvironment } from './describe.ts';
import { environmentDigest } from './digest.ts';
import { recipeOf } from './recipe.ts';
import { uvRequirement } from './uv.ts';

/**
 * The tag of an environment's image. Who builds images and who runs them
 * compute it alike, so that they need to tell each other nothing: the same
 * lock, description, packages and recipe are the same tag.
 *
 * @public
 */
export function imageTag(
  environment: WorkloadEnvironment,
  found: FoundEnvironment,
): string {
  const version = interpreterVersion(environment, found);
  return environmentDigest(
    found,
    `${environment.kind} ${version ?? ''}\n${Object.values(
      imageFiles(environment.kind),
    ).join('\n')}`,
  );
}

/**
 * The version of the interpreter that an environment asks for, if it does.
 *
 * @public
 */
export function interpreterVersion(
  { version }: WorkloadEnvironment,
  { description }: FoundEnvironment,
): string | undefined {
  return description.python ?? version;
}

/**
 * What an image is built of besides the environment's own folder, by file name.
 *
 * @public
 */
export function imageFiles(
  kind: WorkloadEnvironment['kind'],
): Record<string, string> {
  return { ...recipeOf(kind), 'uv.txt': uvRequirement() };
}
