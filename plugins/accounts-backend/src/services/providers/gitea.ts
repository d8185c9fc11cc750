import { askWell, jsonOf } from './ask';
import { address, token } from './fields';
import type { ServiceProvider } from './types';

/** Forgejo, such as Codeberg, speaks the same. */
export const gitea: ServiceProvider = {
  id: 'gitea',
  title: 'Gitea, Forgejo',
  kind: 'forge',
  form: {
    required: ['url', 'token'],
    properties: {
      url: address('https://codeberg.org'),
      token: {
        ...token,
        description:
          'Of Settings, Applications; with read:user, and write:user and write:repository to make repositories',
      },
    },
  },
  async verify({ url, token: value }, reach) {
    const answer = await askWell(reach, `${url}/api/v1/user`, {
      headers: { authorization: `Bearer ${value}` },
    });
    return { user: jsonOf<{ login?: string }>(answer).login };
  },
  oauth: {
    scope: 'read:user',
    endpoints: ({ url }) => ({
      authorization: `${url}/login/oauth/authorize`,
      token: `${url}/login/oauth/access_token`,
    }),
  },
};
