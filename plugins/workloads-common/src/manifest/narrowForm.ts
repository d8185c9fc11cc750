import { filters } from './expression';
import type { FormField, FormSchema } from './validateFormValues';

/** Upper bounds by the name that a field's `x-limit` uses. @public */
export type FormLimits = Record<
  'cpuCores' | 'memoryBytes' | 'diskBytes' | 'gpuCount',
  number
>;

/**
 * Lowers the maxima of a form to what a person may ask. A field that was
 * lowered says so in `x-limited`, so that pages can tell why.
 *
 * @public
 */
export function narrowForm(form: FormSchema, limits: FormLimits): FormSchema {
  const properties = Object.entries(form.properties).map(([name, group]) => {
    const fields = Object.entries(group.properties ?? {}).map(
      ([field, schema]) => [field, narrowField(schema, limits)],
    );
    return [name, { ...group, properties: Object.fromEntries(fields) }];
  });
  return { ...form, properties: Object.fromEntries(properties) };
}

function narrowField(field: FormField, limits: FormLimits): FormField {
  const limit = limits[field['x-limit'] as keyof FormLimits];
  if (limit === undefined) return field;
  const unit = filters[field['x-unit'] ?? ''];
  const most = unit ? limit / unit(1) : limit;
  if (field.maximum !== undefined && field.maximum <= most) return field;
  return {
    ...field,
    maximum: most,
    ...(typeof field.default === 'number' && {
      default: Math.min(field.default, most),
    }),
    'x-limited': true,
  };
}
