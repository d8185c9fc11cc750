import type { RJSFSchema, UiSchema } from '@rjsf/utils';
import type { Translate } from './useTranslate';

/** A field of a launch form: JSON Schema, and what the manifest adds to it. */
export type FieldSchema = RJSFSchema & {
  'x-unit'?: string;
  'x-widget'?: string;
  /** Which files a field takes that is the text of one. */
  'x-accept'?: string;
  /** The language of a text that is a program. */
  'x-editor'?: string;
  /** The tier has lowered the maximum. */
  'x-limited'?: boolean;
};

/** Up to this many choices are all shown; more go into a list. */
const MAX_RADIOS = 4;

/** The schema of a field, or of an item in it, by its path of names and numbers. */
export function fieldAt(
  schema: RJSFSchema,
  path: readonly (string | number)[],
): FieldSchema | undefined {
  return path.reduce<FieldSchema | undefined>(
    (at, step) =>
      (at?.properties?.[step] ?? at?.items) as FieldSchema | undefined,
    schema,
  );
}

/** What a person calls a field. */
export function fieldTitle(
  schema: RJSFSchema,
  path: readonly (string | number)[],
): string {
  return fieldAt(schema, path)?.title ?? path.join('.');
}

/** Which widget shows which field, derived from the schema. */
export function toUiSchema(schema: FieldSchema): UiSchema {
  const properties = Object.entries(schema.properties ?? {});
  return {
    ...widgetOf(schema),
    ...Object.fromEntries(
      properties.map(([name, field]) => [
        name,
        toUiSchema(field as FieldSchema),
      ]),
    ),
    ...(schema.items !== undefined && {
      items: toUiSchema(schema.items as FieldSchema),
    }),
  };
}

function widgetOf(schema: FieldSchema): UiSchema {
  const choices = schema.enum?.length ?? schema.oneOf?.length ?? 0;
  if (choices > 0) {
    return { 'ui:widget': choices > MAX_RADIOS ? 'select' : 'radio' };
  }
  switch (schema.type) {
    case 'number':
    case 'integer':
      return { 'ui:widget': 'quantity' };
    case 'boolean':
      return { 'ui:widget': 'checkbox' };
    case 'array':
      return isManyOf(schema) ? { 'ui:widget': 'checkboxes' } : {};
    case 'string':
      return { 'ui:widget': textWidget(schema) };
    default:
      return {};
  }
}

function isManyOf({ items, uniqueItems }: FieldSchema): boolean {
  return Boolean(uniqueItems && (items as FieldSchema | undefined)?.enum);
}

/** What `x-widget` may ask for; `file`, which rjsf has too, reads no text. */
const ownWidgets: Record<string, string | undefined> = {
  textarea: 'textarea',
  password: 'password',
  file: 'textFile',
};

function textWidget(schema: FieldSchema): string {
  const usual = schema['x-editor'] ? 'textarea' : '';
  const asked = schema['x-widget'] ?? usual;
  return ownWidgets[asked] ?? 'text';
}

/** Units that are words, which have a plural and a translation; others stand as they are. */
const words = { cores: 'unit.cores' } as const;

/** A unit as people write it after a number. */
export function unitText(
  unit: string | undefined,
  count: number,
  t: Translate,
): string {
  const word = words[unit as keyof typeof words];
  return word ? t(word, { count }) : unit ?? '';
}

/** The range of a number as people write it: "1–16 GiB". */
export function rangeText(
  schema: FieldSchema,
  t: Translate,
  locale: string,
): string | undefined {
  const number = new Intl.NumberFormat(locale);
  const { minimum, maximum } = schema;
  const unit = unitText(schema['x-unit'], maximum ?? minimum ?? 0, t);
  if (minimum !== undefined && maximum !== undefined) {
    return t('field.range', {
      minimum: number.format(minimum),
      maximum: number.format(maximum),
      unit,
    }).trim();
  }
  if (minimum !== undefined) {
    const values = { minimum: number.format(minimum), unit };
    return t('field.atLeast', values).trim();
  }
  if (maximum !== undefined) {
    const values = { maximum: number.format(maximum), unit };
    return t('field.atMost', values).trim();
  }
  return unit || undefined;
}

/** The default of a field as people write it, if there is one worth saying. */
export function defaultText(
  schema: FieldSchema,
  t: Translate,
  locale: string,
): string | undefined {
  const { default: value } = schema;
  if (typeof value === 'boolean') {
    return t('field.default', {
      value: value ? t('field.yes') : t('field.no'),
    });
  }
  if (typeof value === 'number') {
    const unit = unitText(schema['x-unit'], value, t);
    const text = `${new Intl.NumberFormat(locale).format(value)} ${unit}`;
    return t('field.default', { value: text.trim() });
  }
  if (typeof value === 'string' && value !== '' && !value.includes('\n')) {
    return t('field.default', { value });
  }
  return undefined;
}
