import { describe, expect, it } from 'vitest';
import { canonical } from '../__testUtils__';
import { provenanceOf } from './provenanceOf';

const commit = 'c0ffee00'.repeat(5);
const portal = 'https://portal.example';
const subject = {
  id: `${portal}/api/assets/v1/assets/module/leaves`,
  title: 'Leaves "and" trees ü',
  repository: 'https://forge.example/ada/leaves',
  homepage: portal,
};
const sha256 = 'ab'.repeat(32);

/** Its statements, as any reader of JSON-LD gets them, with the longest names cut. */
const statements = async (text: string) =>
  (await canonical(text, 'application/ld+json'))
    .replaceAll('http://www.w3.org/ns/prov#', 'prov:')
    .replaceAll(subject.id, 'leaves');

describe('provenance', () => {
  it('is a graph of PROV-O that says who had what done with which commit, and what came of it', async () => {
    const text = provenanceOf(subject, [
      {
        ...{ id: 'one', kind: 'check', outcome: 'failed', runner: 'portal' },
        ...{ commit, personRef: 'user:default/ada' },
        startedAt: '2026-11-29T10:00:00.000Z',
        endedAt: '2026-11-29T10:05:00.000Z',
        made: [
          { kind: 'report', title: 'Report', sha256 },
          { kind: 'sbom', title: 'sbom.cdx.json', sha256 },
        ],
      },
      {
        ...{ id: 'two', kind: 'release', version: '1.0.0', commit },
        personRef: 'user:default/ada',
        endedAt: '2026-11-29T11:00:00.000Z',
        made: [
          {
            ...{ kind: 'deposit', title: 'DOI 10.5281/zenodo.7' },
            iri: 'https://doi.org/10.5281/zenodo.7',
          },
        ],
      },
    ]);
    const graph = await statements(text);
    const rev = `<swh:1:rev:${commit}>`;
    for (const statement of [
      `<leaves/provenance#one> <prov:used> ${rev} .`,
      `<leaves/provenance#one> <prov:generated> <leaves/provenance#one-2> .`,
      `<leaves/provenance#one-1> <http://www.w3.org/ns/earl#outcome> <http://www.w3.org/ns/earl#failed> .`,
      `<leaves/provenance#one-2> <prov:wasDerivedFrom> ${rev} .`,
      `<leaves/provenance#one> <prov:wasAssociatedWith> <${portal}/catalog/default/user/ada> .`,
      `<${portal}/#runner-portal> <prov:actedOnBehalfOf> <${portal}/catalog/default/user/ada> .`,
      `<leaves/provenance#one> <prov:endedAtTime> "2026-11-29T10:05:00.000Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .`,
      `<leaves/provenance#two> <prov:generated> <https://doi.org/10.5281/zenodo.7> .`,
      `${rev} <prov:specializationOf> <leaves> .`,
    ]) {
      expect(graph).toContain(statement);
    }
  });

  it('is a graph of the asset alone where nothing was done yet', async () => {
    const graph = await statements(provenanceOf(subject, []));
    expect(graph).toContain('<leaves> <prov:atLocation>');
    expect(graph).not.toContain('prov:Activity');
  });
});
