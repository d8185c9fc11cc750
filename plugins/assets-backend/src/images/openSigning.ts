import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { AccountsService } from '@astrolabe/plugin-accounts-node';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import { signingKeyOf, type SigningKey } from './signing';

const KEY = 'assets.signing.keyFile';
/** It is nobody's but the portal's. */
const OWNER = 'portal:default/astrolabe';
const SECRET = { objectId: 'signing', name: 'key' };
const USE = { by: 'assets', objectId: SECRET.objectId };

/**
 * The key that the portal signs with: of a file or, where none is configured, one
 * that is made when it is first asked for, and kept with the secrets. All replicas
 * have the same.
 *
 * @throws InputError where the file is no such key
 */
export function openSigning(
  accounts: AccountsService,
  keyFile: string | undefined,
): () => Promise<SigningKey> {
  let key: Promise<SigningKey> | undefined;
  if (keyFile) key = Promise.resolve(readKey(keyFile));
  return () => {
    key ??= keptKey(accounts).catch(error => {
      key = undefined;
      throw error;
    });
    return key;
  };
}

function readKey(keyFile: string): SigningKey {
  try {
    return signingKeyOf(readFileSync(keyFile, 'utf8'));
  } catch (error) {
    throw new InputError(
      `'${KEY}' is '${keyFile}', but has to be a file with a private ECDSA key on the curve P-256 as PEM: ${
        (error as Error).message
      }`,
    );
  }
}

async function keptKey({ ofObjects }: AccountsService): Promise<SigningKey> {
  const kept = () => ofObjects.give(OWNER, SECRET, USE);
  const before = await kept();
  if (before) return signingKeyOf(before);
  const values = { [SECRET.name]: newKey() };
  // Another replica may be there first: then its is taken.
  const failure = await ofObjects
    .keep(OWNER, values, USE)
    .catch(error => error);
  const after = await kept();
  if (after) return signingKeyOf(after);
  throw new ServiceUnavailableError('No key to sign with can be kept', failure);
}

function newKey(): string {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
  });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
