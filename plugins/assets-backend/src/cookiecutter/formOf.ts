import { COOKIECUTTER_GROUP } from '@astrolabe/plugin-assets-common';
import type { FormField, FormSchema } from '@astrolabe/plugin-workloads-common';

const JINJA = /\{\{|\{%|\{#/;
const LONGEST = 5_000;

/** What such variables are called in most templates, and what of a person they are. */
const PROFILE: Record<string, RegExp> = {
  name: /^(author|author_name|full_name)$/,
  email: /^(email|author_email)$/,
  orcid: /^(author_)?orcid$/,
  licence: /^((open_source_)?licen[cs]e|project_licen[cs]e)$/,
};

type Prompts = Record<string, string | Record<string, string>>;

/**
 * What a `cookiecutter.json` asks, as a form. What is its own business (private
 * variables, dictionaries, choices that are made of other answers) is not asked.
 */
export function formOf(
  variables: Record<string, unknown>,
  words: { title: string; es: string },
): FormSchema {
  const prompts = new Map(
    Object.entries((variables.__prompts__ ?? {}) as Prompts),
  );
  const fields = Object.entries(variables)
    .filter(([name]) => !name.startsWith('_'))
    .flatMap(([name, value]) => {
      const field = fieldOf(value, prompts.get(name));
      if (!field) return [];
      const title = titleOf(name, prompts.get(name));
      return [[name, { title, ...profileOf(name), ...field }]];
    });
  return {
    type: 'object',
    required: [COOKIECUTTER_GROUP],
    properties: {
      [COOKIECUTTER_GROUP]: {
        type: 'object',
        title: words.title,
        'x-es': { title: words.es },
        properties: Object.fromEntries(fields),
      },
    },
  } as FormSchema;
}

/** What cookiecutter is told: an answer that was left out is its own. */
export function answersOf(
  form: FormSchema,
  values: Record<string, unknown>,
): Record<string, unknown> {
  const fields = form.properties[COOKIECUTTER_GROUP].properties ?? {};
  return Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => value !== '' || fields[name]?.default !== undefined,
    ),
  );
}

function fieldOf(
  value: unknown,
  prompt: Prompts[string] | undefined,
): Partial<FormField> | undefined {
  if (typeof value === 'boolean') return { type: 'boolean', default: value };
  if (Array.isArray(value)) return choiceOf(value, prompt);
  if (typeof value === 'number') {
    return { type: 'string', maxLength: LONGEST, default: String(value) };
  }
  if (typeof value !== 'string') return undefined;
  const text = { type: 'string', maxLength: LONGEST } as const;
  if (!JINJA.test(value)) return { ...text, default: value };
  // Only cookiecutter works it out: what it is made of is a hint.
  return {
    ...text,
    description: `Left empty: ${value}`,
    'x-es': { description: `Si queda vacío: ${value}` },
  };
}

function choiceOf(
  values: unknown[],
  prompt: Prompts[string] | undefined,
): Partial<FormField> | undefined {
  const isPlain = (value: unknown) =>
    typeof value === 'string' && !JINJA.test(value);
  if (values.length === 0 || !values.every(isPlain)) return undefined;
  const titles = typeof prompt === 'object' ? prompt : {};
  const offered = [...new Set(values)];
  return {
    ...{ type: 'string', enum: offered, default: offered[0] },
    'x-titles': Object.fromEntries(
      (offered as string[]).map(each => [
        each,
        String(Object.hasOwn(titles, each) ? titles[each] : each),
      ]),
    ),
  };
}

function titleOf(name: string, prompt: Prompts[string] | undefined): string {
  const said = typeof prompt === 'object' ? prompt.__prompt__ : prompt;
  const words = name.replaceAll('_', ' ');
  return said === undefined
    ? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
    : String(said);
}

function profileOf(name: string): Partial<FormField> {
  const found = Object.entries(PROFILE).find(([, names]) => names.test(name));
  return found ? { 'x-profile': found[0] } : {};
}
