// Documents as others write them, who know nothing of our mappings.

export const CFF = `
cff-version: 1.2.0
message: Please cite it.
title: Plankton classifier
abstract: Tells what swims.
type: software
authors:
  - family-names: Hopper
    given-names: Grace
    name-particle: de
    orcid: https://orcid.org/0000-0000-0000-0000
  - name: The Plankton Group
version: 2.1.0
doi: https://doi.org/10.5281/zenodo.123
date-released: 2026-03-01
license: apache-2.0
repository-code: https://github.com/example/plankton
keywords: [pytorch, computer vision, plankton]
preferred-citation:
  type: article
  title: On plankton
  doi: 10.1234/plankton
`;

export const CODEMETA = JSON.stringify({
  '@context': 'https://doi.org/10.5063/schema/codemeta-2.0',
  '@type': 'SoftwareSourceCode',
  identifier: 'plankton',
  name: 'Plankton classifier',
  description: 'Tells what swims.',
  license: 'https://spdx.org/licenses/MIT.html',
  author: [
    { '@type': 'Person', givenName: 'Grace', familyName: 'Hopper' },
    { '@type': 'Organization', name: 'The Plankton Group' },
  ],
  codeRepository: 'https://github.com/example/plankton',
  developmentStatus: 'https://www.repostatus.org/#active',
  programmingLanguage: ['Python', { '@type': 'ComputerLanguage', name: 'C' }],
  softwareRequirements: [{ '@type': 'SoftwareApplication', name: 'PyTorch' }],
  memoryRequirements: '2 GiB',
  keywords: 'plankton, Image',
  referencePublication: {
    '@type': 'ScholarlyArticle',
    '@id': 'https://doi.org/10.1234/plankton',
  },
  dateModified: '2026-03-01',
  funder: { '@type': 'Organization', name: 'A foundation' },
});

export const CROISSANT = JSON.stringify({
  '@context': {
    '@vocab': 'https://schema.org/',
    sc: 'https://schema.org/',
    cr: 'http://mlcommons.org/croissant/',
    dct: 'http://purl.org/dc/terms/',
    conformsTo: 'dct:conformsTo',
    citeAs: 'cr:citeAs',
    recordSet: 'cr:recordSet',
  },
  '@type': 'sc:Dataset',
  conformsTo: 'http://mlcommons.org/croissant/1.0',
  name: 'plankton',
  description: 'Pictures of plankton.',
  license: 'https://creativecommons.org/licenses/by/4.0/',
  citeAs: '@article{plankton, title={On plankton}, doi={10.1234/plankton}}',
  creator: { '@type': 'sc:Person', name: 'Grace Hopper' },
  datePublished: '2026-03-01',
  distribution: [
    {
      '@type': 'cr:FileObject',
      '@id': 'images.zip',
      name: 'images.zip',
      contentUrl: 'https://example.org/images.zip',
      contentSize: '2 MB',
      sha256: 'A'.repeat(64),
    },
    { '@type': 'cr:FileSet', '@id': 'images', includes: '*.png' },
  ],
  recordSet: [{ '@type': 'cr:RecordSet', name: 'images' }],
});

export const CRATE = JSON.stringify({
  '@context': 'https://w3id.org/ro/crate/1.1/context',
  '@graph': [
    {
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      about: { '@id': './' },
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
    },
    {
      '@id': './',
      '@type': 'Dataset',
      name: 'A crate of plankton',
      license: { '@id': 'https://spdx.org/licenses/MIT' },
      author: { '@id': '#grace' },
      mainEntity: { '@id': 'main.py' },
      hasPart: [{ '@id': 'main.py' }],
    },
    {
      '@id': 'main.py',
      '@type': ['File', 'SoftwareSourceCode'],
      name: 'Plankton classifier',
    },
    { '@id': '#grace', '@type': 'Person', name: 'Grace Hopper' },
  ],
});

export const CARD = `---
license: apache-2.0
library_name: pytorch
pipeline_tag: image-classification
tags: [plankton]
datasets: [example/plankton]
base_model: google/vit-base
language: en
---
<!-- This is where it is written. -->

# Plankton classifier

Tells what swims.

## How to use it

- Install it
- Run \`it\`
`;

export const FAIR4ML = `
@prefix schema: <https://schema.org/> .
@prefix fair4ml: <https://w3id.org/fair4ml#> .
<https://example.org/plankton> a fair4ml:MLModel ;
  schema:name "Plankton classifier" ;
  schema:description "Tells what swims."@en, "Dit ce qui nage."@fr ;
  schema:license <https://www.apache.org/licenses/LICENSE-2.0> ;
  fair4ml:mlTask "Classification" ;
  fair4ml:trainedOn <https://example.org/data> ;
  fair4ml:ethicalSocial "None known." .
`;

export const DCAT = `
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<https://example.org/data> a dcat:Dataset ;
  dct:title "Plankton"@en, "Plancton"@fr ;
  dct:description "Pictures of plankton."@en ;
  dct:creator [ a foaf:Agent ; foaf:name "Grace Hopper" ] ;
  dcat:keyword "plankton"@en ;
  dct:accrualPeriodicity <http://example.org/daily> .
`;

export const BOM = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  serialNumber: 'urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79',
  version: 3,
  metadata: {
    timestamp: '2026-03-01T10:00:00Z',
    component: {
      type: 'machine-learning-model',
      name: 'Plankton classifier',
      version: '1.10',
      author: 'Grace Hopper',
      publisher: 'An institute',
      description: 'Tells what swims.',
      licenses: [{ expression: 'Apache-2.0' }],
      externalReferences: [
        { type: 'vcs', url: 'https://github.com/example/plankton' },
        { type: 'website', url: 'https://doi.org/10.1234/plankton' },
        { type: 'issue-tracker', url: 'https://github.com/example/issues' },
      ],
      pedigree: {
        ancestors: [
          {
            type: 'machine-learning-model',
            name: 'resnet-50',
            externalReferences: [
              { type: 'model-card', url: 'https://huggingface.co/a/resnet-50' },
            ],
          },
        ],
      },
      modelCard: {
        modelParameters: {
          task: 'image-classification',
          architectureFamily: 'Convolutional neural network',
          datasets: [
            {
              type: 'dataset',
              name: 'Plankton images',
              contents: { url: 'https://doi.org/10.1234/images' },
            },
          ],
          inputs: [{ format: 'image' }],
        },
        considerations: { users: ['Biologists'] },
      },
    },
  },
  components: [
    { type: 'library', name: 'pytorch', version: '2.5.1' },
    { type: 'library', name: 'left-pad', version: '1.3.0' },
  ],
});
