import { MANIFEST, type Registry } from './Registry';
import { sha256Of, type ImageSignature } from './signing';

const PAYLOAD = 'application/vnd.dev.cosign.simplesigning.v1+json';
const CONFIG = 'application/vnd.oci.image.config.v1+json';
const SIGNATURE = 'dev.cosignproject.cosign/signature';

interface Layer {
  mediaType: string;
  digest: string;
  size: number;
  annotations?: Record<string, string>;
}

/**
 * Puts a signature beside its image, where cosign and Podman look for it: as a layer
 * of an image whose tag is the digest. Those of others stay; one that is there is not put twice.
 */
export async function attachSignature(
  registry: Registry,
  { digest, payload, signature }: ImageSignature,
): Promise<void> {
  const tag = `${digest.replace(':', '-')}.sig`;
  const present = await registry.findManifest(tag);
  const before = layersOf(present?.json.layers);
  const isThere = before.some(
    each => each.annotations?.[SIGNATURE] === signature,
  );
  if (isThere) return;
  const own: Layer = {
    ...{ mediaType: PAYLOAD, digest: sha256Of(payload) },
    size: Buffer.byteLength(payload),
    annotations: { [SIGNATURE]: signature },
  };
  const layers = [...before, own];
  const config = JSON.stringify({
    ...{ architecture: '', os: '', config: {} },
    rootfs: { type: 'layers', diff_ids: layers.map(each => each.digest) },
    history: layers.map(() => ({ created: '0001-01-01T00:00:00Z' })),
  });
  await registry.putBlob(payload);
  await registry.putBlob(config);
  const size = Buffer.byteLength(config);
  const manifest = {
    ...{ schemaVersion: 2, mediaType: MANIFEST },
    config: { mediaType: CONFIG, digest: sha256Of(config), size },
    layers,
  };
  await registry.putManifest(tag, JSON.stringify(manifest));
}

function layersOf(said: unknown): Layer[] {
  const all: unknown[] = Array.isArray(said) ? said : [];
  return all.filter(
    (each): each is Layer => typeof each === 'object' && each !== null,
  );
}
