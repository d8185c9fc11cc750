import {
  readText,
  type AssetProblem,
  type AssetSpec,
} from '@astrolabe/plugin-assets-common';
import type { SharedManifestFile } from '@astrolabe/plugin-assets-node';
import { checkManifest } from '@astrolabe/plugin-workloads-common';
import type { ManifestRecord } from '../database';

/** Stands in for whatever asset a shared manifest is launched for. */
const someAsset: AssetSpec = {
  title: 'Some asset',
  summary: 'It stands in for others.',
  description: 'None.',
  version: '1.0.0',
  license: 'Apache-2.0',
  libraries: ['Other'],
  tasks: ['Other'],
  categories: ['Other'],
  tags: ['other'],
  dataTypes: ['Other'],
  links: {
    sourceCode: 'https://example.org/some',
    dockerImage: 'example/some',
    documentation: 'https://example.org/some',
  },
};

/** What is wrong with a manifest, by pointers into it. */
export function manifestProblems(
  manifest: unknown,
  asset: AssetSpec = someAsset,
): Pick<AssetProblem, 'pointer' | 'message' | 'allowed'>[] {
  const { manifest: _, ...described } = asset;
  return checkManifest(manifest, described).map(problem => ({
    pointer: problem.path ? `/${problem.path.split('.').join('/')}` : '',
    message: `In the manifest${problem.path ? `, at ${problem.path}` : ''}: ${
      problem.message
    }.`,
    ...(problem.allowed ? { allowed: problem.allowed } : {}),
  }));
}

/** Checks the file of a shared manifest. */
export function checkManifestFile(file: SharedManifestFile): ManifestRecord {
  const read = readText(file.content);
  const problems: AssetProblem[] = [
    ...read.problems,
    ...manifestProblems(read.value).map(problem => ({
      severity: 'error' as const,
      ...problem,
      ...read.place(problem.pointer),
    })),
  ];
  const isObject = typeof read.value === 'object' && read.value !== null;
  return {
    id: file.id,
    manifest: isObject ? (read.value as object) : undefined,
    problems,
    location: file.location,
  };
}
