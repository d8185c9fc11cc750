import type { Harvested } from '@astrolabe/plugin-assets-node';
import { assertError } from '@backstage/errors';
import { imageIn, nameOf, Registry, RegistryError, versionIn } from '../images';
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
 * The image that metadata name, as its registry shows it to everybody: at the digest or
 * tag that they name, of the newest signed version, or `latest`.
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
  const inLink = versionIn(link);
  const newest = signed.find(({ reference }) => reference.startsWith(its));
  const version = inLink ?? newest?.reference.slice(its.length) ?? 'latest';
  const isDigest = version.startsWith('sha256:');
  const reference = `${nameOf(name)}${isDigest ? '@' : ':'}${version}`;
  try {
    const registry = new Registry(name, { wire });
    // Signatures hold for the name that they were made for.
    const isSigned = (one: string) =>
      signed.some(
        each => each.reference.startsWith(its) && each.digest === one,
      );
    const told = await registry.digestOf(version);
    // What would be believed is hashed here; that of all else is only shown.
    const digest = isSigned(told)
      ? (await registry.manifest(version)).digest
      : told;
    const signature = isSigned(digest) ? 'signed' : 'unsigned';
    const image = { reference, digest, signature } as const;
    return [{ from: 'registry', facts: { image } }];
  } catch (error) {
    assertError(error);
    const isNone =
      error instanceof RegistryError &&
      (error.trouble === 'missing' || error.trouble === 'unclear');
    // What is not to be asked now is what it was; what contradicts itself is none.
    return isNone
      ? []
      : before.filter(({ facts }) => facts.image?.reference === reference);
  }
}
