import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { assetRefreshPermission } from '@astrolabe/plugin-assets-common';

/** People who may do what is theirs; managers also read the sources anew. */
export function managersAre(isManager: () => boolean) {
  const { name } = assetRefreshPermission;
  const permissions = mockServices.permissions.mock({
    authorize: async requests =>
      requests.map(({ permission }) => ({
        result:
          permission.name === name && !isManager()
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
  });
  return permissions.factory;
}
