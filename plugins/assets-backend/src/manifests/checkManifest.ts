import {
  checkAsset,
  OWN_FORMAT,
  readText,
  seenOfManifest,
  translationProblems,
  type AssetCheck,
  type AssetKind,
  type AssetProblem,
  type AssetSpec,
  type Translations,
} from '@astrolabe/plugin-assets-common';
import type { SharedManifestFile } from '@astrolabe/plugin-assets-node';
import { reviewManifest } from '@astrolabe/plugin-workloads-common';
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
function manifestProblems(
  manifest: unknown,
  asset: AssetSpec = someAsset,
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

/** The same of the one that stands in an asset's file, by pointers into that. */
export function ownManifestProblems(spec: AssetSpec): AssetProblem[] {
  if (typeof spec.manifest !== 'object') return [];
  return manifestProblems(spec.manifest, spec).map(problem => ({
    ...problem,
    pointer: `/spec/manifest${problem.pointer}`,
  }));
}

/** A metadata file, with the manifest that it may hold. */
export function checkWithManifest(
  content: string,
  kind?: AssetKind,
): AssetCheck {
  const check = checkAsset(content, kind);
  if (check.format !== OWN_FORMAT || !check.spec) return check;
  const { place } = readText(content);
  const found = ownManifestProblems(check.spec).map(problem => ({
    ...problem,
    ...place(problem.pointer),
  }));
  const isBroken = found.some(({ severity }) => severity === 'error');
  return {
    ...check,
    valid: check.valid && !isBroken,
    problems: [...check.problems, ...found],
  };
}

function sharedTranslationProblems(manifest: unknown) {
  const { translations } = manifest as { translations?: Translations };
  return translationProblems(seenOfManifest(manifest), translations);
}

/** Checks the file of a shared manifest. */
export function checkManifestFile(file: SharedManifestFile): ManifestRecord {
  const read = readText(file.content);
  const problems: AssetProblem[] = [
    ...read.problems,
    ...manifestProblems(read.value).map(problem => ({
      ...problem,
      ...read.place(problem.pointer),
    })),
  ];
  for (const { language, text, kind } of problems.length > 0
    ? []
    : sharedTranslationProblems(read.value)) {
    const pointer = `/translations/${language}`;
    problems.push({
      severity: 'warning',
      pointer,
      message:
        kind === 'missing'
          ? `The text '${text}' has no translation.`
          : `Nobody sees the text '${text}' here.`,
      ...read.place(pointer),
    });
  }
  const isObject = typeof read.value === 'object' && read.value !== null;
  return {
    id: file.id,
    manifest: isObject ? (read.value as object) : undefined,
    problems,
    location: file.location,
  };
}
