import {
  fieldsOf,
  type MetadataField,
  type MetadataFormat,
  type MetadataValues,
} from '@astrolabe/plugin-assets-common';
import type { Translate } from '../../hooks/useTranslate';

/** The form over a file, as `SchemaForm` wants it. */
export function formSchema(
  format: MetadataFormat,
  options: {
    values: MetadataValues;
    others: { field: MetadataField; inFile: unknown }[];
    t: Translate;
  },
): object {
  const { values, others, t } = options;
  const groups: Record<string, { properties: object; required: string[] }> = {};
  for (const field of fieldsOf(format)) {
    const { id, group: name, isRequired } = field;
    const other = others.find(each => each.field === field);
    const group = (groups[name] ??= { properties: {}, required: [] });
    Object.assign(group.properties, {
      [id]: {
        title: t(`edit.field.${id as 'title'}`),
        ...(other
          ? {
              type: 'string',
              readOnly: true,
              description: t('edit.other', {
                value: JSON.stringify(other.inFile),
              }),
            }
          : schemaOf(field, format, values[name]?.[id])),
      },
    });
    if (isRequired) group.required.push(id);
  }
  const titled = Object.entries(groups).map(([name, group]) => [
    name,
    { type: 'object', title: t(`edit.group.${name as 'about'}`), ...group },
  ]);
  return { type: 'object', properties: Object.fromEntries(titled) };
}

function schemaOf(
  { type, terms, ownUnit }: MetadataField,
  format: MetadataFormat,
  value: unknown,
): object {
  switch (type) {
    case 'lines':
      return { type: 'string', 'x-widget': 'textarea' };
    case 'list':
      return { type: 'array', items: { type: 'string' } };
    case 'terms': {
      // Ours may say what is not in the vocabulary: it is not lost.
      const said = Array.isArray(value) ? value : [];
      const known = [...new Set([...(terms?.[format] ?? []), ...said])];
      const items = { type: 'string', enum: known };
      return { type: 'array', uniqueItems: true, items };
    }
    case 'integer':
    case 'number':
      return { type, minimum: 0, ...(ownUnit && { 'x-unit': 'MB' }) };
    default:
      return { type: 'string' };
  }
}
