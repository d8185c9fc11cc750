import { readFile } from 'node:fs/promises';
import {
  renameFields,
  type FormSchema,
  type FormValues,
  type LaunchForm,
} from '@astrolabe/plugin-workloads-common';
import { parse } from 'yaml';
import { usageError } from './errors';

/** A field of a launch form, as its JSON Schema describes it. */
export interface FormField {
  /** `group.field`, as `--set` names it. */
  path: string;
  group: string;
  field: string;
  type: string;
  title?: string;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  enum?: unknown[];
  unit?: string;
  /** The language of a text that is a program. */
  editor?: string;
  /** Whether its value is the text of a file. */
  isFile: boolean;
  /** The path that it had before. */
  formerly?: string;
  required: boolean;
}

interface SchemaNode {
  type?: string | string[];
  title?: string;
  description?: string;
  default?: unknown;
  minimum?: number;
  maximum?: number;
  enum?: unknown[];
  required?: string[];
  properties?: Record<string, SchemaNode>;
  'x-unit'?: string;
  'x-editor'?: string;
  'x-widget'?: string;
  'x-formerly'?: string;
}

/** A form, and what it begins with. */
export type Form = Pick<LaunchForm, 'schema' | 'defaults'>;

/** Every field of a form, in its order. */
export function formFields(form: Form): FormField[] {
  const root = form.schema as SchemaNode;
  return Object.entries(root.properties ?? {}).flatMap(([group, section]) =>
    Object.entries(section.properties ?? {}).map(([field, schema]) => ({
      path: `${group}.${field}`,
      group,
      field,
      type: typeOf(schema),
      title: schema.title,
      description: schema.description,
      default: form.defaults[group]?.[field] ?? schema.default,
      minimum: schema.minimum,
      maximum: schema.maximum,
      enum: schema.enum,
      unit: schema['x-unit'],
      editor: schema['x-editor'],
      isFile: schema['x-widget'] === 'file',
      formerly: schema['x-formerly'],
      required: section.required?.includes(field) ?? false,
    })),
  );
}

/** Defaults, then earlier values, then those of the file, then each `--set`. */
export async function formValues(
  form: Form,
  options: { set?: string[]; values?: string },
  earlier: FormValues = {},
): Promise<FormValues> {
  const values: FormValues = structuredClone(form.defaults);
  const ofFile = options.values ? await readValues(options.values) : {};
  for (const given of [earlier, ofFile]) {
    const renamed = renameFields(form.schema as FormSchema, given);
    for (const [group, fields] of Object.entries(renamed)) {
      values[group] = { ...values[group], ...fields };
    }
  }
  const fields = formFields(form);
  for (const assignment of options.set ?? []) {
    const { field, value } = parseAssignment(assignment, fields);
    const read = field.isFile ? await textOfFile(value) : value;
    values[field.group] = { ...values[field.group], [field.field]: read };
  }
  return values;
}

function typeOf(schema: SchemaNode): string {
  if (Array.isArray(schema.type)) {
    return schema.type.find(type => type !== 'null') ?? 'string';
  }
  return schema.type ?? typeof (schema.enum?.[0] ?? '');
}

function parseAssignment(assignment: string, fields: FormField[]) {
  const at = assignment.indexOf('=');
  const path = assignment.slice(0, at);
  const field =
    fields.find(f => f.path === path) ?? fields.find(f => f.formerly === path);
  if (at < 1) {
    throw usageError(
      `'${assignment}' sets nothing`,
      'Write group.field=value, such as general.title=Test',
    );
  }
  if (!field) {
    throw usageError(
      `The form has no field '${path}'`,
      `Its fields are ${fields.map(f => f.path).join(', ')}`,
    );
  }
  return { field, value: parseValue(field, assignment.slice(at + 1)) };
}

/** By JSON Schema type; `undefined` is a text that is none. */
const parsers: Record<
  string,
  { wanted: string; read(text: string): unknown } | undefined
> = {
  number: { wanted: 'a number', read: readNumber },
  integer: {
    wanted: 'a whole number',
    read: text => {
      const number = readNumber(text);
      return Number.isInteger(number) ? number : undefined;
    },
  },
  boolean: {
    wanted: 'true or false',
    read: text => ({ true: true, false: false }[text]),
  },
  array: {
    wanted: 'a list',
    read: text => readJson(text) ?? (text === '' ? [] : text.split(',')),
  },
  object: { wanted: 'JSON', read: readJson },
};

/** The text of a `--set`, in the type that the form's schema wants. */
function parseValue(field: FormField, text: string): unknown {
  const parser = parsers[field.type];
  if (!parser) return text;
  const value = parser.read(text);
  if (value === undefined) {
    throw usageError(`${field.path} takes ${parser.wanted}, not '${text}'`);
  }
  return value;
}

function readNumber(text: string): number | undefined {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : undefined;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The caller says what was wanted.
    return undefined;
  }
}

/** `@logo.svg` is what is in that file. */
async function textOfFile(value: unknown): Promise<unknown> {
  const isNamed = typeof value === 'string' && value.startsWith('@');
  return isNamed ? (await readText(value.slice(1))).trim() : value;
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(error => {
    throw usageError(`'${file}' cannot be read: ${error.message}`);
  });
}

async function readValues(file: string): Promise<FormValues> {
  const text = await readText(file);
  let values: unknown;
  try {
    // JSON is YAML too.
    values = parse(text);
  } catch (error) {
    throw usageError(`'${file}' is not YAML: ${(error as Error).message}`);
  }
  if (!isGroups(values)) {
    throw usageError(
      `'${file}' does not hold groups of fields`,
      'Write it as groups, each with its fields, such as general: {title: Test}',
    );
  }
  return values;
}

function isGroups(values: unknown): values is FormValues {
  const isObject = (value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject(values) && Object.values(values as object).every(isObject);
}
