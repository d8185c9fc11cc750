import { ask, askWell, jsonOf } from './ask';
import {
  TroubleError,
  type Endpoints,
  type Grant,
  type Reach,
  type Site,
  type Values,
} from './types';

/** Of JWS: those by which nobody but the issuer can sign. */
const ASYMMETRIC = /^(?:[RPE]S(?:256|384|512)|Ed(?:DSA|25519))$/;

/** Where one signs in for S3: at who says who people are (OpenID Connect Discovery). */
export async function endpointsOf(
  { issuer }: Site,
  reach: Reach,
): Promise<Endpoints> {
  const place = `${issuer}/.well-known/openid-configuration`;
  const said = jsonOf<Record<string, unknown>>(await askWell(reach, place));
  const { authorization_endpoint: authorization, token_endpoint: token } = said;
  const { issuer: itself } = said;
  if (
    typeof itself === 'string' &&
    // Some call themselves by an address that ends so, and some do not.
    itself.replace(/\/+$/, '') === issuer &&
    typeof authorization === 'string' &&
    typeof token === 'string'
  ) {
    const algorithms = asymmetricOf(said.id_token_signing_alg_values_supported);
    return { authorization, token, issuer: itself, algorithms };
  }
  throw new TroubleError('not-found', `${issuer} is no such issuer`);
}

function asymmetricOf(algorithms: unknown): string[] | undefined {
  return Array.isArray(algorithms)
    ? algorithms.filter(each => ASYMMETRIC.test(String(each)))
    : undefined;
}

/**
 * Temporary keys for who the issuer says that one is: AssumeRoleWithWebIdentity,
 * which is not signed.
 */
export async function keysFor(
  { idToken, user }: Grant,
  { url, roleArn, keysHours = 1 }: Site,
  reach: Reach,
): Promise<Values> {
  if (!idToken)
    throw new TroubleError('unclear', 'The issuer gave no ID token');
  const answer = await ask(reach, `${url}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      DurationSeconds: String(keysHours * 3600),
      WebIdentityToken: idToken,
      ...(roleArn && { RoleArn: roleArn, RoleSessionName: 'astrolabe' }),
    }).toString(),
  });
  const { host } = new URL(url);
  const said = (name: string) =>
    new RegExp(`<${name}>([^<]+)</${name}>`).exec(answer.body)?.[1] ?? '';
  if (answer.status === 429 || answer.status >= 500) {
    throw new TroubleError('away', `${host} answered ${answer.status}`);
  }
  const keys = {
    accessKeyId: said('AccessKeyId'),
    secretAccessKey: said('SecretAccessKey'),
    sessionToken: said('SessionToken'),
    endsAt: said('Expiration'),
  };
  if (answer.status === 200 && Object.values(keys).every(Boolean)) {
    return { ...keys, ...(user && { person: user }) };
  }
  const why = /^\w{1,60}$/.test(said('Code')) ? ` (${said('Code')})` : '';
  throw new TroubleError('forbidden', `${host} gives you no keys${why}`);
}
