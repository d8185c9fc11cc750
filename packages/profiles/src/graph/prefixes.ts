import { own } from '../mapping';

/** What the short names in mappings and documents begin with. */
export const prefixes: Record<string, string> = {
  adms: 'http://www.w3.org/ns/adms#',
  biro: 'http://purl.org/spar/biro/',
  cr: 'http://mlcommons.org/croissant/',
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  dqv: 'http://www.w3.org/ns/dqv#',
  earl: 'http://www.w3.org/ns/earl#',
  fair4ml: 'https://w3id.org/fair4ml#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  it6: 'http://data.europa.eu/it6/',
  lpwcc: 'https://linkedpaperswithcode.com/class/',
  owl: 'http://www.w3.org/2002/07/owl#',
  prov: 'http://www.w3.org/ns/prov#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

/**
 * The IRI that a short name stands for: `dct:title`, or a word of schema.org,
 * or of
 * `vocabulary`, which needs no prefix. What has no prefix of ours is an IRI already.
 */
export function expand(name: string, vocabulary = prefixes.schema): string {
  const [prefix, ...rest] = name.split(':');
  if (rest.length === 0) return `${vocabulary}${name}`;
  const start = own(prefixes, prefix);
  return start ? `${start}${rest.join(':')}` : name;
}
