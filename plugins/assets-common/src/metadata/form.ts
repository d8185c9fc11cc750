import { OWN_FORMAT } from '../check/checkOwn';
import { applyEdits, YamlSource, type Path } from '../edit';
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
    const path = placeOf(field, format, source.document.toJS());
    text = applyEdits(text, write(source, { field, path, value: now, format }));
  }
  return text;
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
        ? value.filter(item => typeof item === 'string')
        : undefined;
    case 'integer':
    case 'number':
      if (typeof value !== 'number') return undefined;
      return format === 'own' ? value / ownUnit : value;
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
