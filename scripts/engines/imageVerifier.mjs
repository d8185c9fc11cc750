import { fileURLToPath } from 'node:url';
import { buildGoServer } from './goServer.mjs';

/**
 * Says whether an image is signed as a policy wants it: the library that Podman, Skopeo
 * and CRI-O ask, alone, because Debian's Podman was built without signatures of cosign.
 *
 * `<program> <reference> <policy.json> <registries.d>`, who one is in `REGISTRY_USER` and
 * `REGISTRY_PASSWORD`; it says `accepted`, or why not.
 */
export function imageVerifier() {
  return buildGoServer({
    name: 'image-verifier',
    module: 'github.com/containers/image/v5',
    version: 'v5.30.1',
    source: fileURLToPath(new URL('./imageVerifier/main.go', import.meta.url)),
    tags: [
      'containers_image_openpgp',
      'containers_image_fulcio_stub',
      'containers_image_rekor_stub',
    ],
  });
}
