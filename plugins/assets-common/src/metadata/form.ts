import { OWN_FORMAT } from '../check/checkOwn';
import { YamlSource, type Path } from '../edit';
import { assetKinds, type AssetKind } from '../kinds';
import {
  metadataFields,
  type MetadataField,
  type MetadataFormat,
} from './fields';

/** What a form holds: by group, then by field. @public */
export type MetadataValues = Record<string, Record<string, unknown>>;

/** What a text is, by the format of its check. @public */
export function formatOf(format: string): MetadataFormat {
  return format === OWN_FORMAT ? 'own' : 'ai4';
}

/** What the value of a file says that it describes; ai4-metadata is of modules. @public */
export function kindOf(value: unknown): AssetKind {
  const kind = at(value, ['kind']);
  return (
    assetKinds.find(({ entityKind }) => entityKind === kind)?.id ?? 'module'
  );
}

/** The fields that a file of a format has a place for. @public */
export function fieldsOf(format: MetadataFormat): MetadataField[] {
  return metadataFields.filter(({ paths }) => paths[format]);
}

/** What a form shows of the value of a file; what is of another type stays out. @public */
export function readValues(
  value: unknown,
  format: MetadataFormat,
): MetadataValues {
  const values: MetadataValues = {};
  for (const field of fieldsOf(format)) {
    const group = (values[field.group] ??= {});
    const found = shown(
      field,
      at(value, placeOf(field, format, value)),
      format,
    );
    if (found !== undefined) group[field.id] = found;
  }
  return values;
}

/**
 * The text with what has changed in a form, and nothing else. What cannot be
 * put there, because something else stands in its place, stays as it is.
 *
 * @public
 */
export function writeValues(
  content: string,
  options: {
    format: MetadataFormat;
    before: MetadataValues;
    next: MetadataValues;
  },
): string {
  const { format, before, next } = options;
  let text = content;
  for (const field of fieldsOf(format)) {
    const old = before[field.group]?.[field.id];
    const now = next[field.group]?.[field.id];
    if (JSON.stringify(old) === JSON.stringify(now)) continue;
    const source = new YamlSource(text);
    const read = source.document.toJS();
    const path = placeOf(field, format, read);
    const value = withHidden(now, at(read, path));
    text = source.apply(write(source, { field, path, value, format }));
  }
  return text;
}

/** The fields of which a file says something that a form cannot show, such as a list for a text. @public */
export function otherTyped(
  value: unknown,
  format: MetadataFormat,
): { field: MetadataField; inFile: unknown }[] {
  return fieldsOf(format).flatMap(field => {
    const inFile = at(value, placeOf(field, format, value));
    if (inFile === undefined || inFile === null) return [];
    return shown(field, inFile, format) === undefined
      ? [{ field, inFile }]
      : [];
  });
}

/**
 * The fields of a form of which a file says something else: it has no place for
 * what was filled in, such as a key of an address that is a text. An item of a list
 * that has no text yet is in no file.
 *
 * @public
 */
export function notWritten(
  inFile: MetadataValues,
  options: { format: MetadataFormat; next: MetadataValues },
): MetadataField[] {
  const words = (values: MetadataValues, { group, id }: MetadataField) => {
    const value = values[group]?.[id];
    const said = Array.isArray(value)
      ? value.filter(item => item !== undefined)
      : value;
    return JSON.stringify(said === '' ? [] : said ?? []);
  };
  return fieldsOf(options.format).filter(
    field => words(inFile, field) !== words(options.next, field),
  );
}

/**
 * A list with the items of the file that a form cannot show, such as numbers,
 * each behind the one that it stood behind.
 */
function withHidden(next: unknown, inFile: unknown): unknown {
  const shownOnes: unknown[] = Array.isArray(next) ? next : [];
  const isList = Array.isArray(next) || next === undefined;
  if (!isList || !Array.isArray(inFile)) return next;
  if (!inFile.some(isHidden)) return next;
  const all = [...shownOnes];
  let after = -1;
  for (const item of inFile) {
    if (isHidden(item)) all.splice(++after, 0, item);
    else after = Math.max(after, all.indexOf(item));
  }
  return all;
}

function isHidden(item: unknown): boolean {
  return typeof item !== 'string';
}

function write(
  source: YamlSource,
  change: {
    field: MetadataField;
    path: Path;
    value: unknown;
    format: MetadataFormat;
  },
) {
  const { field, path, value, format } = change;
  const isEmpty = value === undefined || value === '';
  if (!isEmpty) return source.set(path, stored(field, value, format));
  // An empty text says what is missing better than no key at all.
  return field.isRequired && source.has(path)
    ? source.set(path, '')
    : source.remove(path);
}

/** Title and summary of our own files may stand in `metadata`. */
function placeOf(
  { id, paths }: MetadataField,
  format: MetadataFormat,
  value: unknown,
): Path {
  const path = paths[format]!;
  const other = { title: 'title', summary: 'description' }[id];
  if (format === 'ai4' || !other || at(value, path) !== undefined) return path;
  const inMetadata = ['metadata', other];
  return at(value, inMetadata) === undefined ? path : inMetadata;
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (holder, key) =>
      typeof holder === 'object' && holder !== null
        ? (holder as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

function shown(
  { type, ownUnit = 1 }: MetadataField,
  value: unknown,
  format: MetadataFormat,
): unknown {
  switch (type) {
    case 'list':
    case 'terms':
      return Array.isArray(value)
        ? value.filter(item => !isHidden(item))
        : undefined;
    case 'integer':
    case 'number':
      if (typeof value !== 'number') return undefined;
      if (format !== 'own' || ownUnit === 1) return value;
      // 8 GiB are no whole number of megabytes; less would not be enough.
      return Math.ceil(value / ownUnit);
    default:
      return typeof value === 'string' ? value : undefined;
  }
}

function stored(
  { ownUnit = 1 }: MetadataField,
  value: unknown,
  format: MetadataFormat,
): unknown {
  if (Array.isArray(value)) return value.filter(item => item !== undefined);
  return typeof value === 'number' && format === 'own'
    ? Math.round(value * ownUnit * 1000) / 1000
    : value;
}
