import type { ErrorObject } from 'ajv';
import { ai4MetadataSchema } from '../generated/ai4Metadata';
import { assetSchema } from '../generated/asset';
import type { AssetProblem } from '../types';
import { bareDoi } from './migrate';
import { meantBy } from './meantBy';
import { editsOf, retyped, type Mend } from './mends';
import type { ReadText } from './readText';
import { ai4Versions } from './schemas';

/** Problems that are told of one file; who mends these sees the others next. */
export const MAX_PROBLEMS = 100;

type Explanation = Pick<AssetProblem, 'message' | 'allowed' | 'fix'> & {
  /** Where it differs from where ajv found it. */
  pointer?: string;
  /** Where there is no doubt how it is put right. */
  mend?: Mend;
};

/** Keys of ai4-metadata 1 and what they became in 2. */
const renamed: Record<string, string> = {
  tosca: 'nothing: delete it',
  sources: 'links.source_code, links.docker_image and links.weights',
  dataset_url: 'links.dataset',
  cite_url: 'links.citation',
  date_creation: 'dates.created and dates.updated',
  keywords: 'tags',
};

/** A problem that has not been placed in its text. */
export type Finding = Omit<AssetProblem, 'line' | 'column' | 'edits'> & {
  mend?: Mend;
};

/** Where a problem is in its text, and how it is put right there. */
export function placed(
  { mend, ...said }: Finding,
  read: ReadText,
): AssetProblem {
  return {
    ...said,
    ...read.place(said.pointer),
    ...(mend && read.source && editsOf(read.source, said.pointer, mend)),
  };
}

const article: Record<string, string> = {
  string: 'a text',
  array: 'a list',
  object: 'a group of keys',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
};

const explainers: Record<
  string,
  (error: ErrorObject, name: string) => Explanation
> = {
  required: ({ params, instancePath, data, parentSchema }) => {
    const missing: string = params.missingProperty;
    const misspelt = misspeltAs(missing, data);
    const known = [missing, ...Object.keys(parentSchema?.properties ?? {})];
    return misspelt
      ? unknownKey(instancePath, misspelt, { meant: missing, known })
      : {
          pointer: `${instancePath}/${missing}`,
          message: `'${missing}' is missing${
            instancePath ? ` in ${nameOf(instancePath)}` : ''
          }.`,
          fix: `Add the key '${missing}'.`,
          // It is read as this version anyhow.
          ...(missing === 'metadata_version' && {
            mend: { add: ai4Versions.at(-1)! },
          }),
        };
  },
  type: ({ params, data, instancePath }, name) => {
    const wanted = article[String(params.type)] ?? String(params.type);
    if (data === null) {
      const isList = params.type === 'array';
      return {
        message: `${name} is empty; it has to be ${wanted}.`,
        fix: isList
          ? 'Add at least one item below it, or write [].'
          : 'Give it a value, or delete the line if it is not required.',
        // What stands there says that there is none.
        ...(isList && { mend: { value: [] } }),
      };
    }
    return {
      message: `${name} has to be ${wanted}, but is ${asRead(data)}.`,
      fix: typeFix(String(params.type), data),
      ...retyped(String(params.type), data, instancePath),
    };
  },
  enum: ({ params, data }, name) => {
    const allowed: string[] = params.allowedValues.map(String);
    // A group of keys is no misspelt value, and may not even be made a text of.
    const meant =
      typeof data === 'object' ? undefined : meantBy(String(data), allowed);
    return {
      message: `${describe(data)} is not one of the values of ${name}.`,
      allowed,
      fix: meant
        ? `Did you mean '${meant.value}'?`
        : `Use one of: ${allowed.join(', ')}.`,
      ...(meant?.isSure && { mend: { value: meant.value } }),
    };
  },
  'false schema': ({ instancePath }) => {
    const key = instancePath.slice(1);
    return {
      message: `'${key}' is a key of version 1 and not allowed in version 2.`,
      fix: `It became ${
        renamed[key] ?? 'another key'
      }; \`astrolabe module migrate\` moves it.`,
      ...(key === 'keywords' && { mend: { rename: 'tags' } }),
    };
  },
  additionalProperties: ({ params, instancePath, parentSchema }) => {
    const allowed = Object.keys(parentSchema?.properties ?? {});
    const written: string = params.additionalProperty;
    const meant = meantBy(written, allowed)?.value;
    return {
      ...unknownKey(instancePath, written, { meant, known: allowed }),
      allowed,
    };
  },
  uniqueItems: ({ params, instancePath }, name) => ({
    pointer: `${instancePath}/${params.i}`,
    message: `${name} says the same thing twice.`,
    fix: 'Delete one of them.',
    mend: { remove: true },
  }),
  pattern: ({ params, data }, name) => ({
    message: `${describe(data)} is not a possible value of ${name}.`,
    fix: patternFix(name, params.pattern),
    ...matching(name, String(data)),
  }),
  minimum: ({ params, data }, name) => ({
    message: `${name} is ${describe(data)}; the least is ${params.limit}.`,
    fix: `Use ${params.limit} or more.`,
  }),
  minLength: (_error, name) => ({
    message: `${name} is empty.`,
    fix: 'Write at least one character.',
  }),
  maxLength: ({ params }, name) => ({
    message: `${name} is longer than ${params.limit} characters.`,
    fix: `Shorten it to ${params.limit} characters.`,
  }),
  maxItems: ({ params }, name) => ({
    message: `${name} has more than ${params.limit} items.`,
    fix: `Keep the ${params.limit} that matter most.`,
  }),
};

