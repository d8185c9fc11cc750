import { randomBytes } from 'node:crypto';
import {
  generatedKinds,
  secretLimits,
  type NewSecretValue,
  type SecretKind,
} from '@astrolabe/plugin-accounts-common';
import type { SecretData } from '../stores';
import { wrongValue } from './problems';

/** 192 bits, in letters that need no quotes anywhere. */
const GENERATED_BYTES = 24;

/** What is kept of what one gave, or of what is made now. */
export function valueOf(
  kind: SecretKind,
  { value, generate, expiresAt }: NewSecretValue,
): { data: SecretData; generated?: string } {
  if (expiresAt && Date.parse(expiresAt) <= Date.now()) {
    throw wrongValue('expiresAt', 'has to be later than now');
  }
  if (!generate) return { data: checked(kind, value ?? {}) };
  if (!generatedKinds.includes(kind)) {
    throw wrongValue('generate', `is not for the kind ${kind}`);
  }
  const generated = randomBytes(GENERATED_BYTES).toString('base64url');
  const made =
    kind === 'password'
      ? { user: value?.user, password: generated }
      : { text: generated };
  return { data: checked(kind, made), generated };
}

/** The fields that a kind has, all of them and no others. */
function checked(
  kind: SecretKind,
  value: NonNullable<NewSecretValue['value']>,
): SecretData {
  const fields = kind === 'password' ? ['user', 'password'] : ['text'];
  const given = Object.entries(value).filter(([, text]) => text !== undefined);
  const strange = given.find(([field]) => !fields.includes(field));
  if (strange) {
    throw wrongValue(`value.${strange[0]}`, `is not for the kind ${kind}`);
  }
  const data: SecretData = Object.fromEntries(given);
  for (const field of fields) {
    const text = data[field];
    if (!text) throw wrongValue(`value.${field}`, 'is missing');
    if (Buffer.byteLength(text) > secretLimits[kind]) {
      throw wrongValue(
        `value.${field}`,
        `is longer than ${secretLimits[kind]} bytes`,
      );
    }
    if (Buffer.from(text).toString() !== text) {
      throw wrongValue(`value.${field}`, 'is not a text of whole characters');
    }
    if (kind === 'token' && /\s/.test(text)) {
      throw wrongValue(`value.${field}`, 'has spaces, which no token has');
    }
  }
  return data;
}

/**
 * The value that a name stands for: `registry.user` is the user of `registry`.
 * Undefined: it has no such part.
 */
export function partOf(
  data: SecretData,
  part: string | undefined,
): string | undefined {
  if (part) return data[part];
  return data.password ?? data.text;
}
