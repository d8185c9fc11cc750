import type { Asset } from '@astrolabe/plugin-assets-common';
import type { AssetsService } from '@astrolabe/plugin-assets-node';
import { withAdvice } from '@astrolabe/http';
import {
  checkManifest,
  formDefaults,
  narrowForm,
  type FormSchema,
  type LaunchForm,
  type Manifest,
} from '@astrolabe/plugin-workloads-common';
import { InputError, NotFoundError } from '@backstage/errors';
import type { Launcher } from './launchLine';

/** A launchable asset, as far as one person may ask of it. */
export interface Offer {
  asset: Asset;
  manifest: Manifest;
  /** The manifest's form, lowered to the person's limits. */
  form: FormSchema;
  view: LaunchForm;
}

/**
 * @throws NotFoundError when there is no such asset
 * @throws InputError when it cannot be launched
 */
export async function getOffer(
  assets: AssetsService,
  entityRef: string,
  launcher: Launcher,
): Promise<Offer> {
  const asset = await getAsset(assets, entityRef, launcher);
  const manifest = asset.spec.manifest;
  if (typeof manifest !== 'object') {
    throw withAdvice(new InputError(`'${asset.title}' cannot be launched`), {
      code: 'NOT_LAUNCHABLE',
      cause: 'It says nothing of how it is launched (spec.manifest).',
      nextStep: 'Choose a module or tool that has a Deploy button.',
    });
  }
  const problems = checkManifest(manifest, asset.spec);
  if (problems.length > 0) {
    throw withAdvice(
      new InputError(`The manifest of '${asset.title}' is not valid`),
      {
        code: 'INVALID_MANIFEST',
        cause: problems.map(p => `${p.path}: ${p.message}`).join('; '),
        nextStep: 'Tell its author; nothing that you fill in can mend it.',
        problems,
      },
    );
  }
  const known = manifest as Manifest;
  const form = narrowForm(known.form as FormSchema, launcher.limits);
  const view = {
    entityRef: asset.entityRef,
    title: asset.title,
    schema: form,
    defaults: formDefaults(form),
  };
  return { asset, manifest: known, form, view };
}

async function getAsset(
  assets: AssetsService,
  entityRef: string,
  { credentials }: Launcher,
): Promise<Asset> {
  try {
    return await assets.getByRef(entityRef, { credentials });
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === 404) {
      throw withAdvice(
        new NotFoundError(`There is no module or tool '${entityRef}'`),
        {
          code: 'UNKNOWN_ASSET',
          nextStep: 'Search the modules and tools for its name.',
        },
      );
    }
    throw error;
  }
}
