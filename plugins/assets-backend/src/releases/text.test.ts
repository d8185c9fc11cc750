import { createMockDirectory } from '@backstage/backend-test-utils';
import { zipSync } from 'fflate';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { creatorsOf, depositMetadata } from './archives/depositMetadata';
import { hasSection, sectionOf, unreleasedOf, withSection } from './changelog';
import { isZip } from './steps/files';
import { assertPythonVersion, assertVersion } from './versions';
import {
  versionIn,
  withCitation,
  withRelease,
  withVersion,
} from './versionFiles';

const date = '2026-11-29';
const doi = '10.5281/zenodo.42';

describe('the version of a release', () => {
  it.each(['1.0.0', '1.0.0-rc.1', '0.1.0-beta', '1.2.3-alpha.4'])(
    'may be %s',
    version => {
      assertVersion(version);
      assertPythonVersion(version);
    },
  );

  it.each([
    ['1.0', 'no semantic version'],
    ['v1.0.0', 'no semantic version'],
    ['1.0.0-01', 'no semantic version'],
    ['1.0.0+build', 'no semantic version'],
    ['99999999999999999999.0.0', 'no semantic version'],
    ['1.0.0-x.lock', 'Git gives no tag such a name'],
  ])('cannot be %s, since %s', (version, why) => {
    expect(() => assertVersion(version)).toThrow(why);
  });

  it.each(['1.0.0-beta.hotfix', '1.0.0-1', '1.0.0-next.1', '1.0.0-dev.1'])(
    'cannot be %s where it is that of a Python package',
    version => {
      assertVersion(version);
      expect(() => assertPythonVersion(version)).toThrow('pre-release');
    },
  );
});

describe('the changelog of a release', () => {
  it('shows what commits say as it was written, and merges not at all', () => {
    const section = sectionOf({
      messages: [
        'Mend <script>alert(1)</script> [here](javascript:x)\n\nBody',
        "Merge branch 'x'",
        '# not a heading, *nor* `code`',
      ],
      notes: '## Big news\n\nIt *counts*.',
    });
    expect(section).toBe(
      [
        '### Big news\n\nIt _counts_.\n',
        '- Mend \\<script>alert(1)\\</script> \\[here]\\(javascript:x)',
        '- \\# not a heading, \\*nor\\* \\`code\\`',
      ].join('\n'),
    );
    const open = sectionOf({
      messages: ['Mend it'],
      notes: 'So:\n\n```\na = 1',
    });
    expect(open).toBe('So:\n\n```\na = 1\n```\n\n- Mend it');
    expect(sectionOf({ messages: [] })).toBe('No changes are noted.');
  });

  it('takes over what its authors have collected, and leaves the rest alone', () => {
    const before = `# Changes of mine

An introduction.

## [Unreleased]

### Added

- Leaves

## [1.0.0] - 2025-01-01

- All
`;
    const unreleased = unreleasedOf(before);
    const section = sectionOf({ unreleased, messages: ['Add leaves'] });
    expect(section).toBe('### Added\n\n- Leaves');
    const after = withSection(before, { version: '1.1.0', date, section });
    expect(after).toBe(`# Changes of mine

An introduction.

## [Unreleased]

## 1.1.0 - 2026-11-29

### Added

- Leaves

## [1.0.0] - 2025-01-01

- All
`);
    expect(hasSection(after, '1.1.0')).toBe(true);
    expect(hasSection(after, '1.0.0')).toBe(true);
    expect(hasSection(after, '1.1')).toBe(false);
  });

  it('begins the file where there is none, and stands before other versions', () => {
    const first = { version: '0.1.0', date, section: '- First' };
    const begun = withSection(undefined, first);
    expect(begun).toBe('# Changelog\n\n## 0.1.0 - 2026-11-29\n\n- First\n');
    const next = { version: '0.2.0', date, section: '- Next' };
    expect(withSection(begun, next)).toBe(
      '# Changelog\n\n## 0.2.0 - 2026-11-29\n\n- Next\n\n## 0.1.0 - 2026-11-29\n\n- First\n',
    );
  });
});

