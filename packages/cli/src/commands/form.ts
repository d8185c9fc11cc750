import { command, type CommandFactory } from '../lib/app';
import { withCommunity } from '../lib/options';
import { parseRef } from '../lib/refs';
import { table } from '../lib/text';
import { formFields, type FormField } from '../lib/values';

/** Of a table of fields. */
export const fieldHeads = ['FIELD', 'TYPE', 'DEFAULT', 'ALLOWED', 'WHAT IT IS'];

/** What can be filled in before something is deployed. */
export const form: CommandFactory = app =>
  withCommunity(
    command('form', 'The fields of a launch form, with defaults and ranges'),
  )
    .argument('<ref>', 'kind/name or entity ref of a module or tool')
    .action(async (ref: string, options) => {
      const { workloads } = await app.portal(options);
      const launchForm = await workloads.getLaunchForm(parseRef(ref).entityRef);
      app.print({
        json: options.json,
        value: launchForm,
        text: table(fieldHeads, formFields(launchForm).map(describeField)),
      });
    });

/** A field as a row of it. */
export function describeField(field: FormField): string[] {
  return [
    field.required ? `${field.path} *` : field.path,
    field.type,
    field.default === undefined ? '-' : JSON.stringify(field.default),
    allowed(field),
    field.title ?? field.description ?? '',
  ];
}

function allowed(field: FormField): string {
  const { enum: values, minimum, maximum, unit, isFile } = field;
  if (isFile) return '@file';
  if (values) return values.map(value => JSON.stringify(value)).join(' | ');
  if (minimum === undefined && maximum === undefined) return unit ?? '-';
  const range = `${minimum ?? '…'} to ${maximum ?? '…'}`;
  return unit ? `${range} ${unit}` : range;
}
