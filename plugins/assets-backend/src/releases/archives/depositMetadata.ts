import { parse } from 'yaml';

/** Who has made something, as Zenodo wants it. */
export interface Creator {
  /** Family name first. */
  name: string;
  affiliation?: string;
  orcid?: string;
}

/** The part of Zenodo's metadata that a release fills in. */
export interface DepositMetadata {
  upload_type: 'software';
  title: string;
  /** HTML. */
  description: string;
  creators: Creator[];
  access_right: 'open';
  license?: string;
  keywords: string[];
  version: string;
  publication_date: string;
  notes?: string;
  related_identifiers: {
    identifier: string;
    relation: 'isSupplementTo';
    resource_type: 'software';
  }[];
  prereserve_doi: true;
}

/** What is known of a module when it is released. */
export interface Described {
  /** ai4-metadata.yml, which is valid. */
  metadata: string;
  creators: Creator[];
  version: string;
  /** Page of its repository. */
  repository: string;
}

export function depositMetadata(
  { metadata, creators, version, repository }: Described,
  notes?: string,
): DepositMetadata {
  const { title, description, summary, license, tags, tasks } = mapOf(metadata);
  return {
    ...{ upload_type: 'software', access_right: 'open', version, creators },
    title: String(title),
    description: toHtml(String(description || summary)),
    // Its licences are those of SPDX in small letters.
    ...(license ? { license: String(license).toLowerCase() } : {}),
    keywords: [...textsOf(tasks), ...textsOf(tags)].slice(0, 50),
    publication_date: new Date().toISOString().slice(0, 10),
    ...(notes && { notes }),
    related_identifiers: [
      {
        ...{ identifier: repository, relation: 'isSupplementTo' },
        resource_type: 'software',
      },
    ],
    prereserve_doi: true,
  };
}

/** The authors of a CITATION.cff; none where it says none. */
export function creatorsOf(citation: string | undefined): Creator[] {
  const { authors } = mapOf(citation ?? '');
  if (!Array.isArray(authors)) return [];
  return authors.flatMap(author => {
    const said = isMap(author) ? author : {};
    const given = textOf(said['given-names']);
    const family = [said['name-particle'], said['family-names']]
      .map(textOf)
      .filter(Boolean)
      .join(' ');
    const name =
      textOf(said.name) || [family, given].filter(Boolean).join(', ');
    const affiliation = textOf(said.affiliation);
    const orcid = /\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.exec(textOf(said.orcid))?.[0];
    return name
      ? [{ name, ...(affiliation && { affiliation }), ...(orcid && { orcid }) }]
      : [];
  });
}

/** Of a text that a person has written: what is no map says nothing. */
export function mapOf(text: string): Record<string, unknown> {
  try {
    const said: unknown = parse(text, {
      maxAliasCount: 20,
      logLevel: 'silent',
    });
    return isMap(said) ? said : {};
  } catch {
    return {};
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(textOf).filter(Boolean) : [];
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Paragraphs in which all is shown as it was written. */
function toHtml(text: string): string {
  return text
    .split(/\n\s*\n/)
    .map(each => each.trim().replace(/[&<>"]/g, sign => ESCAPES[sign]))
    .map(each => `<p>${each}</p>`)
    .join('');
}
