import { ask, askWell, assertWell, jsonOf } from './ask';
import { token, usualAddress } from './fields';
import { TroubleError, type Reach, type ServiceProvider } from './types';

/** An empty list is what many would answer. */
async function hasRecords(url: string, reach: Reach): Promise<boolean> {
  const answer = await askWell(reach, `${url}/api/records?size=1`);
  const found = jsonOf<{ hits?: { hits?: unknown } } | null>(answer);
  return Array.isArray(found?.hits?.hits);
}

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
    const answer = await ask(reach, place, {
      headers: { authorization: `Bearer ${value}` },
    });
    if (answer.status === 403) {
      const scopes = 'deposit:write and deposit:actions';
      const { host } = new URL(url);
      const why = `${host} does not allow this: the token needs ${scopes}`;
      throw new TroubleError('forbidden', why);
    }
    assertWell(answer);
    const depositions = jsonOf(answer);
    const isOne =
      Array.isArray(depositions) &&
      depositions.every(each => each?.id !== undefined && each.links) &&
      (depositions.length > 0 || (await hasRecords(url, reach)));
    if (!isOne) throw new TroubleError('not-found', `${url} is no Zenodo`);
    return {};
  },
};
