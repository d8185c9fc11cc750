import {
  createHash,
  createPrivateKey,
  createPublicKey,
  sign,
} from 'node:crypto';

/** Who signed what: the text that is signed, and by which key. */
export interface ImageSignature {
  /** Of the manifest, `sha256:…`. */
  digest: string;
  /** A JSON document, as it was signed. */
  payload: string;
  /** ECDSA with SHA-256, in DER and base64. */
  signature: string;
}

/** What the portal signs with: an ECDSA key on the curve P-256. */
export interface SigningKey {
  /** PEM. */
  readonly publicKey: string;
  sign(text: string): string;
}

/** @throws Error where it is no such key */
export function signingKeyOf(pem: string): SigningKey {
  const key = createPrivateKey(pem);
  const { asymmetricKeyDetails: details } = key;
  if (details?.namedCurve !== 'prime256v1') {
    throw new Error('it is not an ECDSA key on the curve P-256');
  }
  const shown = createPublicKey(key);
  return {
    publicKey: shown.export({ type: 'spki', format: 'pem' }).toString(),
    sign: text => sign('sha256', Buffer.from(text), key).toString('base64'),
  };
}

/**
 * Signs the manifest of an image, in the form that cosign, Podman and admission
 * controllers verify ("simple signing").
 *
 * @param signed.reference with its tag: whoever pulls it by that may ask for just it
 * @param signed.of what it is the image of: verifiers can ask for it
 */
export function signImage(
  key: SigningKey,
  signed: { reference: string; digest: string; of: Record<string, string> },
): ImageSignature {
  const { reference, digest, of } = signed;
  const payload = JSON.stringify({
    critical: {
      identity: { 'docker-reference': reference },
      image: { 'docker-manifest-digest': digest },
      type: 'cosign container image signature',
    },
    optional: { creator: 'Astrolabe', ...of },
  });
  return { digest, payload, signature: key.sign(payload) };
}

export function sha256Of(content: Buffer | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
