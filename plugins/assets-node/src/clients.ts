import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { AssetsClient } from '@astrolabe/plugin-assets-common';

/** A client of the room that asks in the name of somebody. @public */
export type AssetsClients = (
  onBehalfOf: BackstageCredentials,
  signal?: AbortSignal,
) => Promise<AssetsClient>;

/** How backends ask the room what pages and command line ask. @public */
export const assetsClients =
  (parts: { auth: AuthService; discovery: DiscoveryService }): AssetsClients =>
  async (onBehalfOf, signal) => {
    const baseUrl = await parts.discovery.getBaseUrl('assets');
    const { token } = await parts.auth.getPluginRequestToken({
      onBehalfOf,
      targetPluginId: 'assets',
    });
    return new AssetsClient({
      baseUrl,
      fetch: (url, init) =>
        fetch(url, {
          ...init,
          signal,
          headers: { ...init?.headers, authorization: `Bearer ${token}` },
        }),
    });
  };
