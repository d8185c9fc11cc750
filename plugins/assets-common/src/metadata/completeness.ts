import type { AssetSpec } from '../generated/asset';
import type { AssetKind } from '../kinds';
import {
  metadataFields,
  type MetadataField,
  type MetadataFormat,
} from './fields';

/** How much of what others look for is said of an asset. @public */
export interface Completeness {
  /** 0 to 100. */
  score: number;
  /** What would raise it, by how much, the most first. */
  missing: {
    /** Of the {@link MetadataField}. */
    id: string;
    /** As one writes it in the file: `links.citation`. */
    field: string;
    worth: number;
  }[];
}

/**
 * Counts what is said of an asset against what could be said of its kind in a
 * file of its format, each field by what it is worth to whoever looks for it.
 *
 * @public
 */
export function completeness(
  spec: AssetSpec,
  options: {
    kind: AssetKind;
    format: MetadataFormat;
    /** Of an asset, and not of a file alone: other files of its repository speak, too. */
    isWhole?: boolean;
  },
): Completeness {
  const { kind, format, isWhole } = options;
  const asked = metadataFields.filter(
    ({ worth, kinds, paths, elsewhere }) =>
      worth &&
      (paths[format] || (isWhole && elsewhere)) &&
      (!kinds || kinds.includes(kind)),
  );
  const most = sum(asked.map(({ worth = 0 }) => worth));
  const points = asked.map(field => ({
    id: field.id,
    field: whereOf(field, format),
    got: quality(field, spec),
    worth: ((field.worth ?? 0) * 100) / most,
  }));
  const missing = points
    .filter(({ got }) => got < 1)
    .map(({ id, field, got, worth }) => ({
      ...{ id, field },
      // What is said by halves is worth the other half.
      worth: Math.max(1, Math.round(worth * (1 - got))),
    }))
    .sort((a, b) => b.worth - a.worth);
  return {
    // Only what lacks nothing is whole.
    score: Math.floor(sum(points.map(({ got, worth }) => got * worth)) + 1e-9),
    missing,
  };
}

/** As one writes it: `links.citation`, or `authors (CITATION.cff)`. */
function whereOf(
  { id, paths, elsewhere }: MetadataField,
  format: MetadataFormat,
) {
  const path = paths[format];
  return path ? path.join('.').replace(/^spec\./, '') : `${id} (${elsewhere})`;
}

function quality(field: MetadataField, spec: AssetSpec): number {
  if (field.quality) return field.quality(spec);
  const [, ...path] = field.paths.own!;
  const value = path.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    spec,
  );
  const isSaid = Array.isArray(value)
    ? value.length > 0
    : value !== undefined && String(value).trim() !== '';
  return isSaid ? 1 : 0;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
