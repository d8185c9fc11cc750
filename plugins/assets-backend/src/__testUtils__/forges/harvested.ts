/** What a project says beside its metadata; one of it is broken. */
export const harvested = {
  'CITATION.cff': `cff-version: 1.2.0
message: Cite it.
title: Leaves
authors:
  - given-names: Ada
    family-names: Lovelace
    orcid: https://orcid.org/0000-0002-1825-0097
    affiliation: Plankton lab
version: 1.10
license: MIT
preferred-citation:
  type: article
  title: On leaves
  authors: [{ name: The lab }]
  year: 2025
  doi: 10.1234/leaves
references:
  - { type: book, title: Older leaves, authors: [{ name: A }] }
`,
  'codemeta.json': '{ "@type": "SoftwareSourceCode", ',
  'pyproject.toml': `[project]
name = "leaves"
version = "0.9"
authors = [{ name = "Somebody else", email = "else@example.org" }]
dependencies = ["numpy==2.3.1", "torch>=2,<3; python_version > '3'", "x @ https://example.org/x.zip"]
`,
};
