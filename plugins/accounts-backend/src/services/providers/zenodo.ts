import { askWell, jsonOf } from './ask';
import { token, usualAddress } from './fields';
import { TroubleError, type ServiceProvider } from './types';

/** Its sandbox, and others that have its API of deposits, speak the same. */
export const zenodo: ServiceProvider = {
  id: 'zenodo',
  title: 'Zenodo',
  kind: 'archive',
  form: {
    required: ['token'],
    properties: {
      url: {
        ...usualAddress('https://zenodo.org'),
        description: 'To try it out: https://sandbox.zenodo.org',
      },
      token: {
        ...token,
        description:
          'Of Applications, Personal access tokens; with deposit:write and deposit:actions',
      },
    },
  },
  /** It says nowhere who one is. */
  async verify({ url, token: value }, reach) {
    const place = `${url}/api/deposit/depositions?size=1`;
    const answer = await askWell(reach, place, {
      headers: { authorization: `Bearer ${value}` },
    });
    if (!Array.isArray(jsonOf(answer))) {
      throw new TroubleError('not-found', `${url} is no Zenodo`);
    }
    return {};
  },
};
