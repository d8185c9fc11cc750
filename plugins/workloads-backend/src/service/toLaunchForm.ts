import { mergedTranslations } from '@astrolabe/plugin-assets-common';
import {
  formDefaults,
  type FormSchema,
  type LaunchForm,
  type LaunchSecret,
} from '@astrolabe/plugin-workloads-common';
import type { Launchable } from '../launch';

/** What a person may fill in to launch something this way, in a form that is theirs. */
export function toLaunchForm(
  { asset, manifest, variants }: Launchable,
  {
    variant,
    schema,
    secrets,
  }: { variant?: string; schema: FormSchema; secrets: LaunchSecret[] },
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
    ...(secrets.length > 0 && { secrets }),
  };
}
