/** Their names of algorithms. */
export const algorithms = {
  md5: 'MD5',
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha512: 'SHA-512',
};

/** What an external reference is, where its type says less: in its comment. */
export const linkTitles = {
  doi: 'DOI',
  'links.self': 'Metadata',
  'links.dockerImage': 'Container image',
  'links.zenodoDoi': 'Archive',
  'links.dataset': 'Data',
  'links.weights': 'Weights',
  'links.citation': 'Publication',
  'links.sourceCode': 'Source code',
  'links.documentation': 'Documentation',
  'links.build': 'Builds',
  'distribution.source': 'Source',
  'distribution.licenseUrl': 'Licence',
};
