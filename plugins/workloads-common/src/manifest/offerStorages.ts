import type { FormSchema } from './validateFormValues';

/**
 * Lets a person choose among their storage accounts, where a form asks
 * (`x-storage: account`); none is chosen unless they do. Who has no account is
 * not asked about storages at all.
 *
 * @public
 */
export function offerStorages(
  form: FormSchema,
  accountIds: readonly string[],
): FormSchema {
  const properties = Object.entries(form.properties).map(([name, group]) => {
    const fields = Object.entries(group.properties ?? {}).flatMap(
      ([field, schema]) => {
        if (schema['x-storage'] === undefined) return [[field, schema]];
        if (accountIds.length === 0) return [];
        if (schema['x-storage'] !== 'account') return [[field, schema]];
        return [[field, { ...schema, enum: ['', ...accountIds], default: '' }]];
      },
    );
    return [name, { ...group, properties: Object.fromEntries(fields) }];
  });
  return { ...form, properties: Object.fromEntries(properties) };
}
