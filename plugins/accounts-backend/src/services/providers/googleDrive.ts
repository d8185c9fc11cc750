import { askWell, jsonOf } from './ask';
import { presentToken, rcloneToken, tokenForRclone } from './rcloneToken';
import type { ServiceProvider } from './types';

const API = 'https://www.googleapis.com';

interface About {
  user?: {
    emailAddress?: string;
    /** Of the person, the same for all that they share. */
    permissionId?: string;
  };
}

export const googleDrive: ServiceProvider = {
  id: 'google-drive',
  title: 'Google Drive',
  kind: 'storage',
  form: {
    required: ['token'],
    properties: { token: rcloneToken('drive') },
  },
  async verify(values, reach) {
    const token = presentToken(values);
    if (!token) return { unasked: true };
    const { url = API } = values;
    const answer = await askWell(reach, `${url}/drive/v3/about?fields=user`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const { emailAddress, permissionId: id } = jsonOf<About>(answer).user ?? {};
    return { user: emailAddress, ...(id && { account: `${url} ${id}` }) };
  },
  remote: values => ({
    type: 'drive',
    options: { scope: 'drive' },
    secrets: { token: tokenForRclone(values) },
  }),
  oauth: {
    url: API,
    scope: 'https://www.googleapis.com/auth/drive',
    // Without both, Google gives a refresh token the first time alone.
    parameters: { access_type: 'offline', prompt: 'consent' },
    endpoints: ({ url }) =>
      url === API
        ? {
            authorization: 'https://accounts.google.com/o/oauth2/v2/auth',
            token: 'https://oauth2.googleapis.com/token',
          }
        : {
            authorization: `${url}/o/oauth2/v2/auth`,
            token: `${url}/token`,
          },
  },
};
