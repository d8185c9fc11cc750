import { mergedTranslations } from '@astrolabe/plugin-assets-common';
import {
  formDefaults,
  type FormSchema,
  type LaunchForm,
} from '@astrolabe/plugin-workloads-common';
import type { Launchable } from '../launch';

/** What a person may fill in to launch something this way, in a form that is theirs. */
export function toLaunchForm(
  { asset, manifest, variants }: Launchable,
  variant: string | undefined,
  schema: FormSchema,
): LaunchForm {
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
