import { isUtf8 } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { vocabulary } from '@astrolabe/plugin-assets-common';
import type { FormField, FormSchema } from '@astrolabe/plugin-workloads-common';
import { parse } from 'yaml';
import type { Choice, PlainFiles, ProjectTemplate } from './types';

/** What Backstage's scaffolder reads, and the keys that are ours. */
interface TemplateFile {
  metadata: { name: string; title: string; description: string };
  spec: {
    type: string;
    /** Another folder that extends none, whose files, questions and values this one has, too. */
    extends?: string;
    translations?: ProjectTemplate['translations'];
    /** The file of `taken/` with names that no project may have. Default: `python`. */
    taken?: string;
    /** What else its files are checked by: one of `checks/`. */
    check?: string;
    /** What documents may say by `template.<key>`. */
    values?: object;
    parameters: FormSchema;
  };
}

type Choices = Record<string, Choice[]>;

/**
 * The folders below some, such as `templates/`, whose `spec.type` is `project`.
 *
 * @throws Error when a file there is not as it should be
 */
export function readTemplates(roots: readonly string[]): ProjectTemplate[] {
  const templates = roots.flatMap(readRoot);
  const ids = templates.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice) throw new Error(`There are two templates '${twice}'`);
  return templates;
}

function readRoot(root: string): ProjectTemplate[] {
  if (!existsSync(root)) return [];
  const choices = readChoices(path.join(root, 'choices.yaml'));
  return readdirSync(root)
    .filter(name => existsSync(path.join(root, name, 'template.yaml')))
    .map(name => ({ name, file: readTemplateFile(root, name) }))
    .filter(({ file }) => file.spec.type === 'project')
    .sort((a, b) => (place(a) < place(b) ? -1 : 1))
    .map(({ name, file }) => readTemplate({ root, name, file, choices }));
}

/** What extends another one comes after it. */
function place({ name, file }: { name: string; file: TemplateFile }): string {
  const { extends: base } = file.spec;
  return base ? `${base}/${name}` : name;
}

function readTemplateFile(root: string, name: string): TemplateFile {
  return parse(readFileSync(path.join(root, name, 'template.yaml'), 'utf8'));
}

function readTemplate(options: {
  root: string;
  name: string;
  file: TemplateFile;
  choices: Choices;
}): ProjectTemplate {
  const { root, name, file, choices } = options;
  const { metadata, spec } = file;
  const folder = path.join(root, name);
  const other = spec.extends && readTemplateFile(root, spec.extends).spec;
  if (other && other.extends) {
    throw new Error(
      `'${name}' extends '${spec.extends}', which extends another`,
    );
  }
  const base = spec.extends
    ? filesOf(path.join(root, spec.extends))
    : { documents: {}, skeleton: {}, added: {} };
  const own = filesOf(folder);
  const kinds = new Set([
    ...Object.keys(base.added),
    ...Object.keys(own.added),
  ]);
  return {
    id: metadata.name,
    title: metadata.title,
    description: metadata.description,
    translations: spec.translations ?? {},
    values: { ...(other && other.values), ...spec.values },
    ...offer(joined(other && other.parameters, spec.parameters), choices),
    documents: { ...base.documents, ...own.documents },
    skeleton: { ...base.skeleton, ...own.skeleton },
    added: Object.fromEntries(
      [...kinds].map(kind => [
        kind,
        { ...base.added[kind], ...own.added[kind] },
      ]),
    ),
    check: spec.check,
    taken: readTaken(root, spec.taken),
  };
}

function filesOf(folder: string): {
  documents: Record<string, unknown>;
  skeleton: PlainFiles;
  added: Record<string, PlainFiles>;
} {
  const documents = Object.entries(plainFiles(path.join(folder, 'documents')));
  const adding = path.join(folder, 'added');
  const kinds = existsSync(adding) ? readdirSync(adding) : [];
  return {
    documents: Object.fromEntries(
      documents.map(([name, { text }]) => [
        name.replace(/\.yaml$/, ''),
        parse(text),
      ]),
    ),
    skeleton: plainFiles(path.join(folder, 'skeleton')),
    added: Object.fromEntries(
      kinds.flatMap(kind =>
        readdirSync(path.join(adding, kind)).map(id => [
          `${kind}/${id}`,
          plainFiles(path.join(adding, kind, id)),
        ]),
      ),
    ),
  };
}

/** Each file below a folder, by its path with `/`. */
function plainFiles(folder: string): PlainFiles {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter(entry => entry.isFile())
      .map(entry => {
        const file = path.join(entry.parentPath, entry.name);
        const name = path.relative(folder, file).split(path.sep).join('/');
        return [name, contentOf(readFileSync(file))] as const;
      })
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** As text, where it is one. */
function contentOf(bytes: Buffer): PlainFiles[string] {
  return isUtf8(bytes)
    ? { text: bytes.toString('utf8') }
    : { text: bytes.toString('base64'), encoding: 'base64' };
}

function readChoices(file: string): Choices {
  const words = (terms: readonly string[]): Choice[] =>
    terms.map(term => ({ id: term, title: term }));
  return {
    // The words that metadata have to be of.
    tasks: words(vocabulary.tasks),
    dataTypes: words(vocabulary.dataTypes),
    ...(existsSync(file) && parse(readFileSync(file, 'utf8'))),
  };
}

/** A form with the groups of another one before its own. */
function joined(
  base: FormSchema | undefined | '',
  own: FormSchema,
): FormSchema {
  if (!base) return own;
  return {
    ...own,
    required: [...(base.required ?? []), ...(own.required ?? [])],
    properties: { ...base.properties, ...own.properties },
  };
}

/** The form with the choices of each `x-choices` in it, and which field has which. */
function offer(
  form: FormSchema,
  choices: Choices,
): Pick<ProjectTemplate, 'form' | 'choices'> {
  const offered: ProjectTemplate['choices'] = [];
  const fill = (field: FormField, at: string): FormField => {
    const items = field.items as FormField | undefined;
    const kind = field['x-choices'] as string | undefined;
    if (!kind) return items ? { ...field, items: fill(items, at) } : field;
    const entries = choices[kind];
    if (!entries) throw new Error(`There are no choices '${kind}' for ${at}`);
    offered.push({ path: at, kind, entries });
    return {
      ...field,
      enum: entries.map(({ id }) => id),
      'x-titles': Object.fromEntries(entries.map(e => [e.id, e.title])),
      'x-es': {
        ...(field['x-es'] as object | undefined),
        ...spanishTitles(entries),
      },
    };
  };
  const properties = Object.entries(form.properties).map(([group, schema]) => [
    group,
    {
      ...schema,
      properties: Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, field]) => [
          name,
          fill(field, `${group}.${name}`),
        ]),
      ),
    },
  ]);
  return {
    form: { ...form, properties: Object.fromEntries(properties) },
    choices: offered,
  };
}

/** What is shown of choices in Spanish, where one of them is called differently there. */
function spanishTitles(entries: Choice[]): object {
  if (!entries.some(entry => entry['x-es'])) return {};
  return {
    'x-titles': Object.fromEntries(
      entries.map(e => [e.id, e['x-es'] ?? e.title]),
    ),
  };
}

function readTaken(
  root: string,
  by: string = 'python',
): ProjectTemplate['taken'] {
  const names = linesOf(path.join(root, 'taken', `${by}.txt`));
  return { names: new Set(names), by };
}

function linesOf(file: string): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '' && !line.startsWith('#'));
}
