import { dependencyOf } from '../dependencies';
import type { FileReader } from '../types';

/** A project of Python of before pyproject.toml. */
export const setupCfg: FileReader = {
  path: 'setup.cfg',
  read(text) {
    const { metadata, options } = sectionsIn(text);
    if (!metadata) return {};
    const author = metadata.get('author') ?? '';
    return {
      version: plain(metadata.get('version')),
      license: plain(metadata.get('license')),
      authors: author.split(/,|\band\b|\n/).flatMap(each => each.trim() || []),
      dependencies: (options?.get('install_requires') ?? '')
        .split('\n')
        .flatMap(line => dependencyOf(line) ?? []),
      languages: [{ name: 'Python' }],
    };
  },
};

/** `attr: package.__version__` says where it stands, and not what it is. */
function plain(value: string | undefined): string | undefined {
  return value && !/^(attr|file):|\n/.test(value) && value.length <= 100
    ? value
    : undefined;
}

type Section = Map<string, string>;

/** As configparser reads it: lines that are set in go on with what is above them. */
function sectionsIn(text: string): { [name: string]: Section | undefined } {
  const sections = new Map<string, Section>();
  let section: Section = new Map();
  let key = '';
  for (const line of text.split(/\r?\n/)) {
    const header = /^\[([^\]]+)\]/.exec(line);
    const sign = line.search(/[=:]/);
    const isEntry = sign > 0 && !/^[\s#;]/.test(line);
    if (/^\s*([#;].*)?$/.test(line)) continue;
    if (header) {
      section = new Map();
      sections.set(header[1], section);
      key = '';
    } else if (isEntry) {
      key = line.slice(0, sign).trim().toLowerCase();
      section.set(key, line.slice(sign + 1).trim());
    } else if (key) {
      section.set(key, `${section.get(key)}\n${line.trim()}`.trim());
    }
  }
  return Object.fromEntries(sections);
}
