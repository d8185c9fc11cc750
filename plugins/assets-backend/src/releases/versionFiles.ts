import { YamlSource } from '@astrolabe/plugin-assets-common';
import { mapOf } from './archives/depositMetadata';

export const METADATA = 'ai4-metadata.yml';
export const CITATION = 'CITATION.cff';
export const PYPROJECT = 'pyproject.toml';

/** The line of a version, in the table of the project alone. */
const PROJECT = /^\[project\][ \t]*(?:#[^\n]*)?\n/m;
const VERSION = /^([ \t]*version[ \t]*=[ \t]*)(?:"[^"\n]*"|'[^'\n]*')/m;

type Entry = [path: string[], value: string];

const entry = (path: string[], value: string): Entry => [path, value];

/** What a release writes into the files that say a version. */
export interface Written {
  version: string;
  date: string;
  doi?: string;
  /** Of the version before: it makes place for the new one. */
  doiBefore?: string;
}

/** The version that a pyproject.toml says; undefined where it says none itself. */
export function versionIn(pyproject: string): string | undefined {
  const line = VERSION.exec(tableOf(pyproject)?.text ?? '')?.[0];
  return line && /["']([^"']*)["']/.exec(line)?.[1];
}

export function withVersion(pyproject: string, { version }: Written): string {
  const table = tableOf(pyproject);
  if (!table) return pyproject;
  const text = table.text.replace(
    VERSION,
    (_line, key: string) => `${key}${JSON.stringify(version)}`,
  );
  return pyproject.slice(0, table.start) + text + pyproject.slice(table.end);
}

/** As it is but for what a release knows better. */
export function withRelease(metadata: string, written: Written): string {
  const { date, doi, doiBefore } = written;
  const said = mapOf(metadata);
  const isFree = !said.doi || said.doi === doiBefore;
  return changed(metadata, [
    [['dates', 'updated'], date],
    ...(doi ? [entry(['links', 'zenodo_doi'], `https://doi.org/${doi}`)] : []),
    // A module may have the DOI of an article.
    ...(doi && isFree ? [entry(['doi'], doi)] : []),
  ]);
}

export function withCitation(citation: string, written: Written): string {
  const { version, date, doi } = written;
  return changed(citation, [
    [['version'], version],
    [['date-released'], date],
    ...(doi ? [entry(['doi'], doi)] : []),
  ]);
}

/** One after the other: an edit holds for the text that it was made from. */
function changed(text: string, entries: Entry[]): string {
  return entries.reduce((before, [path, value]) => {
    const source = new YamlSource(before);
    return source.apply(source.set(path, value));
  }, text);
}

function tableOf(pyproject: string) {
  const found = PROJECT.exec(pyproject);
  if (!found) return undefined;
  const start = found.index + found[0].length;
  const next = /^\[/m.exec(pyproject.slice(start));
  const end = next ? start + next.index : pyproject.length;
  return { start, end, text: pyproject.slice(start, end) };
}
