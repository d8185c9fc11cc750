import { askWell, jsonOf } from './ask';
import { token, usualAddress } from './fields';
import type { ServiceProvider } from './types';

const API = 'https://api.github.com';

export const github: ServiceProvider = {
  id: 'github',
  title: 'GitHub',
  kind: 'forge',
  form: {
    required: ['token'],
    properties: {
      url: usualAddress(API),
      token: { ...token, description: 'A personal access token' },
    },
  },
  async verify({ url, token: value }, reach) {
    const answer = await askWell(reach, `${url}/user`, {
      headers: {
        authorization: `Bearer ${value}`,
        accept: 'application/vnd.github+json',
      },
    });
    const ends = answer.headers['github-authentication-token-expiration'];
    return {
      user: jsonOf<{ login?: string }>(answer).login,
      expiresAt: typeof ends === 'string' ? isoOf(ends) : undefined,
    };
  },
  oauth: {
    url: API,
    scope: 'read:user',
    endpoints: ({ url }) => {
      // An enterprise's own has its API below its pages.
      const pages =
        url === API ? 'https://github.com' : url.replace(/\/api\/v3$/, '');
      return {
        authorization: `${pages}/login/oauth/authorize`,
        token: `${pages}/login/oauth/access_token`,
      };
    },
  },
};

/** GitHub writes `2026-12-31 10:00:00 UTC`, or with an offset. */
function isoOf(text: string): string | undefined {
  const time = Date.parse(text.replace(' UTC', ' +0000'));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
