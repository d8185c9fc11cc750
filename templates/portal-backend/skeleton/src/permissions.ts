import { createPermission } from '@backstage/plugin-permission-common';

/** Having texts counted. Denied: the page says what would allow it. */
export const usePermission = createPermission({
  name: 'project-name.use',
  attributes: {},
});
