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

/** The same in version 0.5 of the format: tensors have ids, and axes of their own. */
export const zooRdf05 = `type: model
format_version: 0.5.4
id: brave-otter
id_emoji: 🦦
name: Nuclei in the dark
description: Segments nuclei in fluorescence microscopy.
authors:
  - {name: Ada Lovelace, orcid: 0000-0002-1825-0097, github_user: ada}
cite:
  - {text: Lovelace 2023, doi: 10.1000/nuclei}
  - {text: A page, url: 'https://example.org/paper'}
license: CC-BY-4.0
git_repo: https://example.org/nuclei
documentation: {source: README.md, sha256: ${'0'.repeat(64)}}
timestamp: '2024-11-06T07:08:09.000000'
version: '2.1'
inputs:
  - id: raw
    axes:
      - {type: batch}
      - {type: channel, channel_names: [nuclei]}
      - {type: space, id: y, size: {min: 64, step: 16}}
      - {type: space, id: x, size: {min: 64, step: 16}}
    data: {type: float32}
    test_tensor: {source: test_input.npy, sha256: ${'1'.repeat(64)}}
  - {id: hints, optional: true, axes: [{type: batch}], data: {type: float32}}
outputs:
  - {id: mask, axes: [{type: batch}], data: {type: float32}}
weights:
  pytorch_state_dict:
    source: weights.pt
    architecture: {callable: UNet2d, source: unet.py, kwargs: {depth: 4}}
    pytorch_version: 2.3.1
  onnx: {source: weights.onnx, opset_version: 17, parent: pytorch_state_dict}
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

/** What the Hub answers of a dataset. */
export function hubDataset(over: object = {}) {
  return {
    _id: '64b000000000000000000002',
    id: 'lab/leaves',
    author: 'lab',
    sha: 'fedcba9876543210fedcba9876543210fedcba98',
    lastModified: '2025-03-04T05:06:07.000Z',
    createdAt: '2024-02-03T04:05:06.000Z',
    private: false,
    disabled: false,
    gated: 'auto',
    description:
      '\n\t\n\t\tLeaves of forty species\n\t\n\nPressed and scanned.',
    tags: [
      ...['task_categories:image-classification', 'language:en'],
      ...['license:cc-by-4.0', 'size_categories:10K<n<100K', 'format:parquet'],
      ...[
        'modality:image',
        'modality:text',
        'library:datasets',
        'arxiv:2101.2',
      ],
      ...['doi:10.57967/hf/0001', 'region:us', 'botany'],
    ],
    cardData: { license: 'cc-by-4.0', pretty_name: 'Leaves' },
    ...over,
  };
}

const askedOfAll = [
  ...['author', 'cardData', 'createdAt', 'disabled', 'gated'],
  ...['lastModified', 'private', 'sha', 'tags'],
];

/** A list of an organisation, as the Hub is asked for it. */
const listAs = (path: string, own: string[]) => (by: string) =>
  `/api/${path}?${by}&limit=100${[...askedOfAll, ...own]
    .map(key => `&expand%5B%5D=${key}`)
    .join('')}`;

export const hubList = listAs('models', ['library_name', 'pipeline_tag']);
export const hubDatasetList = listAs('datasets', ['description']);
