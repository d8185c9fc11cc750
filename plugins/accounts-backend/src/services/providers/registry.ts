import { ask, assertWell, askWell, basic, jsonOf } from './ask';
import { address, password, user } from './fields';
import { TroubleError, type ServiceProvider } from './types';

export const registry: ServiceProvider = {
  id: 'registry',
  title: 'Container registry',
  kind: 'registry',
  form: {
    required: ['url', 'user', 'password'],
    properties: {
      url: address('https://registry.example.org'),
      user,
      password: { ...password, title: 'Password or token' },
    },
  },
  /** As the OCI distribution specification and its token extension have it. */
  async verify({ url, user: name, password: pass }, reach) {
    const authorization = basic(name, pass);
    const open = await ask(reach, `${url}/v2/`);
    const challenge = String(open.headers['www-authenticate'] ?? '');
    if (open.status !== 401 || !/^(basic|bearer)\b/i.test(challenge)) {
      if (open.status === 200) return {}; // It lets everybody in.
      if (open.status !== 401) assertWell(open);
      throw new TroubleError('not-found', `${url} is no registry`);
    }
    if (/^basic\b/i.test(challenge)) {
      await askWell(reach, `${url}/v2/`, { headers: { authorization } });
      return { user: name };
    }
    const place = new URL(parameterOf(challenge, 'realm') ?? '', url);
    const service = parameterOf(challenge, 'service');
    if (service) place.searchParams.set('service', service);
    const answer = await askWell(reach, place.href, {
      headers: { authorization },
    });
    const given = jsonOf<{ token?: string; access_token?: string }>(answer);
    await askWell(reach, `${url}/v2/`, {
      headers: {
        authorization: `Bearer ${given.token ?? given.access_token}`,
      },
    });
    return { user: name };
  },
};

function parameterOf(challenge: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`, 'i').exec(challenge)?.[1];
}
