import { mergedTranslations } from '@astrolabe/plugin-assets-common';
import {
  formDefaults,
  narrowForm,
  type FormSchema,
  type LaunchForm,
} from '@astrolabe/plugin-workloads-common';
import type { Launchable, Person } from '../launch';

/** What a person may fill in to launch something this way. */
export function toLaunchForm(
  { asset, manifest, variants }: Launchable,
  variant: string | undefined,
  person: Person,
): LaunchForm {
  const schema = narrowForm(manifest.form as FormSchema, person.limits);
  return {
    entityRef: asset.entityRef,
    title: asset.title,
    schema,
    defaults: formDefaults(schema),
    translations: mergedTranslations(
      manifest.translations,
      asset.spec.translations,
    ),
    ...(variant && { variant }),
    kind: variants.find(({ name }) => name === variant)!.kind,
    variants,
  };
}
