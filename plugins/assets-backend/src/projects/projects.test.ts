/* eslint-disable no-restricted-syntax -- colours of a community */
import path from 'node:path';
import {
  validateFormValues,
  type FormValues,
} from '@astrolabe/plugin-workloads-common';
import {
  checkAsset,
  completeness,
  formatOf,
  type Project,
} from '@astrolabe/plugin-assets-common';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { parse as parseToml } from 'smol-toml';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { usual } from './__testUtils__/usual';
import { makeProject } from './makeProject';
import { readTemplates } from './readTemplates';
import type { ProjectTemplate } from './types';

const templates = readTemplates([
  path.resolve(__dirname, '../../../../templates'),
]);
const now = new Date('2026-11-29T12:00:00Z');

/** What a tool or a community is asked, and a module is not. */
const further: FormValues = {
  looks: {
    ...{ accent: '#00696b', font: 'serif' },
    logo: '<svg xmlns="http://www.w3.org/2000/svg"/>',
  },
  people: { contact: 'help@example.org', terms: 'Be kind.' },
  code: {
    packages: ['streamlit==1.51.0'],
    program: 'streamlit',
    arguments: ['run', 'app: "x"'],
    hostOption: '--server.address',
    portOption: '--server.port',
  },
};

/** Those values that a template asks for. */
function asked({ form }: ProjectTemplate, values: FormValues): FormValues {
  const groups = Object.entries(form.properties).map(
    ([group, { properties = {} }]) => {
      const known = { ...further[group], ...values[group] };
      const fields = Object.keys(properties).filter(name => name in known);
      return [group, Object.fromEntries(fields.map(f => [f, known[f]]))];
    },
  );
  return Object.fromEntries(groups);
}

/** How files are read by those that they are for. */
const readers: Record<string, (text: string) => unknown> = {
  ...{ yml: parseYaml, yaml: parseYaml, cff: parseYaml },
  ...{ toml: parseToml, json: JSON.parse, ipynb: JSON.parse },
};

/** Files that say to the catalogue what a project is. */
const METADATA = ['ai4-metadata.yml', 'tool.yaml'];

/** What each file has to say of that which was typed. */
const said: Record<string, ('title' | 'summary' | 'description' | 'tag')[]> = {
  'ai4-metadata.yml': ['title', 'summary', 'description', 'tag'],
  'tool.yaml': ['title', 'summary'],
  'CITATION.cff': ['title', 'summary'],
  'mkdocs.yml': ['title', 'summary'],
  'pyproject.toml': ['summary'],
  'package.json': ['summary'],
  'src/words.json': ['title', 'summary'],
  'community.yaml': ['title', 'summary', 'description'],
};

function textsIn(node: unknown): unknown[] {
  return typeof node === 'object' && node !== null
    ? Object.values(node).flatMap(textsIn)
    : [node];
}

const fileOf = (project: Project, name: string): string => {
  const found = project.files.find(({ path: at }) => at === name);
  if (!found) throw new Error(`${name} is missing`);
  return found.text;
};

/** No control characters, and something to see. */
const isLine = (text: string) =>
  /\S/.test(text) && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text);

/** Every combination of what the fields with choices offer, one field changed at a time. */
function variants(template: ProjectTemplate): FormValues[] {
  return template.choices.flatMap(({ path: at, entries }) =>
    entries.map(({ id }) => {
      const [group, field] = at.split('.');
      const isList = Array.isArray(usual[group]?.[field]);
      return asked(template, {
        ...usual,
        [group]: { ...usual[group], [field]: isList ? [id] : id },
      });
    }),
  );
}

const metadataOf = (project: Project): string => {
  const found = project.files.find(file => METADATA.includes(file.path));
  if (!found) throw new Error('It does not say what it is');
  return found.text;
};

/** Those whose projects the catalogue shows. */
const catalogued = templates.filter(({ documents }) =>
  METADATA.some(name => name in documents),
);

describe.each(catalogued.map(template => [template.id, template] as const))(
  'a project of the template %s, in the catalogue',
  (_id, template) => {
    const plain = asked(template, usual);

    it('has valid metadata from its first commit, whatever was chosen', () => {
      for (const values of [plain, ...variants(template)]) {
        expect(validateFormValues(template.form, values)).toEqual([]);
        const check = checkAsset(
          metadataOf(makeProject(template, values, now)),
        );
        expect(check.problems).toEqual([]);
        expect(check.valid).toBe(true);
      }
    });

    it('is described all but completely, once its description says something', () => {
      const description = 'Counts the leaves of a plant in a picture. '.repeat(
        3,
      );
      const module = { ...plain.module, description };
      const check = checkAsset(
        metadataOf(makeProject(template, { ...plain, module }, now)),
      );
      const format = formatOf(check.format);
      const kind = format === 'own' ? 'tool' : 'module';
      const { score } = completeness(check.spec!, { kind, format });
      // A tool says its description in its README.
      expect(score).toBeGreaterThanOrEqual(kind === 'module' ? 90 : 50);
    });
  },
);

