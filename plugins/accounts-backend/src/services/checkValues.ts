import type {
  AccountField,
  AccountForm,
} from '@astrolabe/plugin-accounts-common';
import { wrongValues } from './problems';
import type { Values } from './providers';

/**
 * What a person filled in, without what is empty and with what is usual.
 *
 * @throws InputError that names each field that is wrong, and no value
 */
export function checkValues(
  { required, properties }: AccountForm,
  given: Values,
): Values {
  const unknown = Object.keys(given).filter(
    name => !Object.hasOwn(properties, name),
  );
  const known = Object.keys(properties).join(', ');
  const problems = unknown.map(name => ({
    path: `values.${name}`,
    message: `is not known here; what is known is ${known}`,
  }));
  const values: Record<string, string> = {};
  for (const [name, field] of Object.entries(properties)) {
    const value = valueOf(field, Object.hasOwn(given, name) ? given[name] : '');
    const message = objectionTo(value, field, required.includes(name));
    if (message) problems.push({ path: `values.${name}`, message });
    else if (value) values[name] = value;
  }
  if (problems.length > 0) throw wrongValues(problems);
  return values;
}

/** An address as all write the same one; what is secret as it is. */
function valueOf(field: AccountField, text: string): string | undefined {
  const value = (field.writeOnly ? text : text.trim()) || field.default;
  const isAddress = value && field.format === 'uri' && isPlainAddress(value);
  return isAddress ? new URL(value).href.replace(/\/+$/, '') : value;
}

function objectionTo(
  value: string | undefined,
  { format, pattern, maxLength = 1000 }: AccountField,
  isRequired: boolean,
): string | undefined {
  if (!value) return isRequired ? 'is missing' : undefined;
  if (value.length > maxLength) return `is longer than ${maxLength}`;
  if (pattern && !new RegExp(pattern).test(value)) {
    return `has to match ${pattern}`;
  }
  return format === 'uri' && !isPlainAddress(value)
    ? 'has to be an http(s) address without a password'
    : undefined;
}

/** Nothing behind `?` or `#` either. */
function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, search, hash } = new URL(text);
  return (
    /^https?:$/.test(protocol) && !username && !password && !search && !hash
  );
}
