import type { Manifest } from '../generated/manifest';
import { checkManifest, type ManifestProblem } from './checkManifest';
import type { FormSchema } from './validateFormValues';

/** What a manifest's author has to mend, or had better. @public */
export interface ManifestRemark extends ManifestProblem {
  /** warning: it can be launched all the same. */
  severity: 'error' | 'warning';
  /** How to mend it, in one sentence. */
  fix?: string;
}

/**
 * All that there is to say of a manifest; what it had better be is said when
 * nothing is wrong with it. `asset` is the asset that it belongs to.
 *
 * @public
 */
export function reviewManifest(
  manifest: unknown,
  asset: object = {},
): ManifestRemark[] {
  const errors = checkManifest(manifest, asset);
  return errors.length > 0
    ? errors.map(error => ({ severity: 'error', ...error }))
    : recordedPasswords(manifest as Manifest);
}

function recordedPasswords({ form, variants = {} }: Manifest) {
  const inVariants = Object.entries(variants).flatMap(([name, variant]) =>
    passwordsOf(variant.form as FormSchema, `variants.${name}.form`),
  );
  return [...passwordsOf(form as FormSchema, 'form'), ...inVariants];
}

function passwordsOf(form: FormSchema, at: string): ManifestRemark[] {
  return Object.entries(form.properties).flatMap(([group, { properties }]) =>
    Object.entries(properties ?? {})
      .filter(([, { format }]) => format === 'password')
      .map(([field, { title = field }]) => {
        const name = secretNameOf(field);
        const secret = JSON.stringify({ name, title, given: true });
        return {
          severity: 'warning',
          path: `${at}.properties.${group}.properties.${field}`,
          message:
            "what is filled in here is recorded, and shown on the workload's page, also a password",
          fix: `Ask for it as a secret: remove the field, add ${secret} to workload.secrets, and write \${{ secret.${name} }} where it is used.`,
        };
      }),
  );
}

/** As the names of secrets are written. */
function secretNameOf(field: string): string {
  return field
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .toLowerCase();
}
