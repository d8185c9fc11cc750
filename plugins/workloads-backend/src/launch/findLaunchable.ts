import type { Asset } from '@astrolabe/plugin-assets-common';
import type { AssetsService } from '@astrolabe/plugin-assets-node';
import { withAdvice } from '@astrolabe/http';
import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  checkManifest,
  pickVariant,
  variantsOf,
  type LaunchRequest,
  type LaunchVariant,
  type Manifest,
  type ManifestProblem,
} from '@astrolabe/plugin-workloads-common';
import type { UserOptions } from './types';

/** An asset with the manifest that it is launched by. */
export interface Launchable {
  asset: Asset;
  /** Of the way that was chosen. */
  manifest: Manifest;
  variants: LaunchVariant[];
}

/** Finds what is to be launched, and refuses what cannot be. */
export async function findLaunchable(
  assets: AssetsService,
  { entityRef, variant }: Pick<LaunchRequest, 'entityRef' | 'variant'>,
  options: UserOptions,
): Promise<Launchable> {
  const asset = await findAsset(assets, entityRef, options);
  const { manifest } = asset.spec;
  if (typeof manifest !== 'object' && asset.trust) throw notAgreed(asset);
  if (typeof manifest !== 'object') {
    throw withAdvice(
      new ConflictError(`'${asset.title}' says nothing about how to launch it`),
      {
        code: 'NOT_LAUNCHABLE',
        nextStep: 'Its author can add a manifest to its metadata.',
      },
    );
  }
  const problems = checkManifest(manifest, asset.spec);
  if (problems.length > 0) throw manifestInvalid(asset.title, problems);
  const variants = variantsOf(manifest as Manifest);
  const picked = pickVariant(manifest as Manifest, variant);
  if (picked) return { asset, manifest: picked, variants };
  const allowed = variants.flatMap(({ name }) => name ?? []);
  throw withAdvice(
    new InputError(`'${asset.title}' cannot be launched as '${variant}'`),
    {
      code: 'UNKNOWN_VARIANT',
      cause: `variant: ${allowed.join(', ') || 'it has only the usual way'}`,
      nextStep: 'Take one of these, or leave it out.',
    },
  );
}

/** Somebody has written it who is not of this portal. */
function notAgreed({ title, trust }: Asset): Error {
  return withAdvice(
    new ConflictError(`'${title}' cannot be launched here yet`),
    {
      code: 'TOOL_NOT_AGREED',
      cause:
        trust?.missing?.join(' ') ??
        'the operator of this portal has not agreed to it',
      nextStep:
        'Its page says what the operator has to know, or what is missing.',
    },
  );
}

/** The author's fault, not the caller's: no 400. */
export function manifestInvalid(
  title: string,
  problems: ManifestProblem[],
): Error {
  const said = problems.map(({ path, message }) => `${path}: ${message}`);
  return withAdvice(
    new ConflictError(`The manifest of '${title}' is not valid`),
    {
      code: 'MANIFEST_INVALID',
      cause: said.join('; '),
      nextStep: 'Tell its author; its page shows the problems.',
      problems,
    },
  );
}

async function findAsset(
  assets: AssetsService,
  entityRef: string,
  options: UserOptions,
): Promise<Asset> {
  try {
    return await assets.getByRef(entityRef, options);
  } catch (error) {
    const { name, statusCode } = error as Error & { statusCode?: number };
    if (name === 'InputError') throw error;
    if (statusCode === 404 || name === 'NotFoundError') {
      throw withAdvice(new NotFoundError(`No module or tool '${entityRef}'`), {
        code: 'ASSET_NOT_FOUND',
        nextStep: 'Look it up under Modules or Tools.',
      });
    }
    if (statusCode && statusCode < 500) throw error;
    throw withAdvice(
      new ServiceUnavailableError('The assets room does not answer', error),
      {
        code: 'ASSETS_UNAVAILABLE',
        cause: (error as Error).message,
        nextStep: 'Try again in a moment.',
      },
    );
  }
}
