import { askWell, jsonOf } from './ask';
import { token, usualAddress } from './fields';
import type { ServiceProvider } from './types';

export const github: ServiceProvider = {
  id: 'github',
  title: 'GitHub',
  kind: 'forge',
  form: {
    required: ['token'],
    properties: {
      url: usualAddress('https://api.github.com'),
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
};

/** GitHub writes `2026-12-31 10:00:00 UTC`, or with an offset. */
function isoOf(text: string): string | undefined {
  const time = Date.parse(text.replace(' UTC', ' +0000'));
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
