import { ask, askWell, basic, assertWell, jsonOf } from './ask';
import { address, password, user } from './fields';
import { TroubleError, type BrowserLogin, type ServiceProvider } from './types';

/** What Nextcloud's API for clients gives. */
interface Ocs<T> {
  ocs?: { data?: T };
}

/**
 * Login flow v2, as Nextcloud's manual for clients describes it: the person signs
 * in at their Nextcloud, and it gives the portal a password of its own.
 */
const login: BrowserLogin = {
  async begin({ url }, reach) {
    const answer = await askWell(reach, `${url}/index.php/login/v2`, {
      method: 'POST',
      headers: { 'user-agent': 'Astrolabe' }, // It is shown to the person.
    });
    const begun = jsonOf<{
      login?: string;
      poll?: { token?: string; endpoint?: string };
    }>(answer);
    const { login: place, poll } = begun;
    if (!place || !poll?.token || !poll.endpoint) {
      throw new TroubleError('not-found', `${url} is no Nextcloud`);
    }
    // It sends nobody to another's page, and no token to another's server.
    for (const each of [place, poll.endpoint]) assertSameHost(each, url);
    return {
      url: place,
      state: { url, token: poll.token, endpoint: poll.endpoint },
    };
  },

  async poll({ url, token, endpoint }, reach) {
    const answer = await ask(reach, endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ token }).toString(),
    });
    if (answer.status === 404) return undefined;
    assertWell(answer);
    const { loginName, appPassword } = jsonOf<Record<string, unknown>>(answer);
    if (typeof loginName !== 'string' || typeof appPassword !== 'string') {
      throw new TroubleError('unclear', `${url} gave no password`);
    }
    return { url, user: loginName, password: appPassword };
  },
};

export const nextcloud: ServiceProvider = {
  id: 'nextcloud',
  title: 'Nextcloud',
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
  async verify({ url, user: name, password: pass }, reach) {
    const answer = await askWell(
      reach,
      `${url}/ocs/v2.php/cloud/user?format=json`,
      {
        headers: {
          authorization: basic(name, pass),
          'ocs-apirequest': 'true',
          accept: 'application/json',
        },
      },
    );
    const id = jsonOf<Ocs<{ id?: string }>>(answer).ocs?.data?.id;
    if (!id) throw new TroubleError('not-found', `${url} is no Nextcloud`);
    // One may sign in with a mail address: folders have the name of the person.
    return { user: id, also: { userId: id } };
  },
  remote: ({ url, user: name, userId, password: pass }) => ({
    type: 'webdav',
    options: {
      url: `${url}/remote.php/dav/files/${encodeURIComponent(userId ?? name)}/`,
      vendor: 'nextcloud',
      user: name,
    },
    secrets: { pass },
  }),
  login,
};

function assertSameHost(place: string, url: string): void {
  const isSame =
    URL.canParse(place) &&
    /^https?:$/.test(new URL(place).protocol) &&
    new URL(place).host === new URL(url).host;
  if (!isSame) {
    throw new TroubleError('unclear', `${url} sends you to another server`);
  }
}
