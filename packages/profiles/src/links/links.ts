import spdxLicenses from 'spdx-license-list';

const spdxIds = Object.keys(spdxLicenses);

/**
 * A web address as RDF takes it: without the characters that an IRI may not
 * have. Undefined for what is none, such as "see the README".
 */
export function webLink(text: string): string | undefined {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) return undefined;
  return escaped(url.href);
}

/**
 * A DOI by itself, after `doi:`, or at its resolver. Other addresses have numbers
 * such as `10.1101/` in them, too, and lead elsewhere.
 */
const DOI = /^(?:doi:\s*|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/\S+)$/i;

/** The address of a DOI, however it is written, or the one that was given. */
export function doiLink(text: string): string | undefined {
  const [, doi] = DOI.exec(text.trim()) ?? [];
  return doi ? escaped(`https://doi.org/${doi}`) : webLink(text);
}

/** The page of an image: of `name/image:tag` at Docker Hub, or of its registry. */
export function imageLink(reference: string): string | undefined {
  const link = webLink(reference);
  if (link) return link;
  const name = reference.trim().replace(/^docker:(\/\/)?/, '');
  if (!/^[a-z0-9][a-z0-9._:/@-]*$/i.test(name)) return undefined;
  const untagged = name.replace(/@.*$/, '').replace(/:[^:/]*$/, '');
  const [host, ...path] = untagged.split('/');
  const isRegistry = path.length > 0 && /[.:]|^localhost$/.test(host);
  if (isRegistry) return webLink(`https://${untagged}`);
  const official = path.length === 0 ? '_' : 'r';
  return webLink(`https://hub.docker.com/${official}/${untagged}`);
}

/** The page of a person at ORCID, by their number. */
export function orcidLink(orcid: string): string {
  return `https://orcid.org/${orcid}`;
}

/** The identifier that SPDX has for a licence, in its spelling; undefined for other words. */
export function spdxId(license: string): string | undefined {
  const wanted = license.trim().toLowerCase();
  return spdxIds.find(id => id.toLowerCase() === wanted);
}

/** The licence's page at SPDX, or the address that was given. */
export function licenseLink(license: string): string | undefined {
  const id = spdxId(license);
  return id ? `https://spdx.org/licenses/${id}` : webLink(license);
}

/**
 * A name for a thing without an address of its own, for the end of the asset's
 * address. Other words make other names, and none has to be escaped.
 */
export function fragment(word: string): string {
  return word.replace(/[^A-Za-z0-9]/gu, c =>
    c === ' ' ? '-' : `_${c.codePointAt(0)!.toString(16)}_`,
  );
}

function escaped(iri: string): string {
  // eslint-disable-next-line no-control-regex -- those are what it may not have
  return iri.replace(/[\u0000-\u0020<>"{}|\\^`]/g, encodeURIComponent);
}
