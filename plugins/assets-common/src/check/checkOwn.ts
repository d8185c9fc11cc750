import type { ErrorObject } from 'ajv';
import type { AssetSpec } from '../generated/asset';
import { assetKinds, ASSET_API_VERSION, type AssetKind } from '../kinds';
import { seenOf, translationProblems } from '../translations';
import type { AssetCheck, AssetProblem } from '../types';
import { adviseDay, adviseLicence, adviseLinks, adviseText } from './advice';
import {
  explain,
  MAX_PROBLEMS,
  metadataKeys,
  misspeltAs,
  placed,
  unique,
  unknownKey,
  type Finding,
} from './explain';
import { manifestProblems } from './manifestProblems';
import { sameSpelling, UNTITLED } from './migrate';
import type { ReadText } from './readText';
import { validateAssetSpec, validateEnvelope } from './schemas';

/** What `format` is for our own files. @public */
export const OWN_FORMAT = 'astrolabe';

type Keys = Record<string, unknown>;

const lists = [
  'libraries',
  'tasks',
  'categories',
  'tags',
  'dataTypes',
] as const;

/** Whether a value means to be one of our own files. */
export function isOwn(value: unknown): value is Keys {
  return isKeys(value) && ('apiVersion' in value || 'spec' in value);
}

/** Checks a value that was read from one of our own files. */
export function checkOwn(
  read: ReadText,
  hint: {
    kind?: AssetKind;
    name: string;
    leavesOut: readonly (keyof AssetSpec)[];
  },
): AssetCheck {
  const value = without(read.value as Keys, hint.leavesOut);
  const problems = [...read.problems];
  const report = (error: ErrorObject, prefix = '') => {
    const { pointer = error.instancePath, ...said } = explain(error);
    const full = `${prefix}${pointer}`;
    problems.push(placed({ severity: 'error', ...said, pointer: full }, read));
  };
  validateEnvelope(value)
    .slice(0, MAX_PROBLEMS)
    .forEach(error => report(error));
  const wrongKind = kindProblem(value.kind, hint.kind);
  if (wrongKind) problems.push(placed(wrongKind, read));

  const spec = completeSpec(value);
  const errors = isKeys(value.spec) ? validateAssetSpec(spec) : [];
  // The title may stand in `metadata`, where Backstage lets any key pass.
  const misspelt = misspeltAs('title', value.metadata);
  for (const error of errors.slice(0, MAX_PROBLEMS)) {
    const isTitle = error.params.missingProperty === 'title';
    if (misspelt && isTitle && error.instancePath === '') {
      const said = unknownKey('/metadata', misspelt, {
        meant: 'title',
        known: metadataKeys,
      });
      const pointer = said.pointer!;
      problems.push(placed({ severity: 'error', ...said, pointer }, read));
    } else {
      report(error, '/spec');
    }
  }
  const readSpec = readable(spec, errors, hint.name);
  // Nobody sees what is left out, so that its translations are as they are.
  if (hint.leavesOut.length === 0) {
    problems.push(...untranslated(readSpec, read));
  }
  problems.push(...inManifest(readSpec, read));
  problems.push(...advise(value).map(found => placed(found, read)));
  return {
    valid: !problems.some(p => p.severity === 'error'),
    format: OWN_FORMAT,
    problems: unique(problems),
    spec: readSpec,
  };
}

/** The file as if some of its spec were not there. */
function without(value: Keys, leavesOut: readonly string[]): Keys {
  if (!isKeys(value.spec) || leavesOut.length === 0) return value;
  const kept = Object.entries(value.spec).filter(
    ([key]) => !leavesOut.includes(key),
  );
  return { ...value, spec: Object.fromEntries(kept) };
}

/** What the schema lets pass, but a reader would trip over. */
function advise({ metadata, spec }: Keys): Finding[] {
  if (!isKeys(spec)) return [];
  const elsewhere = isKeys(metadata) ? metadata : {};
  return [
    // One without a character is an error already.
    ...('title' in spec
      ? adviseText('/spec/title', spec.title || undefined, 'title')
      : adviseText('/metadata/title', elsewhere.title || undefined, 'title')),
    ...('summary' in spec
      ? adviseText('/spec/summary', spec.summary, 'summary')
      : adviseText('/metadata/description', elsewhere.description, 'summary')),
    ...adviseText('/spec/description', spec.description, 'description'),
    ...adviseDay('/spec/createdAt', spec.createdAt),
    ...adviseDay('/spec/updatedAt', spec.updatedAt),
    ...adviseLicence('/spec/license', spec.license),
    ...adviseLinks('/spec/links', spec.links, 'dockerImage'),
  ];
}