describe.each(templates.map(template => [template.id, template] as const))(
  'a project of the template %s',
  (_id, template) => {
    const plain = asked(template, usual);

    it('has its own names everywhere, and nothing that was to be replaced', () => {
      const project = makeProject(template, plain, now);
      for (const { path: at, text } of project.files) {
        expect(`${at}\n${text}`).not.toMatch(
          /module_name|project-name|PYTHON_VERSION|BASE_|\$asIs|\{\{ kept|undefined|\[object/,
        );
      }
      const paths = project.files.map(file => file.path);
      expect(new Set(paths).size).toBe(paths.length);
    });

    it('keeps to the length of lines that it checks, also with the longest name', () => {
      const { maxLength } = template.form.properties.module.properties!.name;
      const name = 'n'.repeat(maxLength!);
      const values = { ...plain, module: { ...plain.module, name } };
      expect(validateFormValues(template.form, values)).toEqual([]);
      const long = makeProject(template, values, now)
        .files.filter(file => file.path.endsWith('.py'))
        .flatMap(file => file.text.split('\n'))
        .filter(line => line.length > 88);
      expect(long).toEqual([]);
    });

    it('has the code of whatever framework was chosen', () => {
      const frameworks = template.choices.filter(c => c.kind === 'frameworks');
      for (const { entries } of frameworks) {
        for (const { id } of entries) {
          const values = { ...plain, code: { ...plain.code, framework: id } };
          const code = fileOf(
            makeProject(template, values, now),
            'src/leaf_counter/model.py',
          );
          expect(code).toContain('class Model');
        }
      }
    });

    it('holds what a person typed as it is, in every file that says it', () => {
      const line = fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
        .filter(isLine);
      const special = fc.constantFrom(
        ...[
          'yes',
          '=',
          '<<',
          'null',
          '1.0',
          '2026-11-29',
          '0x10',
          '~',
          '- a',
          'a: b',
        ],
        ...[
          '"',
          "'",
          '"""',
          "'''",
          '\\',
          '\\n',
          '#',
          '{{ x }}',
          '${{ form.x }}',
        ],
        ...[
          '`rm -rf /`',
          '$(id)',
          '*a*',
          '[x](javascript:1)',
          '%s',
          '&a',
          '!!x',
        ],
        ...[
          '|',
          '>',
          '@',
          'ñ 漢字 🧪',
          '<b>',
          'project-name',
          'module_name',
          '---',
        ],
      );
      const text = fc.oneof(line, special);
      fc.assert(
        fc.property(
          fc.record({
            title: text,
            summary: text,
            description: fc.oneof(
              special,
              fc.string({ unit: 'grapheme', minLength: 1 }),
            ),
            tag: text,
          }),
          ({ title, summary, description, tag }) => {
            fc.pre(!/[\0\p{Cs}]/u.test(description));
            const project = makeProject(
              template,
              asked(template, {
                ...usual,
                module: { ...usual.module, title, summary, description },
                metadata: { ...usual.metadata, tags: [tag] },
              }),
              now,
            );
            for (const file of project.files) {
              const read = readers[file.path.split('.').at(-1)!];
              const found = read ? textsIn(read(file.text)) : [];
              const values = { title, summary, description, tag };
              expect([file.path, ...found]).toEqual(
                expect.arrayContaining(
                  (said[file.path] ?? []).map(key => values[key]),
                ),
              );
            }
            const [heading] = fromMarkdown(
              fileOf(project, 'README.md'),
            ).children;
            expect(heading).toMatchObject({ type: 'heading', depth: 1 });
            expect(shown(heading).trim()).toBe(title.trim());
          },
        ),
        { numRuns: 60 },
      );
    });
  },
);

/** What a reader sees of a node of Markdown. */
function shown(node: object): string {
  const { value, children = [] } = node as {
    value?: string;
    children?: object[];
  };
  return value ?? children.map(shown).join('');
}

describe('Markdown of a person', () => {
  const readmeOf = (description: string) =>
    fileOf(
      makeProject(
        templates.find(({ id }) => id === 'ai-module-minimal')!,
        { ...usual, module: { ...usual.module, description } },
        now,
      ),
      'README.md',
    );

  it.each(['<!-- todo', '<pre>', '> <div>', '- <b>x', '```\nopen', '$$ x'])(
    'ends with itself: %s',
    text => {
      const { children } = fromMarkdown(readmeOf(text));
      const headings = children.filter(({ type }) => type === 'heading');
      expect(headings.map(shown)).toContain('Check it');
    },
  );

  it('keeps its tables, tasks and links', () => {
    const text = '| a | b |\n| - | - |\n| 1 | 2 |\n\n- [ ] todo\n- [x](y.md)\n';
    expect(readmeOf(text)).toContain(text.trim());
  });
});