describe('the files that say a version', () => {
  it('change in that alone', () => {
    const before = `# mine
[tool.other]
version = "9"
[project] # here
name = "leaf"
version = '1.0.0'  # a comment
dependencies = [
  "x==1.0.0",
]
[project.urls]
version = "no"
`;
    const after = withVersion(before, { version: '1.1.0', date });
    expect(after).toBe(before.replace("'1.0.0'  #", '"1.1.0"  #'));
    expect(versionIn(after)).toBe('1.1.0');
    expect(parseToml(after)).toMatchObject({ project: { version: '1.1.0' } });
    const dynamic = '[project]\ndynamic = ["version"]\n';
    expect(withVersion(dynamic, { version: '1.1.0', date })).toBe(dynamic);
    expect(versionIn(dynamic)).toBeUndefined();
  });

  it('are told the DOI, and keep that of an article, and what was written beside', () => {
    const before = `title: Leaf # the title
doi: 10.1000/article
dates:
  created: '2025-01-01'
  updated: '2025-01-01'
links: # all
  source_code: https://forge.example/leaf
`;
    const after = withRelease(before, { version: '1.1.0', date, doi });
    expect(after).toContain('title: Leaf # the title');
    expect(after).toContain('links: # all');
    expect(parse(after)).toEqual({
      ...{ title: 'Leaf', doi: '10.1000/article' },
      dates: { created: '2025-01-01', updated: date },
      links: {
        source_code: 'https://forge.example/leaf',
        zenodo_doi: `https://doi.org/${doi}`,
      },
    });
    const next = { version: '1.2.0', date, doi: '10.5281/zenodo.43' };
    const own = parse(after.replace('10.1000/article', doi));
    expect(own.doi).toBe(doi);
    expect(
      parse(
        withRelease(after.replace('10.1000/article', doi), {
          ...{ ...next, doiBefore: doi },
        }),
      ).doi,
    ).toBe(next.doi);
    const cited = withCitation('cff-version: 1.2.0\nversion: 1.0.0\n', next);
    expect(parse(cited)).toEqual({
      ...{ 'cff-version': '1.2.0', version: '1.2.0' },
      ...{ 'date-released': date, doi: next.doi },
    });
  });
});

describe('what an archive is told', () => {
  it('names who has made it, as archives want it', () => {
    const creators = creatorsOf(`authors:
  - given-names: Ada
    family-names: Lovelace
    name-particle: of
    affiliation: Analytical Society
    orcid: https://orcid.org/0000-0002-1825-0097
  - name: The Leaf Team
  - alias: nobody
  - 7
`);
    expect(creators).toEqual([
      {
        ...{ name: 'of Lovelace, Ada', orcid: '0000-0002-1825-0097' },
        affiliation: 'Analytical Society',
      },
      { name: 'The Leaf Team' },
    ]);
    expect(creatorsOf('authors: [')).toEqual([]);
    expect(creatorsOf(undefined)).toEqual([]);
  });

  it('shows a description as it was written', () => {
    const { description, license, keywords } = depositMetadata({
      metadata: `title: Leaf
description: "Counts <b>leaves</b> & more.\\n\\nTwice."
license: Apache-2.0
tags: [plants]
tasks: [Computer Vision]
`,
      ...{ creators: [], version: '1.0.0', repository: 'https://x' },
    });
    expect(description).toBe(
      '<p>Counts &lt;b&gt;leaves&lt;/b&gt; &amp; more.</p><p>Twice.</p>',
    );
    expect(license).toBe('apache-2.0');
    expect(keywords).toEqual(['Computer Vision', 'plants']);
  });
});

describe('what a forge gives as the files of a tag', () => {
  const folder = createMockDirectory();

  it('is a zip file, and no page that asks one to sign in', async () => {
    const zip = Buffer.from(zipSync({ 'README.md': Buffer.from('# Leaves') }));
    folder.setContent({
      whole: zip,
      cut: zip.subarray(0, 40),
      page: '<!doctype html><title>Sign in</title>',
      empty: '',
    });
    const are = ['whole', 'cut', 'page', 'empty'].map(async name => [
      name,
      await isZip(folder.resolve(name)),
    ]);
    expect(Object.fromEntries(await Promise.all(are))).toEqual({
      ...{ whole: true, cut: false, page: false, empty: false },
    });
  });
});
