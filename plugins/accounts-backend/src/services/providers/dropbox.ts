import { askWell, jsonOf } from './ask';
import { presentToken, rcloneToken, tokenForRclone } from './rcloneToken';
import type { ServiceProvider } from './types';

const API = 'https://api.dropboxapi.com';

interface Account {
  account_id?: string;
  email?: string;
}

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
    if (!token) return { unasked: true };
    const { url = API } = values;
    const answer = await askWell(reach, `${url}/2/users/get_current_account`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
    });
    const { account_id: id, email } = jsonOf<Account>(answer);
    return { user: email, ...(id && { account: `${url} ${id}` }) };
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
