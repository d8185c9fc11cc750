import type { FormField, FormValues } from '@astrolabe/plugin-workloads-common';
import type { ProjectTemplateInfo } from './projects';

/** What is known of whoever begins a project. @public */
export interface AuthorProfile {
  name?: string;
  email?: string;
  /** Without the address before it. */
  orcid?: string;
  /** The SPDX identifier of the licence that they took last. */
  licence?: string;
}

/** What a field with this `x-profile` begins with. */
const values: Record<string, (of: AuthorProfile) => unknown> = {
  author: ({ name, email, orcid }) =>
    name && email
      ? [[name, `<${email}>`, orcid].filter(Boolean).join(' ')]
      : undefined,
  name: ({ name }) => name,
  email: ({ email }) => email,
  orcid: ({ orcid }) => orcid,
  licence: ({ licence }) => licence,
};

/**
 * What the form of a template begins with for a person: `x-profile` of a field
 * says what of them stands there. All of it can be changed.
 *
 * @public
 */
export function fillProfile(
  { schema, defaults }: Pick<ProjectTemplateInfo, 'schema' | 'defaults'>,
  profile: AuthorProfile,
): FormValues {
  const groups = Object.entries(schema.properties).map(
    ([group, { properties = {} }]) => {
      const known = Object.entries(properties).flatMap(([name, field]) => {
        const value = values[String(field['x-profile'])]?.(profile);
        return value !== undefined && isOffered(field, value)
          ? [[name, value]]
          : [];
      });
      return [group, { ...defaults[group], ...Object.fromEntries(known) }];
    },
  );
  return Object.fromEntries(groups);
}

/** Where among the settings of a person the licence is that they took last. @public */
export const LICENCE_SETTING = 'buckets/assets/keys/licence';

/** The licence that is in a form, to be remembered. @public */
export function licenceIn(
  { schema }: Pick<ProjectTemplateInfo, 'schema'>,
  filled: FormValues,
): string | undefined {
  for (const [group, { properties = {} }] of Object.entries(
    schema.properties,
  )) {
    for (const [name, field] of Object.entries(properties)) {
      const value = filled[group]?.[name];
      if (field['x-profile'] === 'licence' && typeof value === 'string') {
        return value;
      }
    }
  }
  return undefined;
}

function isOffered(field: FormField, value: unknown): boolean {
  return field.enum === undefined || field.enum.includes(value);
}
