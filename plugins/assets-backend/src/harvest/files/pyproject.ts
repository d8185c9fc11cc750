import { parse } from 'smol-toml';
import { dependencyOf } from '../dependencies';
import { listOf, mapOf, wordsOf } from '../values';
import type { Facts, FileReader } from '../types';

/** A project of Python, as PEP 621 has it, or as Poetry did before. */
export const pyproject: FileReader = {
  path: 'pyproject.toml',
  read(text) {
    const document = parse(text);
    const project = mapOf(document.project);
    const poetry = mapOf(mapOf(document.tool).poetry);
    return {
      ...said(poetry, ofPoetry(poetry)),
      ...said(project, ofProject(project)),
      languages: [{ name: 'Python' }],
    };
  },
};

/** What is not said is left to others. */
function said(table: Record<string, unknown>, facts: Facts): Facts {
  if (Object.keys(table).length === 0) return {};
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) =>
        value !== undefined && !(Array.isArray(value) && value.length === 0),
    ),
  );
}

function ofProject(project: Record<string, unknown>): Facts {
  return {
    version: wordsOf(project.version),
    // A text of a whole licence is no name of one.
    license: shortly(wordsOf(project.license)) ?? licenceText(project.license),
    authors: listOf(project.authors).flatMap(
      each => wordsOf(mapOf(each).name) ?? [],
    ),
    dependencies: listOf(project.dependencies).flatMap(
      each => dependencyOf(wordsOf(each) ?? '') ?? [],
    ),
    links: { documentation: documentationIn(project.urls) },
  };
}

function licenceText(license: unknown): string | undefined {
  return shortly(wordsOf(mapOf(license).text));
}

function ofPoetry(poetry: Record<string, unknown>): Facts {
  return {
    version: wordsOf(poetry.version),
    license: shortly(wordsOf(poetry.license)),
    authors: listOf(poetry.authors).flatMap(each => {
      // `Ada Lovelace <ada@example.org>`: where to write to is nobody else's.
      const name = wordsOf(each)?.split('<', 1)[0].trim();
      return name ? [name] : [];
    }),
    dependencies: Object.entries(mapOf(poetry.dependencies)).flatMap(
      ([name, value]) => {
        const version = wordsOf(value) ?? wordsOf(mapOf(value).version);
        return name === 'python' ? [] : [{ name, ...(version && { version }) }];
      },
    ),
    links: { documentation: wordsOf(poetry.documentation) },
  };
}

function documentationIn(urls: unknown): string | undefined {
  const found = Object.entries(mapOf(urls)).find(([label]) =>
    /^(doc|docs|documentation)$/i.test(label),
  );
  return found && wordsOf(found[1]);
}

function shortly(license: string | undefined): string | undefined {
  const isName = license && license.length <= 100 && !license.includes('\n');
  return isName ? license : undefined;
}