/** Whoever translates an asset wants all of it translated. */
function untranslated(spec: AssetSpec, read: ReadText): AssetProblem[] {
  return translationProblems(seenOf(spec), spec.translations)
    .slice(0, MAX_PROBLEMS)
    .map(({ language, text, kind }) => {
      const inLanguage = `/spec/translations/${language}`;
      const escaped = text.replaceAll('~', '~0').replaceAll('/', '~1');
      const pointer =
        kind === 'unknown' ? `${inLanguage}/${escaped}` : inLanguage;
      const wrong =
        kind === 'unknown'
          ? {
              message: `Nobody sees the text '${text}' here.`,
              fix: 'Write the English text exactly as it stands above or below, or remove the line.',
            }
          : {
              message: `The text '${text}' has no translation.`,
              fix: `Add a line with this text and its translation under translations.${language}.`,
            };
      return { severity: 'warning', pointer, ...wrong, ...read.place(pointer) };
    });
}

/** What is wrong in the manifest that stands in the file itself. */
function inManifest(spec: AssetSpec, read: ReadText): AssetProblem[] {
  if (typeof spec.manifest !== 'object') return [];
  return manifestProblems(spec.manifest, spec).map(problem => {
    const pointer = `/spec/manifest${problem.pointer}`;
    return { ...problem, pointer, ...read.place(pointer) };
  });
}

/** Title and summary may stand in `metadata`, and an absent list is empty. */
function completeSpec(value: Keys): Keys {
  const metadata = isKeys(value.metadata) ? value.metadata : {};
  return {
    title: metadata.title,
    summary: metadata.description ?? '',
    ...Object.fromEntries(lists.map(list => [list, []])),
    ...(isKeys(value.spec) ? value.spec : {}),
  };
}

/** The spec without the parts that have errors. */
function readable(spec: Keys, errors: ErrorObject[], name: string): AssetSpec {
  const broken = new Set(
    errors.map(({ instancePath, params }) =>
      instancePath === ''
        ? params.additionalProperty ?? params.missingProperty
        : instancePath.split('/')[1],
    ),
  );
  const kept = Object.entries(spec).filter(
    ([key, part]) => part !== undefined && !broken.has(key),
  );
  const read: AssetSpec = {
    title: name || UNTITLED,
    summary: '',
    libraries: [],
    tasks: [],
    categories: [],
    tags: [],
    dataTypes: [],
    ...Object.fromEntries(kept),
  };
  return {
    ...read,
    libraries: sameSpelling('libraries', read.libraries),
    tasks: sameSpelling('tasks', read.tasks),
    categories: sameSpelling('categories', read.categories),
    dataTypes: sameSpelling('dataTypes', read.dataTypes),
  };
}

function kindProblem(
  found: unknown,
  expected: AssetKind | undefined,
): Finding | undefined {
  const kind = assetKinds.find(k => k.id === expected);
  const isKnown = assetKinds.some(k => k.entityKind === found);
  if (!kind || !isKnown || kind.entityKind === found) return undefined;
  return {
    severity: 'error',
    pointer: '/kind',
    message: `'${found}' does not belong in this folder.`,
    allowed: [kind.entityKind],
    fix: `Write kind: ${kind.entityKind}, or move the file to another folder.`,
  };
}

/** An asset in the shape of our own files. @public */
export function toOwnFile(asset: {
  kind: AssetKind;
  name: string;
  spec: AssetSpec;
}): Keys {
  return {
    apiVersion: ASSET_API_VERSION,
    kind: assetKinds.find(k => k.id === asset.kind)!.entityKind,
    metadata: { name: asset.name, title: asset.spec.title },
    // An empty text is better not there: one is warned of it.
    spec: Object.fromEntries(
      Object.entries(asset.spec).filter(([, said]) => said !== ''),
    ),
  };
}

function isKeys(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
