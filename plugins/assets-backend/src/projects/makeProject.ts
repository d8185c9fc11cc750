import type { Project, ProjectFile } from '@astrolabe/plugin-assets-common';
import {
  renderTree,
  type FormValues,
} from '@astrolabe/plugin-workloads-common';
import { writeDocument } from './documents';
import { imageBeside } from './imageBeside';
import { readAuthor } from './readAuthor';
import type { Choice, PlainFiles, ProjectTemplate } from './types';

/** Fields that have a meaning beside their place in documents; a template asks what it needs. */
interface Asked {
  module: { name: string };
  people?: { authors?: string[]; owner?: string };
  code?: { python?: string };
}

/**
 * The files of a project. What a person typed is data in them: it gets into
 * files that are written from data, and into no other. Into those that are there
 * as they are (`skeleton`) come names alone, which `form.module.name` restricts.
 *
 * @param values - checked before
 */
export function makeProject(
  template: ProjectTemplate,
  values: FormValues,
  now: Date,
): Project {
  const { module, people = {}, code = {} } = values as unknown as Asked;
  const { name } = module;
  const packageName = name.replaceAll('-', '_');
  const chosen = chosenOf(template, values);
  const authors = (people.authors ?? []).map(readAuthor);
  const sourceUrl = `${people.owner}/${name}`;
  const image = imageBeside(sourceUrl);
  const project = {
    name,
    module: packageName,
    today: now.toISOString().slice(0, 10),
    year: String(now.getUTCFullYear()),
    sourceUrl,
    links: {
      ...{ source_code: sourceUrl, documentation: `${sourceUrl}#readme` },
      ...(image && { docker_image: image }),
    },
    entryPoint: { [name]: `${packageName}.api` },
    holders: authors.map(author => author.name).join(', '),
    authorNames: authors.map(author => author.name),
    authors: authors.map(({ orcid: _, ...author }) => author),
    citedAuthors: authors.map(({ orcid, ...author }) => ({
      ...author,
      ...(orcid && { orcid: `https://orcid.org/${orcid}` }),
    })),
  };
  const context = {
    form: values,
    template: template.values,
    project,
    chosen: Object.fromEntries(chosen.map(({ kind, entry }) => [kind, entry])),
  };
  const documents = Object.entries(template.documents).flatMap(
    ([path, tree]) => {
      const content = renderDocument(tree, context);
      // What depends on what was not filled in is left out.
      if (content === undefined) return [];
      return [{ path, text: writeDocument(path, content) }];
    },
  );
  const names = namesOf({
    ...{ name, packageName, python: code.python ?? '' },
    words: Object.assign({}, ...chosen.map(({ entry }) => entry.words)),
  });
  const added = chosen.map(
    ({ kind, entry }) => template.added[`${kind}/${entry.id}`] ?? {},
  );
  const plain: PlainFiles = Object.assign({}, template.skeleton, ...added);
  return {
    name,
    files: [
      ...documents,
      ...Object.entries(plain).map(([path, { text, encoding }]) => ({
        path: names(path),
        ...(encoding ? { text, encoding } : { text: names(text) }),
      })),
    ].sort(byPath),
  };
}

/** What was chosen of each kind, as it is beside the other choices, and in which field. */
export function chosenOf({ choices }: ProjectTemplate, values: FormValues) {
  const chosen = choices.flatMap(({ path, kind, entries }) => {
    const [group, field] = path.split('.');
    const entry = entries.find(({ id }) => id === values[group]?.[field]);
    return entry ? [{ path, kind, entry }] : [];
  });
  const all = chosen.map(({ kind, entry }) => `${kind}/${entry.id}`);
  return chosen.map(({ path, kind, entry }) => {
    const others = all.map(other => entry.with?.[other]);
    const words = [entry, ...others].map(each => each?.words);
    const together = { words: Object.assign({}, ...words) };
    const found = Object.assign({}, entry, ...others, together) as Choice;
    return { path, kind, entry: found };
  });
}

/** Puts the names where the skeleton has its own, and what choices have for words of it. */
function namesOf(of: {
  name: string;
  packageName: string;
  python: string;
  words: Record<string, string>;
}) {
  const replaced = (names: Record<string, string>) => {
    // The longest first: one may begin another.
    const known = Object.keys(names).sort((a, b) => b.length - a.length);
    const words = new RegExp(
      known.map(name => name.replace(/\W/g, '\\$&')).join('|'),
      'g',
    );
    return (text: string) => text.replace(words, word => names[word]);
  };
  const own = {
    'project-name': of.name,
    module_name: of.packageName,
    PYTHON_VERSION: of.python,
  };
  const words = Object.entries(of.words).map(([word, text]) => [
    word,
    replaced(own)(text),
  ]);
  return replaced({ ...own, ...Object.fromEntries(words) });
}

/** With values in place of expressions, but for what stands below `$asIs`: that is for others. */
function renderDocument(tree: unknown, context: object): unknown {
  const kept: unknown[] = [];
  const marked = JSON.parse(JSON.stringify(tree), (_key, node) => {
    if (typeof node?.$asIs === 'undefined') return node;
    kept.push(node.$asIs);
    return `\${{ kept.${kept.length - 1} }}`;
  });
  return spliced(renderTree(marked, { ...context, kept }));
}

/** A list in a list is part of it: `[a, ${{ list }}]`. */
function spliced(node: unknown): unknown {
  if (Array.isArray(node)) return node.flat().map(spliced);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, child]) => [key, spliced(child)]),
  );
}

function byPath(a: ProjectFile, b: ProjectFile): number {
  return a.path < b.path ? -1 : 1;
}
