import type { Harvested } from '@astrolabe/plugin-assets-node';
import { assertError } from '@backstage/errors';
import { imageIn, nameOf, Registry, RegistryError } from '../images';
import { checkAsset } from '@astrolabe/plugin-assets-common';
import type { ForgeWire } from '../forges';

/** A version whose image the portal has signed. */
export interface SignedVersion {
  /** With its tag. */
  reference: string;
  digest: string;
}

/** Where a registry is asked, and what is known without it. */
interface ImageParts {
  wire: ForgeWire;
  /** Newest first. */
  signed: SignedVersion[];
  /** What was found before: it stays while the registry does not answer. */
  before: Harvested[];
}

/**
 * The image that metadata name, as its registry shows it to everybody: at the tag that
 * they name, of the newest signed version, or `latest`.
 */
export async function imageAt(
  metadata: string,
  { wire, signed, before }: ImageParts,
): Promise<Harvested[]> {
  const { spec } = checkAsset(metadata, 'module');
  const link = spec?.links?.dockerImage ?? '';
  const name = imageIn(link);
  if (!name) return [];
  const its = `${nameOf(name)}:`;
  const newest = signed.find(({ reference }) => reference.startsWith(its));
  const [, named] = /:([\w][\w.-]{0,127})$/.exec(link) ?? [];
  const tag = named ?? newest?.reference.slice(its.length) ?? 'latest';
  const reference = `${its}${tag}`;
  try {
    const digest = await new Registry(name, { wire }).digestOf(tag);
    const isSigned = signed.some(each => each.digest === digest);
    const signature = isSigned ? 'signed' : 'unsigned';
    const image = { reference, digest, signature } as const;
    return [{ from: 'registry', facts: { image } }];
  } catch (error) {
    assertError(error);
    const isGone =
      error instanceof RegistryError && error.trouble === 'missing';
    // What is not to be asked now is what it was.
    return isGone
      ? []
      : before.filter(({ facts }) => facts.image?.reference === reference);
  }
}
