import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkAsset, migrateAsset } from '..';

const v1 = `# From before.
title: Old one
summary: From before. # short
description:
  - First line
  - Second line
date_creation: '2019-01-01'
keywords: [tensorflow, trainable, computer vision, vo.x]
license: Apache-2.0
sources:
  dockerfile_repo: https://example.org/d
  docker_registry_repo: example/old
  code: https://example.org/c # the code
  pre_trained_weights: https://example.org/w
dataset_url: https://example.org/data
cite_url: https://doi.org/10.1234/x
tosca:
  - title: t
    url: u
    inputs: [rclone_user]
`;

describe('migrating a metadata file', () => {
  it('makes the newest version of version 1, with its comments', () => {
    const { content, from, check, notes } = migrateAsset(v1);
    expect(from).toBe('1.0.0');
    expect(check).toMatchObject({ valid: true, format: '2.3.0', problems: [] });
    expect(parse(content)).toEqual({
      metadata_version: '2.3.0',
      title: 'Old one',
      summary: 'From before.',
      description: 'First line\nSecond line',
      dates: { created: '2019-01-01', updated: '2019-01-01' },
      tags: ['tensorflow', 'trainable', 'computer vision', 'vo.x'],
      license: 'Apache-2.0',
      links: {
        docker_image: 'example/old',
        source_code: 'https://example.org/c',
        weights: 'https://example.org/w',
        dataset: 'https://example.org/data',
        citation: 'https://doi.org/10.1234/x',
      },
      libraries: ['TensorFlow'],
      tasks: ['Computer Vision'],
      categories: ['AI4 trainable'],
    });
    expect(content).toContain('# From before.\n');
    expect(content).toContain('# short\n');
    expect(content).toContain('# the code\n');
    // What was made up, and what has no place any more.
    expect(notes.join('\n')).toMatch(/dates\.updated/);
    expect(notes.join('\n')).toMatch(
      /dockerfile_repo.*https:\/\/example\.org\/d/,
    );
    expect(notes.join('\n')).toMatch(/tosca/);
  });

  it('says the same of it in our own shape as before', () => {
    const before = checkAsset(v1).spec!;
    const after = checkAsset(migrateAsset(v1).content).spec!;
    expect(after).toEqual({ ...before, updatedAt: '2019-01-01' });
  });

  it('makes YAML of the JSON that version 1 once was', () => {
    const { content, check } = migrateAsset(JSON.stringify(parse(v1)));
    expect(check.valid).toBe(true);
    expect(content).toMatch(/^metadata_version: 2\.3\.0\ntitle: Old one\n/);
  });

  it.each(['2.0.0', '2.1.0', '2.2.0', '2.3.0'])(
    'changes nothing but the version of a file of version %s',
    version => {
      const file = `metadata_version: ${version}
title: "A"   # its name
summary: S
description: D
links: {source_code: https://example.org}
libraries: [Other]
tasks: [Other]
categories: [AI4 tools]
tags: []
`;
      expect(migrateAsset(file)).toMatchObject({
        from: version,
        content: file.replace(version, '2.3.0'),
        check: { valid: true },
      });
    },
  );

  it('leaves to a person what nobody else can know', () => {
    const { content, check } = migrateAsset(
      'title: A\nsummary: S\ndate_creation: 2020-01-01\nkeywords: [x]\n',
    );
    expect(check.valid).toBe(false);
    expect(check.problems.map(({ pointer }) => pointer)).toEqual([
      ...['/description', '/links', '/libraries', '/tasks', '/categories'],
    ]);
    expect(content).toContain('tags: [x]');
  });

  it('takes over keys of version 1 that stayed in a file of version 2', () => {
    const { content, check } = migrateAsset(`metadata_version: 2.0.0
title: A
summary: S
description: D
links: { source_code: https://example.org }
dataset_url: https://example.org/data
cite_url: https://example.org/cite
libraries: [Other]
tasks: [Other]
categories: [AI4 tools]
keywords: [a, b]
tags: [b]
`);
    expect(check).toMatchObject({ valid: true, problems: [] });
    expect(parse(content)).toMatchObject({
      tags: ['b', 'a'],
      links: {
        source_code: 'https://example.org',
        dataset: 'https://example.org/data',
        citation: 'https://example.org/cite',
      },
    });
  });

  it.each(['links: []', 'links: &l { self: https://d.org }', 'links: none'])(
    'loses no address where there is no putting it: %s',
    links => {
      const { content, notes } = migrateAsset(`title: A
dataset_url: https://d.org/x
cite_url: https://d.org/y
${links}
`);
      expect(parse(content)).toMatchObject({
        dataset_url: 'https://d.org/x',
        cite_url: 'https://d.org/y',
      });
      expect(notes.join('\n')).toMatch(/'dataset_url' stays where it is/);
      expect(notes.join('\n')).toMatch(/'cite_url' stays where it is/);
    },
  );

  it('loses no keyword and no date where there is no putting it', () => {
    const { content, notes } = migrateAsset(
      'title: A\nkeywords: [x]\ntags: &t [y]\nlinks: {}\ndate_creation: &d 2019-01-01\n',
    );
    expect(parse(content)).toMatchObject({
      keywords: ['x'],
      date_creation: '2019-01-01',
    });
    expect(notes).toHaveLength(2);
  });

  it('leaves what others refer to, and reads on', () => {
    const { content } = migrateAsset(
      'title: A\nsources:\n  dockerfile_repo: &d https://d.org\n  code: *d\n',
    );
    expect(content).toContain('&d https://d.org');
    expect(parse(content).links.source_code).toBe('https://d.org');
  });

  it('keeps each line of a description, as it is written', () => {
    const { content, notes } = migrateAsset(
      'title: A\ndate_creation: 2019-01-01\ndescription:\n  - 1.10\n  - One # one\n  - 7 # seven\n',
    );
    expect(parse(content).description).toBe('1.10\nOne\n7');
    expect(notes).toContain("The comment '# one' is left out");
    const lines = 'description:\n  - Good\n  - 2020 was: good\n';
    const left = migrateAsset(`title: A\ndate_creation: 2019-01-01\n${lines}`);
    expect(left.content).toContain(lines);
    expect(left.check.problems.map(({ pointer }) => pointer)).toContain(
      '/description',
    );
  });

  it('says which comments have no place any more', () => {
    const { content, notes } = migrateAsset(
      "{ title: 'A # 1', # its name\n  date_creation: 2019-01-01 }\n",
    );
    expect(parse(content).title).toBe('A # 1');
    expect(notes).toContain("The comment '# its name' is left out");
    expect(notes.join('\n')).not.toContain('# 1');
    const moved = migrateAsset('title: A\ncite_url: https://d.org # ours\n');
    expect(moved.notes).toEqual(["The comment '# ours' is left out"]);
  });

  it('makes no problems of keys that say nothing', () => {
    const { content } = migrateAsset(
      'title: A\nkeywords:\ndate_creation:\ndataset_url:\ncite_url: ""\nsources:\n  code:\n  docker_registry_repo: a/b\n',
    );
    expect(parse(content)).toEqual({
      metadata_version: '2.3.0',
      title: 'A',
      tags: [],
      links: { docker_image: 'a/b' },
    });
  });

  it('leaves our own files and what cannot be read as they are', () => {
    const own = 'apiVersion: astrolabe.dev/v1alpha1\nkind: AiTool\nspec: {}\n';
    for (const content of [own, '', '\t@@{{', '- a\n', '7']) {
      expect(migrateAsset(content).content).toBe(content);
    }
  });
});