/** What is wrong with a key that none of the known ones is. */
export function unknownKey(
  parent: string,
  key: string,
  { meant, known }: { meant: string | undefined; known: readonly string[] },
): Explanation {
  const nearest = meantBy(key, [...new Set(known)]);
  const isSure = nearest?.isSure && nearest.value === meant;
  return {
    pointer: `${parent}/${key}`,
    message: `'${key}' is not a known key.`,
    fix: meant ? `Did you mean '${meant}'?` : 'Delete it.',
    ...(isSure && { mend: { rename: nearest.value } }),
  };
}

/** What Backstage knows in `metadata`. */
export const metadataKeys: readonly string[] = [
  ...['name', 'namespace', 'title', 'description', 'uid', 'etag'],
  ...['labels', 'annotations', 'tags', 'links'],
];

const knownKeys = new Set([
  ...metadataKeys,
  ...keysOf(ai4MetadataSchema),
  ...keysOf(assetSchema),
]);

/** The key that somebody wrote for one that is missing, if one is near. */
export function misspeltAs(missing: string, data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const unknown = Object.keys(data)
    .filter(key => key.length < 60 && !knownKeys.has(key))
    .slice(0, 200);
  return unknown.find(key => meantBy(key, [missing]));
}

/** All keys that a schema speaks of, at whatever depth. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, part]) => [
    ...(key === 'properties' ? Object.keys(part) : []),
    ...keysOf(part),
  ]);
}

/** Says in words what a validator found. */
export function explain(error: ErrorObject): Explanation {
  const name = nameOf(error.instancePath);
  const explainer = explainers[error.keyword];
  return explainer
    ? explainer(error, name)
    : { message: `${name} ${error.message ?? 'is not allowed'}.` };
}

/** What a person wrote, in the shape that is asked for, where it holds all that it needs. */
function matching(name: string, text: string): { mend?: Mend } {
  if (name === "'doi'") {
    const doi = bareDoi(text);
    return doi ? { mend: { value: doi } } : {};
  }
  if (name !== "'metadata_version'") return {};
  const [, parts] = /^v?(\d+(?:\.\d+){0,2})$/i.exec(text.trim()) ?? [];
  const full = parts && [...parts.split('.'), '0', '0'].slice(0, 3).join('.');
  return full ? { mend: { value: full } } : {};
}

/** How values of this shape look; the pattern itself only as a last resort. */
function patternFix(name: string, pattern: string): string {
  if (name === "'metadata_version'") return "Write it like '2.3.0'.";
  if (name === "'doi'") return 'Write it like 10.5281/zenodo.1234567.';
  if (name === "'name'") {
    return 'Use lower case letters, digits, hyphens, dots and underscores.';
  }
  return `It has to match ${pattern}.`;
}

function typeFix(wanted: string, data: unknown): string {
  if (wanted === 'string' && ['number', 'boolean'].includes(typeof data)) {
    return 'Put it between quotes, as it is written.';
  }
  if (wanted === 'array' && typeof data === 'string') {
    return 'Write it as a list, one item per line, each after "- ".';
  }
  if (wanted === 'string' && Array.isArray(data)) {
    return 'Write it as one text; use |- for several lines.';
  }
  if (wanted === 'integer' || wanted === 'number') {
    return 'Write a number without quotes and without a unit.';
  }
  return `Write it as ${article[wanted] ?? wanted}.`;
}

function nameOf(pointer: string): string {
  const segments = pointer.split('/').slice(1);
  const named = segments.filter(segment => !/^\d+$/.test(segment)).at(-1);
  return named
    ? `'${named.replace(/~1/g, '/').replace(/~0/g, '~')}'`
    : 'The file';
}

function describe(data: unknown): string {
  if (data === null) return 'nothing';
  if (Array.isArray(data)) return 'a list';
  if (typeof data === 'object') return 'a group of keys';
  const text = String(data);
  return `'${text.length > 60 ? `${text.slice(0, 59)}…` : text}'`;
}

/** Of what is read in another way than it is written. */
function asRead(data: unknown): string {
  return typeof data === 'number' ? `the number ${data}` : describe(data);
}

/** One of those that say the same of the same place, such as inherited schemas. */
export function unique(problems: AssetProblem[]): AssetProblem[] {
  const seen = new Set<string>();
  return problems.filter(problem => {
    const key = `${problem.pointer} ${problem.line} ${problem.message}`;
    return !seen.has(key) && seen.add(key);
  });
}
