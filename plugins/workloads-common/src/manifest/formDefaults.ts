import type { FormValues } from '../launch';
import type { FormSchema } from './validateFormValues';

/** Every field that has a default, filled in, group by group. @public */
export function formDefaults(form: FormSchema): FormValues {
  return Object.fromEntries(
    Object.entries(form.properties).map(([group, { properties = {} }]) => [
      group,
      Object.fromEntries(
        Object.entries(properties)
          .filter(([, field]) => field.default !== undefined)
          .map(([name, field]) => [name, field.default]),
      ),
    ]),
  );
}
