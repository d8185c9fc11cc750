import { readText, type AssetCitation } from '@astrolabe/plugin-assets-common';
import { readMetadata } from '@astrolabe/profiles';
import { bareDoiOf, listOf, mapOf, wordsOf } from '../values';
import type { FileReader } from '../types';

/** Who has made it, which version it is, how to cite it, and what it cites. */
export const citationCff: FileReader = {
  path: 'CITATION.cff',
  async read(text) {
    const spec = await readMetadata(text, { profile: 'citation-cff' });
    const { authors, version, license, doi, links = {} } = spec;
    const { zenodoDoi, citation } = links;
    return {
      ...{ authors, version, license, doi },
      links: { zenodoDoi, citation },
      citations: citationsIn(text),
    };
  },
};

function citationsIn(text: string): AssetCitation[] {
  const { value } = readText(text, { numbersAsWritten: true });
  const document = mapOf(value);
  const preferred = citationOf(document['preferred-citation']);
  const others = listOf(document.references).flatMap(
    each => citationOf(each) ?? [],
  );
  return preferred ? [{ ...preferred, isPreferred: true }, ...others] : others;
}

function citationOf(value: unknown): AssetCitation | undefined {
  const { title, authors, year, doi, url } = mapOf(value);
  const name = wordsOf(title);
  if (!name) return undefined;
  const written = Number(wordsOf(year));
  return {
    title: name,
    ...some('authors', listOf(authors).flatMap(nameOf)),
    ...(Number.isInteger(written) && written >= 1000 ? { year: written } : {}),
    ...some('doi', bareDoiOf(doi)),
    ...some('url', wordsOf(url)),
  };
}

function some<K extends string, V extends string | string[]>(
  key: K,
  value: V | undefined,
): { [key in K]?: V } {
  return value === undefined || value.length === 0
    ? {}
    : ({ [key]: value } as { [key in K]: V });
}

function nameOf(author: unknown): string[] {
  const person = mapOf(author);
  const parts = ['given-names', 'name-particle', 'family-names', 'name-suffix'];
  const name =
    wordsOf(person.name) ??
    parts.flatMap(each => wordsOf(person[each]) ?? []).join(' ');
  return name ? [name] : [];
}
