import type {
  ReleaseReason,
  ReleaseStep,
} from '@astrolabe/plugin-assets-common';
import {
  attachSignature,
  nameOf,
  RegistryError,
  signImage,
  type ImageName,
  type RegistryTrouble,
} from '../../images';
import { imageOf } from '../imageOf';
import { GoesOnLater } from '../pauses';
import type { Facts, SignedImage } from '../ReleaseStore';
import { METADATA } from '../versionFiles';
import type { Making, Step } from './types';

const LONGEST_PAUSE_MS = 60_000;
const SHORTEST_PAUSE_MS = 2_000;

/** Why a release has no image, or a signature that is not beside it. */
const codes: Record<RegistryTrouble, ReleaseReason> = {
  missing: 'image-missing',
  away: 'registry-away',
  unclear: 'registry-unclear',
  closed: 'registry-closed',
};

export const WITHOUT_IMAGE: Pick<ReleaseStep, 'code' | 'reason'> = {
  code: 'no-image',
  reason: `${METADATA} names no image (links.docker_image)`,
};

/** The image of the version, which others make when they see the tag: its digest is signed. */
export const image: Step = {
  ...{ id: 'image', isOfArchive: false },
  isDone: ({ imageEnd }) => imageEnd !== undefined,
  async act(making) {
    const { facts, forge, keep, place } = making;
    const text = await forge.read(place, METADATA, facts.commit!);
    const name = imageOf(text ?? '');
    if (!name) return { imageEnd: WITHOUT_IMAGE };
    const since = facts.imageSince ?? new Date().toISOString();
    if (!facts.imageSince) await keep({ imageSince: since });
    try {
      const signed = facts.image ?? (await sign(making, name));
      // What is signed is pushed by the next try, too.
      await keep({ image: signed });
      return { imageEnd: await push(making, name, signed) };
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      const { trouble, message: reason } = error;
      const waitedMs = Date.now() - Date.parse(since);
      const isOver = waitedMs >= making.images.waitMs;
      if (isOver || trouble === 'closed') {
        // One that is signed already is so, whatever becomes of its signature there.
        const isSigned = making.row.facts.image !== undefined;
        const code = isSigned ? 'signature-kept' : codes[trouble];
        return { imageEnd: { code, reason } };
      }
      const soon = Math.max(waitedMs / 10, SHORTEST_PAUSE_MS);
      throw new GoesOnLater(
        `the image of the version is waited for: ${reason}`,
        new Date(Date.now() + Math.min(soon, LONGEST_PAUSE_MS)),
      );
    }
  },
};

/** With and without `v`: its tag may be either, whatever that of the repository is. */
async function sign(
  { facts, images, place, row }: Making,
  name: ImageName,
): Promise<SignedImage> {
  const registry = await images.registry(name);
  const tags = new Set([facts.tag, row.version, `v${row.version}`]);
  let missing: unknown;
  for (const tag of tags) {
    try {
      const manifest = await registry.manifest(tag);
      const { digest, platforms } = manifest;
      const reference = `${nameOf(name)}:${tag}`;
      const revision = await registry.revisionOf(manifest);
      // What stood there before is not the image of this version.
      if (revision && revision !== facts.commit) {
        const why = `${reference} is made of the commit ${revision}`;
        missing = new RegistryError('missing', why);
        continue;
      }
      const key = await images.key();
      const of = {
        ...{ module: row.name, version: row.version },
        ...{ repository: place.url, commit: facts.commit! },
      };
      const signatures = [digest, ...platforms].map(each =>
        signImage(key, { reference, digest: each, of }),
      );
      return { reference, digest, signatures, publicKey: key.publicKey };
    } catch (error) {
      const isMissing =
        error instanceof RegistryError && error.trouble === 'missing';
      if (!isMissing) throw error;
      missing ??= error;
    }
  }
  throw missing;
}

async function push(
  { images }: Making,
  name: ImageName,
  signed: SignedImage,
): Promise<Facts['imageEnd']> {
  const registry = await images.registry(name);
  try {
    for (const signature of signed.signatures) {
      await attachSignature(registry, signature);
    }
    return { isPushed: true };
  } catch (error) {
    const isAway = error instanceof RegistryError && error.trouble === 'away';
    if (isAway || !(error instanceof RegistryError)) throw error;
    const { message } = error;
    const reason = `its signature is not beside it: ${message}`;
    return { code: 'signature-kept', reason };
  }
}
