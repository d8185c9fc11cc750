import { askWell, jsonOf } from './ask';
import { token, usualAddress } from './fields';
import type { ServiceProvider } from './types';

const SITE = 'https://gitlab.com';

export const gitlab: ServiceProvider = {
  id: 'gitlab',
  title: 'GitLab',
  kind: 'forge',
  form: {
    required: ['token'],
    properties: {
      url: usualAddress(SITE),
      token: {
        ...token,
        description: 'A personal access token that may read_user',
      },
    },
  },
  async verify({ url, token: value, login }, reach) {
    const api = `${url}/api/v4`;
    if (login) {
      const headers = { authorization: `Bearer ${value}` };
      const answer = await askWell(reach, `${api}/user`, { headers });
      return { user: jsonOf<{ username?: string }>(answer).username };
    }
    const headers = { 'private-token': value };
    const self = await askWell(reach, `${api}/personal_access_tokens/self`, {
      headers,
    });
    // The last day is one on which it does not hold any more.
    const { expires_at: day } = jsonOf<{ expires_at?: string | null }>(self);
    const person = await askWell(reach, `${api}/user`, { headers });
    return {
      user: jsonOf<{ username?: string }>(person).username,
      expiresAt: day ? `${day.slice(0, 10)}T00:00:00.000Z` : undefined,
    };
  },
  oauth: {
    url: SITE,
    scope: 'read_user read_api read_repository',
    endpoints: ({ url }) => ({
      authorization: `${url}/oauth/authorize`,
      token: `${url}/oauth/token`,
    }),
  },
};
