import type { FormValues } from '../launch';
import type { FormSchema } from './validateFormValues';

/**
 * Values under the names that their fields have now, where they were given
 * under one that a field had before (`x-formerly`): workloads, recipes and files
 * of values outlive the form that they were made with. What is given under both
 * names stays as it is, and is refused like any other unknown field.
 *
 * @public
 */
export function renameFields(form: FormSchema, given: FormValues): FormValues {
  const values = structuredClone(given);
  for (const [group, { properties = {} }] of Object.entries(form.properties)) {
    for (const [name, field] of Object.entries(properties)) {
      const [oldGroup = '', oldName = ''] =
        field['x-formerly']?.split('.') ?? [];
      const old = values[oldGroup];
      if (old?.[oldName] === undefined) continue;
      if (values[group]?.[name] !== undefined) continue;
      values[group] = { ...values[group], [name]: old[oldName] };
      delete old[oldName];
      if (Object.keys(old).length === 0) delete values[oldGroup];
    }
  }
  return values;
}
