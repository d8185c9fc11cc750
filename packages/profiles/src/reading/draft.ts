import {
  ai4Versions,
  assetSchema,
  meantBy,
  metadataFields,
  toOwnFile,
  type AssetKind,
  type AssetSpec,
  type LeftReason,
  type MetadataField,
  type MetadataFormat,
} from '@astrolabe/plugin-assets-common';
import { stringify } from 'yaml';

type Holder = { [key: string]: unknown };

/** A property of ours that a file has no place for. */
export interface Unsaid {
  own: string;
  /** Of a list, which word. */
  word?: string;
  reason: LeftReason;
}

export interface Draft {
  content: string;
  left: Unsaid[];
}

/** What was read as a file to go on with. */
export function draftOf(
  spec: Partial<AssetSpec>,
  { kind, format }: { kind: AssetKind; format: MetadataFormat },
): Draft {
  return format === 'own' ? ownDraft(spec, kind) : ai4Draft(spec);
}

const lists = {
  libraries: [],
  tasks: [],
  categories: [],
  tags: [],
  dataTypes: [],
};

function ownDraft(spec: Partial<AssetSpec>, kind: AssetKind): Draft {
  const said = { ...lists, ...spec } as AssetSpec;
  const inOrder = Object.keys(assetSchema.properties).flatMap(key =>
    key in said ? [[key, said[key as keyof AssetSpec]]] : [],
  );
  const whole: AssetSpec = Object.fromEntries(inOrder);
  const name = nameOf(spec.title ?? '');
  const file = toOwnFile({ kind, name, spec: whole });
  // The title stands in the spec.
  return { content: written({ ...file, metadata: { name } }), left: [] };
}

/** A name for a title: `plankton-classifier`. */
function nameOf(title: string): string {
  const words = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, 60).replace(/^-+|-+$/g, '') || 'untitled';
}

/** What has a place in ai4-metadata and is in no form. */
const besideForms: [own: string, ai4: string][] = [
  ['links.self', 'links.self'],
  ['links.zenodoDoi', 'links.zenodo_doi'],
  ['links.template', 'links.ai4_template'],
  ['provenance.workload', 'provenance.nomad_job'],
  ['provenance.mlflowRun', 'provenance.mlflow_run'],
];

const NOT_THERE = 'notInAi4';

function ai4Draft(spec: Partial<AssetSpec>): Draft {
  const rest = structuredClone(spec) as Holder;
  const left: Unsaid[] = [];
  const file: Holder = { metadata_version: ai4Versions.at(-1) };
  const tags = new Set<string>();
  for (const field of metadataFields) {
    const path = field.paths.own!.slice(1).map(String);
    const value = takeOut(rest, path);
    if (!field.paths.ai4) {
      const own = path.join('.');
      if (value !== undefined) left.push({ own, reason: NOT_THERE });
      continue;
    }
    const kept = field.terms ? termsOf(field, value, { tags, left }) : value;
    const said = inUnit(field, kept);
    if (said !== undefined) putIn(file, field.paths.ai4.map(String), said);
  }
  for (const [own, ai4] of besideForms) {
    const value = takeOut(rest, own.split('.'));
    if (value !== undefined) putIn(file, ai4.split('.'), value);
  }
  // What has to be there is missed where it is empty, not as a whole.
  file.links ??= {};
  file.tags = [...new Set([...((file.tags as string[]) ?? []), ...tags])];
  for (const key of Object.keys(rest)) {
    if (!isHollow(rest[key])) left.push({ own: key, reason: NOT_THERE });
  }
  return { content: written(file), left };
}

/** Words that its list has; others are tags. */
function termsOf(
  { paths, terms }: MetadataField,
  value: unknown,
  { tags, left }: { tags: Set<string>; left: Unsaid[] },
): string[] {
  const allowed = terms!.ai4;
  const words = terms!.own;
  const found = ((value as string[]) ?? []).flatMap(word => {
    const same = words.indexOf(word);
    if (same >= 0) return [allowed[same]];
    const meant = meantBy(word, allowed);
    if (meant?.isSure) return [meant.value];
    tags.add(word);
    const own = paths.own!.slice(1).join('.');
    left.push({ own, word, reason: 'noWord' });
    return [];
  });
  return [...new Set(found)];
}

/** Amounts of bytes are megabytes there, rounded up: less would not be enough. */
function inUnit({ type, ownUnit }: MetadataField, value: unknown): unknown {
  if (typeof value !== 'number') return value;
  const amount = value / (ownUnit ?? 1);
  return type === 'integer' ? Math.ceil(amount) : amount;
}

function takeOut(holder: Holder, path: string[]): unknown {
  const last = path.at(-1)!;
  const inner = path
    .slice(0, -1)
    .reduce<Holder | undefined>((at, key) => at?.[key] as Holder, holder);
  const value = inner?.[last];
  if (inner) delete inner[last];
  return value;
}

function putIn(file: Holder, path: string[], value: unknown): void {
  let holder = file;
  for (const key of path.slice(0, -1)) holder = (holder[key] ??= {}) as Holder;
  holder[path.at(-1)!] = value;
}

function isHollow(value: unknown): boolean {
  return (
    value === undefined ||
    (typeof value === 'object' &&
      value !== null &&
      Object.values(value).every(isHollow))
  );
}

function written(file: object): string {
  return stringify(file, { lineWidth: 0, compat: 'yaml-1.1' });
}
