import type { FormValues } from '../launch';
import { renameFields } from './renameFields';
import type { FormSchema } from './validateFormValues';

/**
 * Lets a person choose among their storage accounts, where a form asks
 * (`x-storage: account`); unless they do, it is the preferred one, or none. Who has
 * no account is not asked about storages at all. Pages say `x-titles` for an id.
 *
 * @public
 */
export function offerStorages(
  form: FormSchema,
  accounts: readonly { id: string; title?: string }[],
  preferred: string = '',
): FormSchema {
  const accountIds = accounts.map(({ id }) => id);
  const titled = accounts.flatMap(({ id, title }) =>
    title ? [[id, title]] : [],
  );
  const titles = Object.fromEntries(titled);
  const first = accountIds.includes(preferred) ? preferred : '';
  const properties = Object.entries(form.properties).map(([name, group]) => {
    const fields = Object.entries(group.properties ?? {}).flatMap(
      ([field, schema]) => {
        if (schema['x-storage'] === undefined) return [[field, schema]];
        if (accountIds.length === 0) return [];
        if (schema['x-storage'] !== 'account') return [[field, schema]];
        const offered = {
          enum: ['', ...accountIds],
          default: first,
          ...(titled.length > 0 && { 'x-titles': titles }),
        };
        return [[field, { ...schema, ...offered }]];
      },
    );
    return [name, { ...group, properties: Object.fromEntries(fields) }];
  });
  return { ...form, properties: Object.fromEntries(properties) };
}

/**
 * The storage accounts that somebody chose in a form, as it was before they were offered.
 *
 * @public
 */
export function chosenStorages(form: FormSchema, given: FormValues): string[] {
  const values = renameFields(form, given);
  return Object.entries(form.properties).flatMap(([name, group]) =>
    Object.entries(group.properties ?? {}).flatMap(([field, schema]) => {
      const chosen = values[name]?.[field];
      const isAccount = schema['x-storage'] === 'account';
      return isAccount && typeof chosen === 'string' && chosen ? chosen : [];
    }),
  );
}
