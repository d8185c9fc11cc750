import { readText, type AssetProblem } from '@astrolabe/plugin-assets-common';
import { manifestSchema } from '@astrolabe/plugin-workloads-common';
import type { SharedManifestFile } from '@astrolabe/plugin-assets-node';
import Ajv from 'ajv';
import type { ManifestRecord } from '../database';

const validate = new Ajv({ allErrors: true, strict: false }).compile(
  manifestSchema,
);

/** What is wrong with a manifest, by pointers into it. */
export function manifestProblems(
  manifest: unknown,
): { pointer: string; message: string }[] {
  if (validate(manifest)) return [];
  return validate.errors!.map(error => ({
    pointer: error.instancePath,
    message: `The manifest${at(error.instancePath)} ${error.message}.`,
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

function at(pointer: string): string {
  return pointer ? ` at ${pointer}` : '';
}
