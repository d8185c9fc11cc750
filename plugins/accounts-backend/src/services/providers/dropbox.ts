import { askWell, jsonOf } from './ask';
import { presentToken, rcloneToken, tokenForRclone } from './rcloneToken';
import type { ServiceProvider } from './types';

const API = 'https://api.dropboxapi.com';

export const dropbox: ServiceProvider = {
  id: 'dropbox',
  title: 'Dropbox',
  kind: 'storage',
  form: {
    required: ['token'],
    properties: { token: rcloneToken('dropbox') },
  },
  async verify(values, reach) {
    const token = presentToken(values);
    if (!token) return {};
    const answer = await askWell(
      reach,
      `${values.url ?? API}/2/users/get_current_account`,
      { method: 'POST', headers: { authorization: `Bearer ${token}` } },
    );
    return { user: jsonOf<{ email?: string }>(answer).email };
  },
  remote: values => ({
    type: 'dropbox',
    options: {},
    secrets: { token: tokenForRclone(values) },
  }),
  oauth: {
    url: API,
    // What the portal may do is said where it is registered.
    scope: '',
    // A refresh token comes with it.
    parameters: { token_access_type: 'offline' },
    endpoints: ({ url }) => ({
      authorization: `${
        url === API ? 'https://www.dropbox.com' : url
      }/oauth2/authorize`,
      token: `${url}/oauth2/token`,
    }),
  },
};
