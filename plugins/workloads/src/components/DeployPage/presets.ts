import type {
  FormSchema,
  FormValues,
} from '@astrolabe/plugin-workloads-common';

/** Texts of an address as values of a field of each type; undefined where they are none. */
const readers: Record<string, ((text: string) => unknown) | undefined> = {
  boolean: text => ({ true: true, false: false }[text]),
  number: readNumber,
  integer: readNumber,
  string: text => text,
};

/**
 * Values with those on top that an address sets, `set=group.field=value`: how a
 * page of another room links to a form that is filled in. What the form does not
 * have is left out; what it has is checked like everything that one types.
 */
export function withPresets(
  form: FormSchema,
  values: FormValues,
  presets: string[],
): FormValues {
  return presets.reduce((before, preset) => {
    const [, group, name, text] =
      /^([^.=]+)\.([^=]+)=(.*)$/s.exec(preset) ?? [];
    const field = form.properties[group]?.properties?.[name];
    const value = field && readers[field.type ?? '']?.(text);
    return value === undefined
      ? before
      : { ...before, [group]: { ...before[group], [name]: value } };
  }, values);
}

function readNumber(text: string): number | undefined {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : undefined;
}
