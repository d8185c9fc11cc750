import { ask, assertWell, basic } from './ask';
import { address, password, user } from './fields';
import {
  TroubleError,
  type Reach,
  type ServiceProvider,
  type Values,
} from './types';

export const webdav: ServiceProvider = {
  id: 'webdav',
  title: 'WebDAV',
  kind: 'storage',
  form: {
    required: ['url', 'user', 'password'],
    properties: {
      url: address('https://files.example.org/dav'),
      user,
      password,
    },
  },
  async verify(values, reach) {
    await assertDav(values.url, values, reach);
    return { user: values.user };
  },
  remote: values => ({
    type: 'webdav',
    options: { url: values.url, vendor: 'other', user: values.user },
    secrets: { pass: values.password },
  }),
};

/** That there is a WebDAV folder, and that one is let in. */
export async function assertDav(
  url: string,
  values: Values,
  reach: Reach,
): Promise<void> {
  const answer = await ask(reach, url, {
    method: 'PROPFIND',
    headers: {
      authorization: basic(values.user, values.password),
      depth: '0',
    },
  });
  assertWell(answer);
  if (answer.status !== 207) {
    throw new TroubleError('not-found', `${url} is no WebDAV folder`);
  }
}
