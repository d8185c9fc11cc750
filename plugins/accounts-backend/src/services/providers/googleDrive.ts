import { askWell, jsonOf } from './ask';
import { presentToken, rcloneToken, tokenForRclone } from './rcloneToken';
import type { ServiceProvider } from './types';

const API = 'https://www.googleapis.com';

interface About {
  user?: { emailAddress?: string };
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
    if (!token) return {};
    const answer = await askWell(
      reach,
      `${values.url ?? API}/drive/v3/about?fields=user`,
      { headers: { authorization: `Bearer ${token}` } },
    );
    return { user: jsonOf<About>(answer).user?.emailAddress };
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
