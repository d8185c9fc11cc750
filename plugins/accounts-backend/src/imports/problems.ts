import { withAdvice } from '@astrolabe/http';
import { InputError, ServiceUnavailableError } from '@backstage/errors';

const NAME_IT =
  'Name the mount of the other portal, and its namespace if it has one.';

export function vaultAway({ name, message }: Error): Error {
  if (name === 'NotAllowedError') {
    return withAdvice(
      new InputError('The other Vault is in a private network'),
      {
        code: 'IMPORT_ADDRESS',
        cause: message,
        nextStep: 'Allow its host (http.allowedHosts).',
      },
    );
  }
  return withAdvice(
    new ServiceUnavailableError('The other Vault does not answer'),
    {
      code: 'IMPORT_VAULT_AWAY',
      cause: message,
      nextStep: 'Run it again: what is there already is left as it is.',
    },
  );
}

export function noAddress(address: string): Error {
  return withAdvice(new InputError(`'${address}' is no address`), {
    code: 'INVALID_REQUEST',
    nextStep: 'Write it with its port, such as https://vault.example:8200.',
  });
}

/** Nothing at all is mounted there, which is not the same as an empty folder. */
export function notMounted(mount: string): Error {
  return withAdvice(new InputError(`Nothing is mounted at '${mount}'`), {
    code: 'IMPORT_OTHER_ENGINE',
    nextStep: NAME_IT,
  });
}

export function vaultRefuses(): Error {
  return withAdvice(
    new InputError('The other Vault does not let this token read'),
    {
      code: 'IMPORT_REFUSED',
      nextStep: 'Take a token whose policy lists and reads the whole mount.',
    },
  );
}

export function noKv1(mount: string, found: string): Error {
  return withAdvice(
    new InputError(
      `What is mounted at '${mount}' is no KV engine of version 1`,
    ),
    {
      code: 'IMPORT_OTHER_ENGINE',
      cause: `it is ${found}`,
      nextStep: NAME_IT,
    },
  );
}
