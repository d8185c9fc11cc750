import {
  manifestProblems,
  readText,
  seenOfManifest,
  translationProblems,
  type AssetProblem,
  type AssetSpec,
  type Translations,
} from '@astrolabe/plugin-assets-common';
import type { SharedManifestFile } from '@astrolabe/plugin-assets-node';
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

function sharedTranslationProblems(manifest: unknown) {
  const { translations } = manifest as { translations?: Translations };
  return translationProblems(seenOfManifest(manifest), translations);
}

/** Checks the file of a shared manifest. */
export function checkManifestFile(file: SharedManifestFile): ManifestRecord {
  const read = readText(file.content);
  const problems: AssetProblem[] = [
    ...read.problems,
    ...manifestProblems(read.value, someAsset).map(problem => ({
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
