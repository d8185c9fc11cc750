import type { AssetSpec } from '@astrolabe/plugin-assets-common';
import type { WorkloadEnvironment } from '@astrolabe/plugin-workloads-common';
import type { Forge, Place } from '../forges';
import {
  descriptionProblems,
  lockProblems,
  type EnvironmentFiles,
} from './locks';

/** All that is taken of a repository beside its file and README. */
const FILES = [
  ...['requirements.txt', 'package.json', 'package-lock.json'],
  'environment.json',
];
/** Of one of them, in characters: ten times those of the largest tool that comes with the portal. */
const LARGEST = 3_000_000;
/** What no tag can make another. */
const PINNED = /^[^\s${}]+@sha256:[0-9a-f]{64}$/;
/** What a workload of a repository may say. */
const KNOWN = [
  ...['tasks', 'endpoints', 'secrets', 'datasets', 'storage', 'lifetime'],
];

type Keys = { [key: string]: unknown };

/** The files of its environment at a commit. */
export async function environmentAt(
  forge: Pick<Forge, 'read'>,
  place: Place,
  commit: string,
): Promise<EnvironmentFiles> {
  const files: EnvironmentFiles = {};
  for (const name of FILES) {
    const text = await forge.read(place, `environment/${name}`, commit);
    if (text !== undefined && text.length <= LARGEST) files[name] = text;
  }
  return files;
}

/**
 * What keeps a tool of a repository from running, where the operator has agreed: it runs
 * its own locked packages, or images that no tag can change, and nothing that is here.
 *
 * @param name what it is called here
 */
export function missingIn(
  { manifest }: Pick<AssetSpec, 'manifest'>,
  { name, files }: { name: string; files: EnvironmentFiles },
): string[] {
  if (!isKeys(manifest)) {
    return ['Its tool.yaml has no manifest of its own (spec.manifest).'];
  }
  const variants = isKeys(manifest.variants) ? manifest.variants : {};
  const workloads = [manifest, ...Object.values(variants)].map(each =>
    isKeys(each) && isKeys(each.workload) ? each.workload : {},
  );
  const kinds = new Set<WorkloadEnvironment['kind']>();
  const said = workloads.flatMap(workload => [
    ...Object.keys(workload)
      .filter(key => !KNOWN.includes(key))
      .map(key => `Its workload may not say '${key}'.`),
    ...tasksOf(workload).flatMap(task => taskProblems(task, { name, kinds })),
  ]);
  const locks = [...kinds].flatMap(kind => lockProblems[kind](files));
  const described = kinds.size > 0 ? descriptionProblems(files) : [];
  return [...new Set([...said, ...locks, ...described])];
}

function tasksOf({ tasks }: Keys): unknown[] {
  return Array.isArray(tasks) ? tasks : [tasks];
}

function taskProblems(
  task: unknown,
  { name, kinds }: { name: string; kinds: Set<WorkloadEnvironment['kind']> },
): string[] {
  if (!isKeys(task)) return ['Its tasks have to be written out.'];
  const { image, environment } = task;
  const which = `Its task '${task.name}'`;
  if (environment === undefined && image === undefined) {
    return [`${which} has neither an environment nor an image.`];
  }
  const problems: string[] = [];
  if (image !== undefined && !PINNED.test(String(image))) {
    problems.push(`${which} has an image without its digest (@sha256:…).`);
  }
  if (environment !== undefined) {
    const own = `tools/${name}`;
    const { kind, id } = isKeys(environment) ? environment : ({} as Keys);
    if (!/^[a-z0-9-]+$/.test(name)) {
      problems.push(
        `No environment can be called '${own}': take it out of the catalogue, rename its repository to letters, digits and hyphens alone, and put it in again.`,
      );
    } else if (id !== own || (kind !== 'python' && kind !== 'node')) {
      problems.push(
        `${which} has to run in its own environment (kind: python or node, id: ${own}).`,
      );
    } else {
      kinds.add(kind);
    }
  }
  return problems;
}

function isKeys(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
