import type { ErrorObject } from 'ajv';
import type { FormValues } from '../launch';
import { DATASET_FORMAT } from '../datasets';
import { createAjv, pathOf } from './ajv';

/** A field of a form: JSON Schema with our additions. @public */
export interface FormField {
  title?: string;
  description?: string;
  type?: string;
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  /** Unit of a number: `GiB`, `cores`, `s`. */
  'x-unit'?: string;
  /** The tier limit that lowers `maximum`. */
  'x-limit'?: string;
  /** True when it did. */
  'x-limited'?: boolean;
  /** The language of a text that is a program; pages have an editor for it. */
  'x-editor'?: string;
  /** True where it names the model of GPU to take. */
  'x-gpu-model'?: boolean;
  /** `account` where it names a storage account; any other, where it says more about that. */
  'x-storage'?: string;
  /** True where it says which branch, tag or commit of the module runs; empty: its newest. */
  'x-revision'?: boolean;
  /** What pages say in place of values. */
  'x-titles'?: Record<string, string>;
  /** The `group.field` that it was before. */
  'x-formerly'?: string;
  [keyword: string]: unknown;
}

/** A form: groups of fields. @public */
export interface FormSchema {
  type?: string;
  required?: string[];
  properties: Record<
    string,
    {
      title?: string;
      type?: string;
      required?: string[];
      properties?: Record<string, FormField>;
      [keyword: string]: unknown;
    }
  >;
  [keyword: string]: unknown;
}

/** What is wrong with one value, and what would be right. @public */
export interface FormProblem {
  /** `group.field`. */
  path: string;
  /** Names the field by its title and the allowed range or values. */
  message: string;
  /** Where it is a list. */
  allowed?: unknown[];
}

/**
 * Checks what a person filled in. Pages and the API call this same function.
 *
 * @returns nothing, when all is right
 * @public
 */
export function validateFormValues(
  form: FormSchema,
  values: FormValues,
): FormProblem[] {
  // A pattern is looked for in all of a text, however long, also by ajv.
  const long = tooLong(form, values);
  if (long.length > 0) return long;
  const validate = createAjv().compile(closed(form));
  if (!validate(values)) {
    return validate.errors!.map(error => problemOf(error, form));
  }
  return Object.entries(values).flatMap(([group, fields]) =>
    Object.entries(fields)
      .filter(([, value]) => [value].flat().some(isUnpassable))
      .map(([name]) => ({
        path: `${group}.${name}`,
        message: `${
          form.properties[group].properties?.[name]?.title ?? name
        } must not hold the character NUL`,
      })),
  );
}

/** Texts that are longer than their fields take. */
function tooLong(form: FormSchema, values: FormValues): FormProblem[] {
  const fields = Object.entries(form.properties).flatMap(
    ([group, { properties = {} }]) =>
      Object.entries(properties).map(([name, field]) => ({
        path: `${group}.${name}`,
        field,
        value: values[group]?.[name],
      })),
  );
  return fields.flatMap(({ path, field, value }) => {
    const problem = (at: string, limit: number) => ({
      path: at,
      message: `${field.title ?? path} must have at most ${limit} characters`,
    });
    if (!Array.isArray(value)) {
      const { maxLength = Infinity } = field;
      return isLonger(value, maxLength) ? [problem(path, maxLength)] : [];
    }
    const { maxLength = Infinity } = (field.items ?? {}) as FormField;
    return value.flatMap((text, index) =>
      isLonger(text, maxLength) ? [problem(`${path}.${index}`, maxLength)] : [],
    );
  });
}

/** Counted as JSON Schema does, where that can make a difference. */
function isLonger(text: unknown, limit: number): boolean {
  if (typeof text !== 'string' || text.length <= limit) return false;
  return text.length > 2 * limit || [...text].length > limit;
}

/** No program can be given it, and PostgreSQL does not keep it. */
function isUnpassable(value: unknown): boolean {
  return typeof value === 'string' && value.includes('\0');
}

/** A value that no field asks for is a mistake, not something to pass on. */
function closed(form: FormSchema): object {
  const groups = Object.entries(form.properties).map(([name, group]) => [
    name,
    { type: 'object', additionalProperties: false, ...group },
  ]);
  return {
    ...form,
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(groups),
  };
}

function problemOf(error: ErrorObject, form: FormSchema): FormProblem {
  const path = pathOf(error);
  const [group, name] = path.split('.');
  const field = form.properties[group]?.properties?.[name];
  const title = field?.title ?? form.properties[group]?.title ?? path;
  if (error.keyword === 'additionalProperties') {
    const known = name
      ? Object.keys(form.properties[group]?.properties ?? {})
      : Object.keys(form.properties);
    return {
      path,
      message: `'${path}' is no field of this form`,
      allowed: known,
    };
  }
  return {
    path,
    message: `${title} ${sentence(error, field)}`,
    ...(field?.enum && { allowed: field.enum }),
  };
}

const formats: Record<string, string> = {
  [DATASET_FORMAT]:
    'must be a DOI such as 10.5281/zenodo.1234, or an address that begins with https://, without a password',
};

function sentence(error: ErrorObject, field: FormField | undefined): string {
  switch (error.keyword) {
    case 'required':
      return 'is missing';
    case 'enum':
      return `must be one of ${(field?.enum ?? error.params.allowedValues).join(
        ', ',
      )}`;
    case 'minimum':
    case 'maximum':
      return `must be ${range(field) ?? error.message}`;
    case 'minLength':
      return error.params.limit === 1
        ? 'is missing'
        : `must have at least ${error.params.limit} characters`;
    case 'maxLength':
      return `must have at most ${error.params.limit} characters`;
    case 'pattern':
      return wantedForm(field);
    case 'format':
      return formats[error.params.format] ?? error.message;
    default:
      return error.message ?? 'is not valid';
  }
}

/** A pattern is for programs: people are told what the field says of itself. */
function wantedForm(field: FormField | undefined): string {
  const items = field?.items as FormField | undefined;
  const { description, pattern } = items ?? field ?? {};
  return `does not have the form that is asked for: ${description ?? pattern}`;
}

function range(field: FormField | undefined): string | undefined {
  if (!field) return undefined;
  const unit = field['x-unit'] ? ` ${field['x-unit']}` : '';
  const { minimum, maximum } = field;
  if (minimum === undefined) return `at most ${maximum}${unit}`;
  if (maximum === undefined) return `at least ${minimum}${unit}`;
  return `between ${minimum} and ${maximum}${unit}`;
}
