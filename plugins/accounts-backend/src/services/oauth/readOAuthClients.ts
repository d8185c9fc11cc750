import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type { ServiceProvider, Site } from '../providers';

const KEY = 'accounts.oauth';

/** The portal, as a service knows it. */
export interface OAuthClient {
  id: string;
  /** Without it the portal is a public client, which PKCE protects. */
  secret?: string;
  /** What it asks for; the provider's own unless said. */
  scope?: string;
  site: Site;
}

/** The services that the portal is registered at, by the id of the provider. */
export function readOAuthClients(
  config: Config,
  providers: readonly ServiceProvider[],
): Map<string, OAuthClient> {
  const all = config.getOptionalConfig(KEY);
  const known = providers.filter(({ oauth }) => oauth);
  return new Map(
    (all?.keys() ?? []).map(id => {
      const provider = known.find(each => each.id === id);
      if (provider) return [id, readClient(all!.getConfig(id), provider)];
      const allowed = known.map(each => each.id).join(', ');
      throw new InputError(`${KEY} names '${id}': allowed are ${allowed}`);
    }),
  );
}

function readClient(own: Config, { id, oauth }: ServiceProvider): OAuthClient {
  const addressOf = (key: string, usual?: string) => {
    const text = own.getOptionalString(key) ?? usual;
    if (text === undefined || /^https?:\/\//.test(text)) {
      return text?.replace(/\/+$/, '');
    }
    throw new InputError(
      `${KEY}.${id}.${key} is '${text}': allowed is an http(s) address`,
    );
  };
  const site = {
    url: addressOf('url', oauth?.url),
    issuer: addressOf('issuer'),
    roleArn: own.getOptionalString('roleArn'),
    region: own.getOptionalString('region'),
    keysHours: own.getOptionalNumber('keysHours'),
  };
  const { keysHours = 1 } = site;
  if (!(keysHours >= 1 && keysHours <= 168)) {
    throw new InputError(
      `${KEY}.${id}.keysHours is ${keysHours}: allowed is 1 to 168`,
    );
  }
  const missing = (['url', ...(oauth?.needs ?? [])] as const).find(
    key => site[key] === undefined,
  );
  if (missing) throw new InputError(`${KEY}.${id}.${missing} is missing`);
  return {
    id: own.getString('clientId'),
    secret: own.getOptionalString('clientSecret'),
    scope: own.getOptionalString('scope'),
    site: { ...site, url: site.url! },
  };
}
