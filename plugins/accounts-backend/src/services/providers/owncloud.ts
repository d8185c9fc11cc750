import { address, password, user } from './fields';
import type { ServiceProvider, Values } from './types';
import { assertDav } from './webdav';

export const owncloud: ServiceProvider = {
  id: 'owncloud',
  title: 'ownCloud',
  kind: 'storage',
  form: {
    required: ['url', 'user', 'password'],
    properties: {
      url: address('https://cloud.example.org'),
      user,
      password: {
        ...password,
        title: 'App password',
        description:
          'Of the page Settings, Security: not the one you sign in with',
      },
    },
  },
  async verify(values, reach) {
    const { user: name, password: pass } = values;
    await assertDav(filesOf(values), { user: name, password: pass }, reach);
    return { user: name };
  },
  remote: values => ({
    type: 'webdav',
    options: { url: filesOf(values), vendor: 'owncloud', user: values.user },
    secrets: { pass: values.password },
  }),
};

function filesOf({ url, user: name }: Values): string {
  return `${url}/remote.php/dav/files/${encodeURIComponent(name)}/`;
}
