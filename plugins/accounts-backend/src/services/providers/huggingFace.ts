import { askWell, jsonOf } from './ask';
import { token, usualAddress } from './fields';
import type { ServiceProvider } from './types';

interface WhoAmI {
  name?: string;
}

export const huggingFace: ServiceProvider = {
  id: 'hugging-face',
  title: 'Hugging Face',
  kind: 'models',
  form: {
    required: ['token'],
    properties: {
      url: usualAddress('https://huggingface.co'),
      token: {
        ...token,
        description: 'Of the page Settings, Access Tokens; reading is enough',
      },
    },
  },
  async verify({ url, token: value }, reach) {
    const answer = await askWell(reach, `${url}/api/whoami-v2`, {
      headers: { authorization: `Bearer ${value}` },
    });
    return { user: jsonOf<WhoAmI>(answer).name };
  },
  oauth: {
    url: 'https://huggingface.co',
    scope: 'profile read-repos gated-repos',
    endpoints: ({ url }) => ({
      authorization: `${url}/oauth/authorize`,
      token: `${url}/oauth/token`,
    }),
  },
};
