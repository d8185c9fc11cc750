import { toJsonLd, type Thing } from '../graph';
import type { Deed, DeedProduct } from './types';

/** What provenance is of, and where its people are found. @public */
export interface ProvenanceSubject {
  /** Address of the asset in the API. */
  id: string;
  title: string;
  /** Of its repository. */
  repository: string;
  /** The portal's own address. */
  homepage: string;
}

const titles = {
  check: 'Checks of a commit',
  release: 'Release of a version',
  register: 'Registration in the catalogue',
} as const satisfies Record<Deed['kind'], string>;

const outcomes = {
  passed: 'earl:passed',
  failed: 'earl:failed',
  unclear: 'earl:cantTell',
} as const satisfies Record<NonNullable<Deed['outcome']>, string>;

/**
 * What was done with a module, in the words of W3C PROV-O as JSON-LD. Commits are named
 * by what they are (SWHID, ISO/IEC 18670), so that other graphs mean the same ones.
 *
 * @public
 */
export function provenanceOf(
  subject: ProvenanceSubject,
  deeds: readonly Deed[],
): string {
  const { id, title, repository } = subject;
  return toJsonLd({
    '@id': `${id}/provenance`,
    '@type': ['prov:Entity', 'prov:Bundle'],
    'foaf:primaryTopic': {
      '@id': id,
      '@type': 'prov:Entity',
      'rdfs:label': title,
      'prov:atLocation': { '@id': repository, '@type': 'prov:Location' },
    },
    'dct:hasPart': deeds.map(deed => activity(subject, deed)),
  });
}

function activity(subject: ProvenanceSubject, deed: Deed): Thing {
  const { kind, startedAt, endedAt, commit, version, made } = deed;
  const id = `${subject.id}/provenance#${deed.id}`;
  const source = commit ? revisionOf(subject, commit) : undefined;
  return {
    '@id': id,
    '@type': 'prov:Activity',
    'rdfs:label': version ? `${titles[kind]}: ${version}` : titles[kind],
    'dct:type': kind,
    ...(startedAt && { 'prov:startedAtTime': instant(startedAt) }),
    'prov:endedAtTime': instant(endedAt),
    'prov:used': source ?? { '@id': subject.id },
    'prov:wasAssociatedWith': agents(subject, deed),
    ...(made.length > 0 && {
      'prov:generated': made.map((product, index) =>
        entity(product, { deed, id: `${id}-${index + 1}`, subject }),
      ),
    }),
  };
}

function revisionOf({ id }: ProvenanceSubject, commit: string): Thing {
  return {
    '@id': `swh:1:rev:${commit}`,
    '@type': 'prov:Entity',
    'rdfs:label': `Commit ${commit}`,
    'prov:specializationOf': { '@id': id },
  };
}

/** A program does it for a person, or the person by the portal. */
function agents({ homepage }: ProvenanceSubject, deed: Deed): Thing[] {
  const { personRef, runner = 'portal' } = deed;
  const [kind, rest] = personRef.split(':');
  const person: Thing = {
    '@id': `${homepage}/catalog/${rest.replace('/', `/${kind}/`)}`,
    '@type': ['prov:Agent', 'prov:Person'],
    'rdfs:label': personRef,
  };
  const program: Thing = {
    '@id': `${homepage}/#runner-${encodeURIComponent(runner)}`,
    '@type': ['prov:Agent', 'prov:SoftwareAgent'],
    'rdfs:label': runner,
    'prov:actedOnBehalfOf': { '@id': person['@id'] },
  };
  return [person, program];
}

function entity(
  { kind, title, iri, sha256 }: DeedProduct,
  of: { deed: Deed; id: string; subject: ProvenanceSubject },
): Thing {
  const { outcome, commit } = of.deed;
  const tells = kind === 'report' && outcome;
  return {
    '@id': iri ?? of.id,
    '@type': tells ? ['prov:Entity', 'earl:TestResult'] : 'prov:Entity',
    'rdfs:label': title,
    'dct:type': kind,
    ...(tells && { 'earl:outcome': { '@id': outcomes[outcome] } }),
    ...(sha256 && {
      'spdx:checksum': {
        '@type': 'spdx:Checksum',
        'spdx:algorithm': { '@id': 'spdx:checksumAlgorithm_sha256' },
        'spdx:checksumValue': {
          '@value': sha256,
          '@type': 'xsd:hexBinary',
        },
      },
    }),
    'prov:wasDerivedFrom': {
      '@id': commit ? `swh:1:rev:${commit}` : of.subject.id,
    },
  };
}

function instant(value: string): Thing {
  return { '@value': value, '@type': 'xsd:dateTime' };
}
