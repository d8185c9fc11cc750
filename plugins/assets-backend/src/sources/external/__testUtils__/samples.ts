/** What the BioImage Model Zoo publishes: an entry of its collection. */
export function zooEntry(over: object = {}) {
  return {
    type: 'model',
    id: '10.5281/zenodo.7000001',
    nickname: 'brave-otter',
    name: 'Nuclei in the dark',
    description: 'Segments nuclei in fluorescence microscopy.',
    authors: [{ name: 'Ada Lovelace', affiliation: 'Lab' }, { name: 'Bo' }],
    license: 'cc-by-4.0',
    tags: ['nuclei', 'segmentation', '2d'],
    created: '2023-04-05 06:07:08.000000',
    download_count: 12,
    rdf_source: '{url}/brave-otter/rdf.yaml',
    ...over,
  };
}

export const zooRdf = `type: model
format_version: 0.4.9
name: Nuclei in the dark
git_repo: https://example.org/nuclei
documentation: README.md
timestamp: '2023-05-06T07:08:09.000000'
version: 1.2.0
cite:
  - {text: Lovelace 2023, doi: 10.1000/nuclei}
inputs:
  - {name: raw, axes: bcyx}
weights:
  pytorch_state_dict: {source: weights.pt}
  onnx: {source: weights.onnx}
`;

/** What Hugging Face's Hub answers of a model, where these keys are asked for. */
export function hubModel(over: object = {}) {
  return {
    _id: '64b000000000000000000001',
    id: 'lab/leaf-net',
    author: 'lab',
    sha: '0123456789abcdef0123456789abcdef01234567',
    lastModified: '2025-02-03T04:05:06.000Z',
    createdAt: '2024-01-02T03:04:05.000Z',
    private: false,
    disabled: false,
    gated: false,
    pipeline_tag: 'image-classification',
    library_name: 'transformers',
    tags: [
      ...['transformers', 'pytorch', 'image-classification', 'plants'],
      ...['dataset:lab/leaves', 'arxiv:2101.00001', 'license:apache-2.0'],
      'region:us',
    ],
    cardData: { license: 'apache-2.0', base_model: 'google/vit-base' },
    ...over,
  };
}

export const hubCard = `---
license: apache-2.0
---
# Leaf net

![badge](https://example.org/badge.svg)

Tells **forty species** of plants by their leaves.
`;

/** The list of models of an organisation, as the Hub is asked for it. */
export const hubList = (by: string) =>
  `/api/models?${by}&limit=100${[
    ...['author', 'cardData', 'createdAt', 'disabled', 'gated'],
    ...['lastModified', 'library_name', 'pipeline_tag', 'private', 'sha'],
    'tags',
  ]
    .map(key => `&expand%5B%5D=${key}`)
    .join('')}`;
